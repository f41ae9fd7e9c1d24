"""The same command id again: the first answer, or no."""

import pytest

from domain.agreement import commands as c
from domain.agreement.evolve import fold
from domain.agreement.state import unborn
from domain.records import Appended, EventRecord, Provenance, records_of
from domain.repeats import CommandIdReusedError, answer_on_record, digest_of, first_answer
from domain.requests import RequestBody
from tests.scenario import BOARD, START, STREAM, SUPPLIER, Story

REFUSAL = c.RefuseOffer(reason="not_needed")
EMPTY = unborn(STREAM, "gent", "github")


def body(command: c.AnyCommand = REFUSAL, **also: object) -> RequestBody:
    """A request under the command id `one`."""
    asked = RequestBody(
        workflow_id=STREAM,
        command_id="one",
        actor=BOARD,
        via="test",
        issued_at=START,
        command=command,
    )
    return asked.model_copy(update=also)


def stored(asked: RequestBody) -> tuple[EventRecord, ...]:
    """An offer, and behind it the event of the request."""
    story = Story().offered()
    provenance = Provenance(
        command_id=asked.command_id,
        command_digest=digest_of(asked),
        actor=str(asked.actor),
        mandate=None,
        via=asked.via,
        occurred_at=START,
    )
    events = story.ask(REFUSAL)
    return (story.records[0], *records_of(STREAM, 1, provenance, events))


def test_a_repeated_command_has_its_first_answer_in_state_and_on_record() -> None:
    records = stored(body())
    state = fold(fold(EMPTY, records[0]), records[1])

    assert first_answer(state.answers, body()) == Appended(version=2)
    assert answer_on_record(records, body()) == Appended(version=2)


def test_it_may_be_sealed_anew_and_come_through_another_door() -> None:
    records = stored(body())

    assert answer_on_record(records, body(via="web")) == Appended(version=2)


def test_a_new_command_has_no_answer_yet() -> None:
    records = stored(body())

    assert first_answer(EMPTY.answers, body()) is None
    assert answer_on_record(records, body(command_id="two")) is None


@pytest.mark.parametrize(
    "other", [body(c.RefuseOffer(reason="other")), body(actor=SUPPLIER)], ids=["command", "person"]
)
def test_the_id_is_refused_for_another_command_or_person(other: RequestBody) -> None:
    records = stored(body())

    with pytest.raises(CommandIdReusedError):
        answer_on_record(records, other)
