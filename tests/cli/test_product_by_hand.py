"""A product driven by hand, and what its supplier sends about it, on a system that runs."""

from pathlib import Path

import pytest

from cli.outcome import Exit
from tests.cli.line import BOARD, TEACHER, Line, until
from tests.cli.press import SECOND, THIRD, Press, press_of


@pytest.fixture
def unregistered(up: Line, tmp_path: Path) -> Press:
    return press_of(up, tmp_path)


@pytest.fixture
def press(unregistered: Press) -> Press:
    unregistered.registered()
    return unregistered


def test_a_board_is_asked_about_a_leaflet_that_its_supplier_announced(press: Press) -> None:
    agreement, file = press.agreement(), press.announcement()
    assert f"{SECOND}: " in press.line.does("product", "announce", "--check", file)
    once = press.announces(file, "--message-id", "second")
    assert (once["standing"], once["change"]) == ("announced", SECOND)
    assert press.announces(file, "--message-id", "second") == once
    until(lambda: press.received() == {SECOND: 1})
    assert "1 of 1 agreements told, 0 waiting" in press.shown()
    assert BOARD not in press.shown()
    assert f" (1): {BOARD}" in press.shown("--change", SECOND)
    assert press.log("product").count("announced: ") == 1
    assert "announced: overleaf@2025-12-01" in press.line.does("events", agreement)


def test_what_comes_too_early_waits_for_its_predecessor(press: Press) -> None:
    waits = press.announces(press.announcement(2), "--message-id", "third")
    assert (waits["standing"], waits["change"]) == ("waiting", None)
    assert waits["until"] is not None
    press.announces(press.announcement(1))
    until(lambda: set(press.received()) == {SECOND, THIRD})
    assert "waits for its predecessor" in press.log("intake")


def test_a_change_is_offered_again_only_where_it_lapsed(press: Press) -> None:
    agreement = press.agreement()
    press.announces(press.announcement())
    until(lambda: press.received() == {SECOND: 1})
    change = ("change", "reoffer", agreement, SECOND, "--new-change", "again")
    refused = press.line.run(*change, "--as", press.seller)
    assert (refused.exit_code, "NotLapsedError" in refused.stderr) == (Exit.REFUSED, True)


def test_a_signal_waits_for_no_answer(press: Press) -> None:
    sent = press.announces(press.announcement(), "--no-wait", "--message-id", "by-signal")
    assert (sent["standing"], sent["message_id"]) == ("sent", "by-signal")
    until(lambda: f"{sent['message']}: announced" in press.log("intake"))


def test_a_message_in_quarantine_is_shown_opened_again_and_laid_aside(press: Press) -> None:
    line, faulty = press.line, press.announcement(consequences={"board": "More."})
    held = press.announces(faulty, "--message-id", "faulty")
    assert held["standing"] == "quarantined"
    assert [one["code"] for one in held["faults"]] == ["consequences_missing"]
    assert press.held() == [held["message"]]
    of = (press.supplier, "faulty")
    named = "payload.consequences.parents: this must be stated (7.1) [consequences_missing]"
    assert named in line.does("quarantine", "show", *of)
    payload = line.does("quarantine", "show", press.supplier, held["message"], "--payload")
    assert payload == f"{faulty.read_text()}\n"
    again = line.run("quarantine", "replay", *of, "--reason", "reading_repaired")
    assert (again.exit_code, named in again.stdout) == (Exit.REFUSED, True)
    line.does("quarantine", "discard", *of, "--reason", "sent_by_mistake")
    assert press.held() == []
    assert press.announces(faulty, "--message-id", "faulty")["standing"] == "discarded"


def test_a_message_passes_once_what_it_lacked_is_there(unregistered: Press) -> None:
    press = unregistered
    held = press.announces(press.announcement(), "--message-id", "too-soon")
    assert [one["code"] for one in held["faults"]] == ["product_unknown"]
    press.registered()
    replay = ("quarantine", "replay", press.supplier, "too-soon")
    told = press.line.does(*replay, "--reason", "product_registered")
    assert f"{held['message']}: announced, as change {SECOND}" in told


def test_an_announcement_is_taken_back_and_the_product_ends(press: Press) -> None:
    agreement, of = press.agreement(), (press.supplier, press.product)
    press.announces(press.announcement(announced_from="2099-01-01T00:00:00Z"))
    until(lambda: press.received() == {SECOND: 1})
    why = ("--as", press.seller, "--reason", "error")
    assert "withdrawn (error)" in press.line.does("product", "withdraw", *of, SECOND, *why)
    withdrawn = f"{SECOND}: withdrawn by the supplier"
    until(lambda: withdrawn in press.line.does("events", agreement))
    assert "ENDED (error)" in press.line.does("product", "end", *of, *why)
    assert f"product:{of[0]}:{of[1]}: Press, ended" in press.shown()


def test_a_history_begins_anew_on_an_operators_word(press: Press) -> None:
    press.announces(press.announcement())
    for stream in (f"product:{press.supplier}:{press.product}", f"intake:{press.supplier}"):
        told = press.line.tells("compact", stream, "--reason", "too_long")
        assert told["version"] > 1


def test_somebody_without_a_mandate_announces_nothing(press: Press) -> None:
    by = ("--supplier", press.supplier, "--as", TEACHER)
    done = press.line.run("product", "announce", press.announcement(), *by)
    assert done.exit_code == Exit.REFUSED
    assert "envelope.actor: its sender has no mandate to announce [mandate_missing]" in done.stdout
