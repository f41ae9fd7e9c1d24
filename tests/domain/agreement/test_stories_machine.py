"""Story 33 and the closed forms: what is stored is what was decided, and is answered once."""

import pytest
from pydantic import TypeAdapter

from domain.agreement import commands as c
from domain.agreement.evolve import fold
from domain.agreement.state import Agreement
from domain.answers import ANSWERS_KEPT
from domain.records import Appended, EventRecord, Provenance, records_of
from domain.repeats import CommandIdReusedError, digest_of, first_answer
from domain.requests import RequestBody
from tests.scenario import BOARD, STREAM, Story, chosen

STATE = TypeAdapter(Agreement)
YES = c.Choose(choices=(chosen(),))


def body(command: c.AnyCommand, command_id: str = "cmd-1") -> RequestBody:
    return RequestBody.model_validate(
        {
            "workflow_id": STREAM,
            "command_id": command_id,
            "actor": BOARD,
            "via": "test",
            "issued_at": "2026-03-02T09:00:00Z",
            "command": command,
        }
    )


def answered(story: Story, asked: RequestBody, command: c.AnyCommand) -> Agreement:
    """The state after a command whose answer the client lost."""
    provenance = Provenance(
        command_id=asked.command_id,
        command_digest=digest_of(asked),
        actor=str(asked.actor),
        mandate=None,
        via=asked.via,
        occurred_at=story.now,
    )
    events = Story(now=story.now, state=story.state).ask(command)
    state = story.state
    for record in records_of(STREAM, state.version, provenance, events):
        state = fold(state, record)
    return state


def test_story_33_a_repeated_command_gets_its_first_answer_also_after_a_rebuild() -> None:
    asked = body(YES)
    state = answered(Story().offered(), asked, YES)
    assert first_answer(state.answers, asked) == Appended(version=state.version)
    rebuilt = STATE.validate_json(STATE.dump_json(state))
    assert first_answer(rebuilt.answers, asked) == Appended(version=state.version)


def test_story_33_the_same_id_with_another_command_is_refused() -> None:
    state = answered(Story().offered(), body(YES), YES)
    other = body(c.Choose(choices=(chosen(answer="no"),)))
    with pytest.raises(CommandIdReusedError):
        first_answer(state.answers, other)


def test_answers_are_bounded_and_the_latest_are_kept() -> None:
    story = Story().active()
    for round_ in range(ANSWERS_KEPT):
        story.ask(c.Choose(choices=(chosen("ai", "yes" if round_ % 2 else "no"),)))
    assert len(story.state.answers) == ANSWERS_KEPT
    assert story.state.answers[-1].version == story.state.version


def test_a_record_survives_being_stored() -> None:
    story = Story().active()
    for record in story.records:
        assert EventRecord.model_validate_json(record.model_dump_json()) == record
