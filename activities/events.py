"""Activities on the log: append, read, gather."""

from collections.abc import Callable
from typing import Any

from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.alive import beating
from adapters.event_log import MalformedAppendError
from adapters.event_store import EventStore, PostgresEventStore
from adapters.gathering import Gatherer, StoredFacts
from adapters.postgres import Pool
from adapters.written_form import NotStorableError
from domain.agreement.gathering import Gathered, Need
from domain.pointers import Pointer
from domain.reading import ReadStream, StreamRecords
from domain.records import Append, Kept, Stored
from domain.refusals import RefusedError

_NEVER_OTHERWISE = (RefusedError, MalformedAppendError, NotStorableError)


class EventActivities:
    """A refusal of the store leaves by its name and is not retried; a store that is away is."""

    def __init__(self, store: EventStore, facts: Gatherer) -> None:
        self._store, self._facts = store, facts

    @classmethod
    def on(cls, pool: Pool, policy: str) -> "EventActivities":
        """Return the activities on a database, under a policy by its name."""
        return cls(PostgresEventStore(pool), StoredFacts(pool, policy))

    @property
    def activities(self) -> tuple[Callable[..., Any], ...]:
        """What a worker of turns offers."""
        return self.append, self.append_within, self.read_stream, self.read_event, self.gather

    @activity.defn(name="append")
    @beating
    async def append(self, batch: Append) -> Stored:
        try:
            return await self._store.append(batch)
        except _NEVER_OTHERWISE as error:
            raise _final(error) from error

    @activity.defn(name="append_within")
    async def append_within(self, batch: Append) -> Kept:
        """Append, and give the events back for the history, which the log comes back from."""
        return Kept(batch=batch, stored=await self.append(batch))

    @activity.defn(name="read_stream")
    @beating
    async def read_stream(self, part: ReadStream) -> StreamRecords:
        return await self._store.read_stream(part)

    @activity.defn(name="read_event")
    @beating
    async def read_event(self, pointer: Pointer) -> StreamRecords:
        """Read the one event that a pointer names, if it is there."""
        stream_id, version = pointer.stream_id, pointer.version
        part = ReadStream(stream_id=stream_id, after=version - 1, limit=1)
        found = await self._store.read_stream(part)
        return StreamRecords(records=tuple(one for one in found.records if one.version == version))

    @activity.defn(name="gather")
    @beating
    async def gather(self, need: Need) -> Gathered:
        return await self._facts.gather(need)


def _final(error: Exception) -> ApplicationError:
    return ApplicationError(str(error), type=type(error).__name__, non_retryable=True)
