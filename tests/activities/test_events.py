"""What the store refuses leaves by name and for good; a store that is away is asked again."""

import pytest
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from activities.events import EventActivities
from adapters.event_store import PostgresEventStore
from adapters.postgres import DatabaseUnavailableError, Pool
from domain.agreement.gathering import Gathered, Need
from domain.reading import ReadStream, StreamRecords
from domain.records import Append
from domain.refusals import refusal_from
from domain.store_refusals import StreamExistsError
from tests.fakes.event_store import FakeEventStore
from tests.scenario import STREAM, Story
from tests.stored import appends, elsewhere


class NoFacts:
    async def gather(self, need: Need) -> Gathered:
        return Gathered(policy="production", schools=(need.board,))


@pytest.fixture
def store() -> FakeEventStore:
    return FakeEventStore()


@pytest.fixture
def activities(store: FakeEventStore) -> EventActivities:
    return EventActivities(store, NoFacts())


@pytest.fixture
def engine() -> ActivityEnvironment:
    return ActivityEnvironment()


def reborn() -> Append:
    return elsewhere(appends(Story().offered())[0], STREAM, "again-")


async def test_what_is_appended_can_be_read(
    activities: EventActivities, engine: ActivityEnvironment
) -> None:
    story = Story().offered()
    assert (await engine.run(activities.append, appends(story)[0])).version == 1
    found = await engine.run(activities.read_stream, ReadStream(stream_id=STREAM))
    assert found == StreamRecords(records=story.records)


async def test_a_refusal_comes_back_as_the_refusal_it_was(
    activities: EventActivities, engine: ActivityEnvironment
) -> None:
    await engine.run(activities.append, appends(Story().offered())[0])
    with pytest.raises(ApplicationError) as failed:
        await engine.run(activities.append, reborn())
    error = failed.value
    assert (error.type, error.non_retryable) == ("StreamExistsError", True)
    assert isinstance(refusal_from(error.type or "", error.message), StreamExistsError)


async def test_a_fault_is_not_retried_either(
    activities: EventActivities, engine: ActivityEnvironment
) -> None:
    malformed = appends(Story().offered())[0].model_copy(update={"records": ()})
    with pytest.raises(ApplicationError) as failed:
        await engine.run(activities.append, malformed)
    assert (failed.value.type, failed.value.non_retryable) == ("MalformedAppendError", True)


async def test_a_store_that_is_away_is_asked_again(
    activities: EventActivities, engine: ActivityEnvironment, store: FakeEventStore
) -> None:
    store.is_away = True
    with pytest.raises(DatabaseUnavailableError):
        await engine.run(activities.append, appends(Story().offered())[0])


async def test_facts_are_gathered(activities: EventActivities, engine: ActivityEnvironment) -> None:
    gathered = await engine.run(activities.gather, Need(board="gent"))
    assert gathered.schools == ("gent",)


async def test_on_a_database_they_are_those_of_its_log(
    pool: Pool, engine: ActivityEnvironment
) -> None:
    activities = EventActivities.on(pool, "production")
    await engine.run(activities.append, appends(Story().offered())[0])
    part = ReadStream(stream_id=STREAM)
    assert len((await PostgresEventStore(pool).read_stream(part)).records) == 1
    assert (await engine.run(activities.gather, Need(board="gent"))).policy == "production"
