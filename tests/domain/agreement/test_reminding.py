"""An operator's reminder: to whoever is waited for, of each thing once; it decides nothing."""

import pytest

from domain.actors import ENGINE
from domain.agreement import commands as c
from domain.agreement.questions import questions_closed
from domain.agreement.refusals import ActorNotAllowedError, NobodyWaitedForError
from domain.agreement.reminding import RemindReason, remind_of
from domain.agreement.waiting import waits
from domain.orders import OperatorOrder, UnknownReasonCodeError
from tests.scenario import BOARD, SUPPLIER, V2, Story, told, types

REMIND = c.Remind(reason="due_soon")


def reminded(story: Story) -> list[tuple[str, str, str]]:
    """Whom a reminder goes to, for what, under which question."""
    events = story.ask(REMIND, ENGINE)
    return [
        (event.side, event.waits_for, event.question)
        for event in events
        if event.type == "party.reminded"
    ]


def test_the_board_is_reminded_to_choose() -> None:
    story = Story().offered()

    assert reminded(story) == [("board", "choices", "offer")]
    assert told(story, "party.reminded") == {("party.reminded", "board:gent")}


def test_only_who_has_not_signed_is_reminded() -> None:
    story = Story().offered().chose().signed(SUPPLIER)

    assert reminded(story) == [("board", "signature", "signatures")]


def test_a_reminder_of_a_change_is_closed_with_its_question() -> None:
    story = Story().active()
    story.announced()

    assert reminded(story) == [("board", "answer", "change:change-1")]

    story.approved()
    assert "change:change-1" in questions_closed(story.records[-2:])


def test_many_certificates_of_one_ending_are_one_reminder() -> None:
    story = Story().active()
    story.settled(story.ended())
    assert len(waits(story.state)) > 2

    assert reminded(story) == [("supplier", "certificate", "ending:ending-1:supplier")]


def test_a_reminder_moves_nothing() -> None:
    story = Story().active()
    story.announced()
    before = story.state

    story.ask(REMIND, ENGINE)

    after = story.state
    assert (after.changes, after.choices, after.phase) == (
        before.changes,
        before.choices,
        before.phase,
    )


def test_where_nobody_is_waited_for_nobody_is_reminded() -> None:
    story = Story().active()
    story.refuses(NobodyWaitedForError, REMIND, ENGINE)

    story.announced()
    story.approved()
    story.refuses(NobodyWaitedForError, REMIND, ENGINE)


def test_what_is_overdue_lapses_and_is_not_reminded_of() -> None:
    story = Story().active()
    story.announced()
    story.later(days=31)

    story.refuses(NobodyWaitedForError, REMIND, ENGINE)
    assert types(story.wait(days=0))[0] == "change.lapsed"


@pytest.mark.parametrize("person", [BOARD, SUPPLIER])
def test_no_person_asks_for_it_under_a_seal(person: object) -> None:
    story = Story().offered()

    story.refuses(ActorNotAllowedError, REMIND, BOARD if person is BOARD else SUPPLIER)


def test_a_reminder_of_another_leaflet_is_a_question_of_its_own() -> None:
    story = Story().active()
    story.announced()
    story.rejected()
    story.announced(V2, change="change-2")

    assert reminded(story) == [("board", "answer", "change:change-2")]


@pytest.mark.parametrize("reason", RemindReason)
def test_a_reason_is_a_code_of_the_list(reason: RemindReason) -> None:
    assert remind_of(OperatorOrder(reason=reason.value)).reason == reason.value


def test_another_reason_is_refused_and_the_list_is_named() -> None:
    with pytest.raises(UnknownReasonCodeError, match="due_soon, overdue, asked_for"):
        remind_of(OperatorOrder(reason="because"))
