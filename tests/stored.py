"""Stories told to a store as well: what the workflow hands over, command by command."""

from adapters.event_store import EventStore
from domain.agreement.evolve import fold
from domain.agreement.policy import letters_owed, questions_closed
from domain.agreement.state import Agreement, unborn
from domain.records import Append, Appended, EventRecord
from tests.scenario import STREAM, Story


def commands(records: tuple[EventRecord, ...]) -> list[tuple[EventRecord, ...]]:
    """The records of each command, in order."""
    ids = dict.fromkeys(record.provenance.command_id for record in records)
    return [
        tuple(record for record in records if record.provenance.command_id == one) for one in ids
    ]


def appends(story: Story) -> list[Append]:
    """What a workflow would have handed to the store for this story."""
    state, batches = unborn(STREAM, "gent", "github"), []
    for records in commands(story.records):
        state = folded(state, records)
        batches.append(append_of(state, records))
    return batches


def append_of(state: Agreement, records: tuple[EventRecord, ...]) -> Append:
    """One command's records with what follows from them; `state` is the one behind them."""
    return Append(
        stream_id=records[0].stream_id,
        expected_version=records[0].version - 1,
        records=records,
        letters=letters_owed(state, records),
        questions_closed=questions_closed(records),
    )


def folded(state: Agreement, records: tuple[EventRecord, ...]) -> Agreement:
    for record in records:
        state = fold(state, record)
    return state


async def store_story(store: EventStore, story: Story) -> list[Appended]:
    """Append all of a story."""
    return [(await store.append(batch)).answer for batch in appends(story)]


def elsewhere(batch: Append, stream_id: str, prefix: str = "") -> Append:
    """The same command in another stream, under an id of its own where a prefix is given."""
    _, board, supplier, _ = stream_id.split(":")
    told = batch.model_dump_json().replace(STREAM, stream_id)
    for before, after in (("gent", board), ("github", supplier)):
        told = told.replace(f'"{before}"', f'"{after}"').replace(f':{before}"', f':{after}"')
    return Append.model_validate_json(told.replace('"command_id":"', f'"command_id":"{prefix}'))
