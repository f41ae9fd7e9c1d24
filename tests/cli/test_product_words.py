"""What people read of a product's leaflets, and of what became of a message."""

import pytest
import typer

from adapters.products import ChangeOverview
from cli.fates import tell_fate
from cli.outcome import Exit
from cli.product_shown import by_word, version_lines
from domain.intake.questions import Fate
from domain.intake.state import Standing
from domain.product.announcement import Part
from domain.product.state import Standing as InLine
from domain.product.state import Version
from tests.domain.intake.examples import FAULT, HASH, NOW


def version(change: str | None = "mail", standing: InLine = "stands", *parts: str) -> Version:
    return Version(
        position=1 if change else 0,
        change=change,
        leaflet=HASH,
        label="quill@2",
        predecessor=HASH,
        event_id="product:inkt:quill#2",
        announced_from=NOW if change else None,
        standing=standing,
        independent_of=None,
        parts=tuple(Part(change=one, leaflet=HASH) for one in parts),
        to_tell=True,
    )


def seen(change: str = "mail", *lacking: str, **boards: tuple[str, ...]) -> ChangeOverview:
    return ChangeOverview(change, None, HASH, NOW, "stands", boards, lacking)


def lines(one: Version, *changes: ChangeOverview) -> list[str]:
    return list(version_lines(one, {change.change: change for change in changes}))


def test_a_leaflet_is_told_with_the_number_of_boards_by_what_became_of_it_there() -> None:
    found = seen("mail", "z", approved=("c",), told=("a",), noted=("b",), fell=("d",))
    assert lines(version(), found) == [
        f"quill@2 {HASH[:12]}: announced, from 2026-09-01 08:00:00Z",
        "  mail: 2 told, 1 approved, 1 fallen, 1 waiting",
    ]


def test_large_numbers_are_written_as_people_do() -> None:
    found = seen(told=tuple(map(str, range(1200))))
    assert lines(version(), found)[1] == "  mail: 1,200 told"


def test_the_first_leaflet_was_registered_and_nobody_is_told_of_it() -> None:
    assert lines(version(None)) == [f"quill@2 {HASH[:12]}: registered"]


def test_each_part_of_a_leaflet_is_told_by_itself() -> None:
    one = version("mail", "withdrawn", "mail-ai", "mail-rest")
    told = lines(one, seen("mail-ai", asked=("a",)), seen("mail-rest"))
    assert told[0].endswith("Z, withdrawn")
    assert told[1:] == ["  mail-ai: 1 asked", "  mail-rest: nobody has it"]


def test_boards_are_named_by_what_people_call_it_in_the_order_of_events() -> None:
    found = seen("mail", "z", rejected=("b", "a"), superseded=("d",), noted=("c", "a"))
    assert list(by_word(found).items()) == [
        ("superseded", ("d",)),
        ("told", ("a", "c")),
        ("rejected", ("a", "b")),
        ("waiting", ("z",)),
    ]


def said(fate: Fate, capsys: pytest.CaptureFixture[str], code: Exit = Exit.DONE) -> str:
    """What a person reads of it, and how it ends."""
    if code is Exit.DONE:
        tell_fate(fate, as_json=False)
    else:
        with pytest.raises(typer.Exit) as end:
            tell_fate(fate, as_json=False)
        assert end.value.exit_code == code
    read = capsys.readouterr()
    return f"{read.out}{read.err}"


def test_what_became_of_a_message_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    announced = Fate(message="m-1", standing=Standing.ANNOUNCED, change="mail")
    assert said(announced, capsys) == "m-1: announced, as change mail\n"
    waits = Fate(message="m-1", standing=Standing.WAITING, until=NOW)
    assert "waits for its predecessor until 2026-09-01 08:00:00Z; then it" in said(waits, capsys)
    accepted = Fate(message="m-1", standing=Standing.ACCEPTED)
    assert "on its way to its product" in said(accepted, capsys)


def test_what_is_in_quarantine_is_refused_with_every_fault(
    capsys: pytest.CaptureFixture[str],
) -> None:
    cited = FAULT.model_copy(update={"article": "3.3"})
    held = Fate(message="m-1", standing=Standing.QUARANTINED, faults=(FAULT, cited))
    told = said(held, capsys, Exit.REFUSED)
    assert told.splitlines()[:2] == [
        "payload.product: no such product [product_unknown]",
        "payload.product: no such product (3.3) [product_unknown]",
    ]
    assert "MessageQuarantinedError" in told


def test_what_was_laid_aside_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    aside = Fate(message="m-1", standing=Standing.DISCARDED)
    assert "MessageLaidAsideError" in said(aside, capsys, Exit.REFUSED)
