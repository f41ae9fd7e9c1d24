"""What a board reads of a change, and a supplier of its message: all that helps to decide."""

from collections.abc import Mapping

import pytest

from adapters.letters.facts import facts_of
from adapters.letters.renderer import Reader, render
from domain.records import EventRecord
from domain.values import Side
from tests.adapters.letters.change_journeys import FOR_BOARD, FOR_PARENTS, TEXTS
from tests.adapters.letters.journeys import NAMES, tellings
from tests.adapters.letters.supplier_journeys import FAULTS, quarantined

ERASED = {
    "nl": "De tekst van de leverancier is er niet meer: hij is gewist.",
    "en": "The text of the supplier is not there any more: it was erased.",
}


def read(
    records: tuple[EventRecord, ...],
    side: Side = Side.BOARD,
    language: str = "en",
    texts: Mapping[str, str] = TEXTS,
) -> str:
    """Return the letter about the last of the records, on one line."""
    facts = facts_of(records, side, NAMES, texts)
    written = render(records[-1].event.type, facts, Reader("An", language), "r", "help@x.example")
    return " ".join(written.text.split())


def every(kind: str, side: Side = Side.BOARD) -> list[str]:
    return [read(records, side) for records in tellings()[kind, side]]


@pytest.mark.parametrize("kind", ["change.proposed", "change.composed", "change.told"])
def test_the_suppliers_words_are_shown_for_the_board_and_for_parents(kind: str) -> None:
    shown = [
        one for one in every(kind) if " ".join(FOR_BOARD.replace("\n\n", " - ").split()) in one
    ]
    assert shown
    assert all(FOR_PARENTS in one for one in shown)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_words_that_were_erased_are_said_to_be_gone(language: str) -> None:
    told = [read(one, language=language, texts={}) for one in tellings()["change.told", Side.BOARD]]
    assert any(one.count(ERASED[language]) == 2 for one in told)


def test_a_wish_is_shown_beside_the_boards_own_period() -> None:
    wished = [one for one in every("change.proposed") if "asks for an answer by" in one]
    assert len(wished) == 1
    assert "That is a wish: your period is until" in wished[0]


def test_what_was_refused_before_names_the_change_and_the_day() -> None:
    again = [one for one in every("change.proposed") if "did not agree to this on" in one]
    assert all("(change change-1)" in one for one in again)
    assert len(again) >= 2


def test_what_is_offered_again_after_a_lapse_says_so() -> None:
    assert sum("lapsed before without an answer" in one for one in every("change.proposed")) == 1


def test_a_new_option_is_told_and_is_off_until_chosen() -> None:
    (told,) = [one for one in every("change.told") if "tutor" in one and "New is" in one]
    assert "It is off everywhere, until your board chooses it." in told


def test_an_agreement_that_ends_is_promised_no_date() -> None:
    (told,) = [one for one in every("change.told") if "The agreement ends." in one]
    assert "once there is a date" not in told
    assert "did not choose" not in told


@pytest.mark.parametrize("side", list(Side))
def test_a_refused_core_service_leaves_two_ways_out(side: Side) -> None:
    of_core, of_option = every("change.rejected", side)
    for way_out in ("- The supplier offers another leaflet.", "- One of the parties ends the"):
        assert way_out in of_core
        assert way_out not in of_option


def test_a_message_in_quarantine_has_every_fault_by_name() -> None:
    told = read(quarantined(), Side.SUPPLIER)
    assert "release-2" in told
    for fault in FAULTS:
        assert fault.path in told
        assert fault.sentence in told
    assert "(article 4.3)" in told
    assert "under a new message id" in told


def test_a_supplier_reads_how_many_agreements_know() -> None:
    announced, withdrawn = every("announcement.told", Side.SUPPLIER)
    assert "Number of agreements: 812." in announced
    assert "You withdrew" in withdrawn
