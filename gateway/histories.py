"""What Temporal's histories remember of the log: every command that the store said it keeps."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from temporalio.api.common.v1 import Payloads, WorkflowExecution
from temporalio.api.history.v1 import HistoryEvent, MarkerRecordedEventAttributes
from temporalio.api.workflowservice.v1 import GetWorkflowExecutionHistoryReverseRequest
from temporalio.client import Client

from adapters.codec import CodecKeyMissingError, CodecPayloadUnreadableError
from adapters.open_streams import version_now
from adapters.postgres import Pool
from domain.intake.opened import OpenEnvelope
from domain.records import Append, Kept, Stored
from gateway.rebuilding import RUNS
from gateway.refusals import named_failures

Read = TypeVar("Read")
LOCAL_ACTIVITY = "core_local_activity"  # the marker that the SDK leaves of one
AT_ONCE, PAGE = 20, 100  # histories, and events of one in a page
UNREADABLE = (
    CodecKeyMissingError,
    CodecPayloadUnreadableError,
    RuntimeError,
    LookupError,
    ValueError,
)
"""What the codec, the SDK's converters and pydantic raise at what is not as it was written."""
CLOCKS = timedelta(hours=1)  # how far the clocks of the two databases may be apart


@dataclass(frozen=True, slots=True)
class Told:
    """A command as it was handed to the store, and what the store told of it."""

    batch: Append
    stored: Stored

    @property
    def version(self) -> int:
        """The version of its last event."""
        return self.batch.records[-1].version

    @property
    def at(self) -> datetime:
        """The hour at which it was recorded; where that was not told, at which it happened."""
        return self.stored.recorded_at or self.batch.records[-1].provenance.occurred_at


@dataclass(frozen=True, slots=True)
class Unread:
    """An event of a history that cannot be read here; `why` names the error."""

    stream: str
    run: str
    event: int
    why: str


@dataclass(slots=True)
class Remembered:
    """What the histories hold behind the log, and what of them could not be read."""

    told: list[Told] = field(default_factory=list)
    envelopes: list[OpenEnvelope] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a stream's workflow: a history of its own."""

    stream: str
    id: str


@dataclass(frozen=True, slots=True)
class Histories:
    """The histories of a namespace, read from their ends back to what the log knows."""

    client: Client
    pool: Pool

    async def runs(self, since: datetime | None) -> list[Run]:
        """Name the runs that go on, or went on after an instant; all where it is not known."""
        types = " OR ".join(f"WorkflowType = '{name}'" for name in RUNS)
        late = f" OR CloseTime >= '{(since - CLOCKS).isoformat()}'" if since else ""
        query = f"({types})" + (f" AND (ExecutionStatus = 'Running'{late})" if since else "")
        with named_failures():
            listed = [one async for one in self.client.list_workflows(query)]
        return [Run(one.id, one.run_id) for one in listed]

    async def behind(self, runs: list[Run]) -> AsyncIterator[Remembered]:
        """Read each run back to what the log knows."""
        for first in range(0, len(runs), AT_ONCE):
            some = runs[first : first + AT_ONCE]
            for one in await asyncio.gather(*map(self._of_run, some)):
                yield one

    async def _of_run(self, run: Run) -> Remembered:
        found, results = Remembered(), dict[int, Payloads]()
        known = await version_now(self.pool, run.stream)
        async for event in self._backwards(run):
            done = event.activity_task_completed_event_attributes
            if done.scheduled_event_id:
                results[done.scheduled_event_id] = done.result
                continue
            try:
                told = await self._told(event, results.get(event.event_id), found)
            except UNREADABLE as error:
                found.unread.append(Unread(run.stream, run.id, event.event_id, _why(error)))
                continue
            if told is not None and told.version <= known:
                break  # what lies before it is older, and in the log as well
            if told is not None:
                found.told.append(told)
        return found

    async def _told(
        self, event: HistoryEvent, result: Payloads | None, found: Remembered
    ) -> Told | None:
        """Read an append that the store has answered; envelopes are kept beside."""
        asked = event.activity_task_scheduled_event_attributes
        within = event.marker_recorded_event_attributes
        match asked.activity_type.name or _done_by_itself(within):
            case "append" if result is not None:
                batch = await self._read(asked.input, Append)
                return Told(batch, await self._read(result, Stored))
            case "append_within" if given := result or within.details.get("result"):
                kept = await self._read(given, Kept)
                return Told(kept.batch, kept.stored)
            case "open_envelope":
                found.envelopes.append(await self._read(asked.input, OpenEnvelope))
            case _:
                pass
        return None

    async def _read(self, payloads: Payloads, as_what: type[Read]) -> Read:
        (read,) = await self.client.data_converter.decode(payloads.payloads, [as_what])
        return read  # type: ignore[no-any-return]

    async def _backwards(self, run: Run) -> AsyncIterator[HistoryEvent]:
        token = b""
        while True:
            asked = GetWorkflowExecutionHistoryReverseRequest(
                namespace=self.client.namespace,
                execution=WorkflowExecution(workflow_id=run.stream, run_id=run.id),
                maximum_page_size=PAGE,
                next_page_token=token,
            )
            service = self.client.workflow_service
            with named_failures():
                page = await service.get_workflow_execution_history_reverse(asked)
            for event in page.history.events:
                yield event
            token = page.next_page_token
            if not token:
                return


def _done_by_itself(marker: MarkerRecordedEventAttributes) -> str:
    """Name the activity that a worker did by itself within a task; its result is beside it."""
    if marker.marker_name != LOCAL_ACTIVITY:
        return ""
    told = json.loads(marker.details["data"].payloads[0].data)  # the SDK's own, never encoded
    return str(told["activity_type"])


def _why(error: Exception) -> str:
    """Say it without what stood there; of the keys, which one is missing."""
    return str(error) if isinstance(error, CodecKeyMissingError) else type(error).__name__
