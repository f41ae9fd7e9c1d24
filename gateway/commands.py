"""The walk of a command from the one who asks to the turn of its stream, and back."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from temporalio.client import (
    Client,
    WithStartWorkflowOperation,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.service import RPCError

from adapters.seal import Sealer
from domain.actors import Actor
from domain.agreement.commands import Offer
from domain.commands import AnyCommand
from domain.product.commands import Register
from domain.reading import ReadStream, StreamRecords
from domain.records import Appended
from domain.repeats import answer_on_record, digest_of
from domain.requests import RequestBody, SealedRequest
from gateway.refusals import EngineBusyError, NoSuchAgreementError, named_failures
from workflows.agreement.kind import AGREEMENT
from workflows.agreement.workflow import AgreementWorkflow
from workflows.ids import StreamId
from workflows.kinds import Folded
from workflows.product.kind import PRODUCT
from workflows.product.workflow import ProductWorkflow


@dataclass(frozen=True, slots=True)
class Birth:
    """How a stream begins: the workflow, and its state before the first event."""

    run: Any
    unborn: Callable[[str], Folded]


BIRTHS: dict[type[AnyCommand], Birth] = {
    Offer: Birth(AgreementWorkflow.run, AGREEMENT.unborn),
    Register: Birth(ProductWorkflow.run, PRODUCT.unborn),
}
"""The commands that a stream can begin with."""

PAUSES = tuple(timedelta(milliseconds=each) for each in (50, 200, 1000))
PATIENCE = timedelta(seconds=20)  # a turn takes milliseconds; more means that something is away


class StreamReader(Protocol):
    """What the gateway asks of the event store."""

    async def read_stream(self, part: ReadStream) -> StreamRecords:
        """Return the records of a stream."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks what of which stream; the command id stays the same when it is repeated."""

    place: StreamId
    command_id: str
    actor: Actor
    command: AnyCommand


@dataclass(frozen=True, slots=True)
class Update:
    """An update as Temporal knows it."""

    name: str
    request: SealedRequest
    id: str


@dataclass(frozen=True, slots=True)
class Gateway:
    """Seals requests of people it knows, and brings them to the engine."""

    client: Client
    sealer: Sealer
    store: StreamReader
    turns_queue: str
    via: str
    clock: Callable[[], datetime]
    patience: timedelta = PATIENCE

    async def ask(self, asking: Asking) -> Appended:
        """Ask, and wait for the answer.

        Raises a RefusedError, EngineAwayError (ask the same again) or EngineFaultError.
        """
        body = self._body(asking)
        try:
            return await self._repeated(body, asking.place)
        except NoSuchAgreementError:
            answer = await self._on_record(body)
            if answer is None:
                raise
            return answer

    async def _repeated(self, body: RequestBody, place: StreamId) -> Appended:
        """Ask again where a history just ended under the request; asking again is always safe."""
        for pause in PAUSES:
            try:
                with named_failures():
                    return await self._sent(body, place)
            except EngineBusyError:
                await asyncio.sleep(pause.total_seconds())
        with named_failures():
            return await self._sent(body, place)

    async def _sent(self, body: RequestBody, place: StreamId) -> Appended:
        request = self.sealer.seal(body)
        update = Update(body.command.kind, request, _update_id(body))
        if birth := BIRTHS.get(type(body.command)):
            return await self._give_birth(birth, update, str(place))
        handle = self.client.get_workflow_handle(str(place))
        answer: Appended = await handle.execute_update(
            update.name, request, id=update.id, result_type=Appended, rpc_timeout=self.patience
        )
        return answer

    async def _give_birth(self, birth: Birth, update: Update, place: str) -> Appended:
        """Start the workflow with its first command; a refused one leaves nothing behind."""
        start = WithStartWorkflowOperation(
            birth.run,
            birth.unborn(place),
            id=place,
            task_queue=self.turns_queue,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        )
        try:
            answer: Appended = await self.client.execute_update_with_start_workflow(
                update.name,
                update.request,
                start_workflow_operation=start,
                id=update.id,
                result_type=Appended,
                rpc_timeout=self.patience,
            )
        except (RPCError, WorkflowUpdateRPCTimeoutOrCancelledError):
            with suppress(RPCError):
                await start.workflow_handle()  # it failed as well, and wants to be asked
            raise
        return answer

    async def _on_record(self, body: RequestBody) -> Appended | None:
        """Look for the first answer in a stream whose workflow is over, and perhaps forgotten."""
        stored = await self.store.read_stream(ReadStream(stream_id=body.workflow_id))
        return answer_on_record(stored.records, body)

    def _body(self, asking: Asking) -> RequestBody:
        return RequestBody(
            workflow_id=str(asking.place),
            command_id=asking.command_id,
            actor=asking.actor,
            via=self.via,
            issued_at=self.clock(),
            command=asking.command,
        )


def _update_id(body: RequestBody) -> str:
    """Temporal gives an id it has seen the first outcome unseen, so the id says what is asked."""
    return f"{body.command_id}:{digest_of(body)[:16]}"
