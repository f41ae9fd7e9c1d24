"""Workflows begun again from the log, where Temporal has lost them or is older than the log."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Any

from temporalio.client import (
    Client,
    WorkflowExecutionDescription,
    WorkflowExecutionStatus,
    WorkflowQueryFailedError,
)
from temporalio.exceptions import WorkflowAlreadyStartedError

from adapters.open_streams import StreamStanding, stream_now, version_now
from adapters.postgres import Pool
from adapters.read_models import kind_of
from domain.pointers import Pointer
from domain.records import Appended
from gateway.refusals import EngineBusyError, NoSuchStreamError, named_failures
from gateway.updates import Update, patiently, updated
from workflows.agreement.workflow import AgreementWorkflow
from workflows.intake.workflow import IntakeWorkflow
from workflows.kinds import Folded
from workflows.options import TASK
from workflows.product.workflow import ProductWorkflow

RUNS: Mapping[str, Any] = {
    "agreement": AgreementWorkflow.run,
    "product": ProductWorkflow.run,
    "intake": IntakeWorkflow.run,
}
"""By the word that a stream's id begins with."""
AT_ONCE = 50  # streams
PATIENCE = timedelta(seconds=20)
UNTOUCHED = 2  # events of a history: it is started, and its first task waits for a worker
A_MOMENT = 0.5  # seconds in which a worker, if there is one, takes up what begins
ATTEMPTS = 5  # at one that begins or ends under our hands


class Outcome(StrEnum):
    """What became of a stream's workflow, or would."""

    STARTED = "started"
    CAUGHT_UP = "caught_up"  # it ran, and did not know all that is stored
    GOES_ON = "goes_on"
    AHEAD = "ahead"  # it knows events that the log does not have
    SILENT = "silent"  # it runs and does not answer
    ENDED = "ended"  # it could not go on, and nothing of it is open in the log


TO_BE_LOOKED_AT = (Outcome.AHEAD, Outcome.SILENT)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A stream, and what became of its workflow."""

    stream: str
    outcome: Outcome


def unread(state: Folded) -> Any:  # noqa: ANN401 - the state of any kind
    """Return what a workflow of a stream that is there starts with: it reads the rest in the log.

    It would not believe more (record 22), and hold it for as long as it lives.
    """
    return replace(kind_of(state.id).unborn(state.id), version=state.version)


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """How workflows are begun again: `dry` looks only, `replaces` ends those that cannot go on."""

    client: Client
    pool: Pool
    turns_queue: str
    dry: bool = False
    replaces: bool = False

    async def all(self, streams: Sequence[StreamStanding]) -> AsyncIterator[Rebuilt]:
        """Begin again what does not run, and let the rest catch up; safe to repeat at any time.

        Raises EngineAwayError or EngineFaultError; what was done before stays done.
        """
        async for one in self._each(streams):
            yield one
        known = {one.id for one in streams}
        others = [one for one in await self._running() if one not in known]
        async for one in self._each([StreamStanding(one, 0) for one in others]):
            if one.outcome is not Outcome.GOES_ON:
                yield one

    async def _each(self, streams: Sequence[StreamStanding]) -> AsyncIterator[Rebuilt]:
        for first in range(0, len(streams), AT_ONCE):
            some = streams[first : first + AT_ONCE]
            for one in await asyncio.gather(*map(self.one, some)):
                yield one

    async def one(self, stream: StreamStanding) -> Rebuilt:
        """See to one stream; where its workflow begins or ends meanwhile, look again."""
        for _ in range(ATTEMPTS):
            try:
                return Rebuilt(stream.id, await self._seen_to(stream))
            except (NoSuchStreamError, WorkflowAlreadyStartedError):
                continue
        return Rebuilt(stream.id, Outcome.SILENT)

    async def _seen_to(self, stream: StreamStanding) -> Outcome:
        if not await self._runs(stream.id):
            return await self._begun(stream)
        if await self._is_untouched(stream.id):
            return Outcome.GOES_ON
        try:
            known = await self._known(stream.id)
        except (EngineBusyError, WorkflowQueryFailedError):
            return await self._replaced(stream.id, Outcome.SILENT)
        stored = await version_now(self.pool, stream.id)  # behind it: what it knows was stored
        if known > stored:
            return await self._replaced(stream.id, Outcome.AHEAD)
        if known < (stream.version or stored):
            await self._catch_up(Pointer(event=f"{stream.id}#{stored}"))
            return Outcome.CAUGHT_UP if known else Outcome.GOES_ON  # it has only just begun
        return Outcome.GOES_ON

    async def _begun(self, stream: StreamStanding) -> Outcome:
        """Start it; one that ended since it was looked for needs no workflow."""
        state = await stream_now(self.pool, stream.id)
        if state.version == 0 or state.has_ended:
            return Outcome.GOES_ON
        if not self.dry:
            await self._start(state)
        return Outcome.STARTED

    async def _start(self, state: Folded) -> None:
        with named_failures():
            await self.client.start_workflow(
                RUNS[state.id.partition(":")[0]],
                unread(state),
                id=state.id,
                task_queue=self.turns_queue,
                task_timeout=TASK,
                rpc_timeout=PATIENCE,
            )

    async def _catch_up(self, pointer: Pointer) -> None:
        if not self.dry:
            update = Update("catch_up", pointer, Appended)
            await patiently(lambda: updated(self.client, pointer.stream_id, update))

    async def _replaced(self, stream_id: str, why: Outcome) -> Outcome:
        """End what cannot go on, and start it from the log: what only it knew is lost."""
        if self.dry or not self.replaces:
            return why
        with named_failures():
            await self.client.get_workflow_handle(stream_id).terminate("rebuilt from the log")
        begun = await self._begun(StreamStanding(stream_id, 0))
        return begun if begun is Outcome.STARTED else Outcome.ENDED

    async def _runs(self, stream_id: str) -> bool:
        try:
            return (await self._seen(stream_id)).status is WorkflowExecutionStatus.RUNNING
        except NoSuchStreamError:
            return False

    async def _is_untouched(self, stream_id: str) -> bool:
        """Whether no worker took it up yet, and does so now: it reads the log when one does."""
        if (await self._seen(stream_id)).history_length > UNTOUCHED:
            return False
        await asyncio.sleep(A_MOMENT)
        return (await self._seen(stream_id)).history_length <= UNTOUCHED

    async def _seen(self, stream_id: str) -> WorkflowExecutionDescription:
        with named_failures():
            return await self.client.get_workflow_handle(stream_id).describe(rpc_timeout=PATIENCE)

    async def _known(self, stream_id: str) -> int:
        """Ask up to which version a workflow knows its stream."""

        async def ask() -> Appended:
            answer: Appended = await self.client.get_workflow_handle(stream_id).query(
                "known", result_type=Appended, rpc_timeout=PATIENCE
            )
            return answer

        return (await patiently(ask)).version

    async def _running(self) -> list[str]:
        """Name the streams that have a workflow, whatever the log says."""
        types = " OR ".join(f"WorkflowType = '{name}'" for name in RUNS)
        query = f"ExecutionStatus = 'Running' AND ({types})"
        with named_failures():
            return [one.id async for one in self.client.list_workflows(query)]
