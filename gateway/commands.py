"""The walk of a command from the one who asks to the turn of its stream, and back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from temporalio.client import Client

from adapters.seal import Sealer
from domain.actors import Actor
from domain.agreement.commands import Offer
from domain.commands import AnyCommand
from domain.product.commands import Register
from domain.reading import ReadStream, StreamRecords
from domain.records import Appended, EventRecord
from domain.repeats import answer_on_record, digest_of
from domain.requests import RequestBody
from gateway.refusals import (
    NoSuchAgreementError,
    NoSuchProductError,
    NoSuchStreamError,
    WorkflowLostError,
)
from gateway.updates import PATIENCE, Birth, Update, begun, patiently, updated
from workflows.agreement.kind import AGREEMENT
from workflows.agreement.workflow import AgreementWorkflow
from workflows.ids import AgreementId, ProductId, StreamId
from workflows.kinds import Kind
from workflows.product.kind import PRODUCT
from workflows.product.workflow import ProductWorkflow
from workflows.steps import folded

BIRTHS: dict[type[AnyCommand], Birth] = {
    Offer: Birth(AgreementWorkflow.run, AGREEMENT.unborn),
    Register: Birth(ProductWorkflow.run, PRODUCT.unborn),
}
"""The commands that a stream can begin with."""

KINDS: dict[type[StreamId], Kind[Any]] = {AgreementId: AGREEMENT, ProductId: PRODUCT}
"""How the streams are folded that people ask something of."""

ABSENT: dict[type[StreamId], type[NoSuchStreamError]] = {
    AgreementId: NoSuchAgreementError,
    ProductId: NoSuchProductError,
}
"""What it is called that nothing of a name is under way."""


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
            return await patiently(lambda: self._sent(body, asking.place))
        except NoSuchStreamError:
            return await self._on_record(asking.place, body)

    async def _sent(self, body: RequestBody, place: StreamId) -> Appended:
        command = body.command
        update = Update(
            command.kind, self.sealer.seal(body), Appended, _update_id(body), self.patience
        )
        if birth := BIRTHS.get(type(command)):
            return await begun(self.client, str(place), birth, self.turns_queue, update)
        return await updated(self.client, str(place), update)

    async def _on_record(self, place: StreamId, body: RequestBody) -> Appended:
        """Look for the first answer in a stream whose workflow is over, and perhaps forgotten.

        Raises NoSuchStreamError; WorkflowLostError where the stream has not ended.
        """
        stored = await self.store.read_stream(ReadStream(stream_id=body.workflow_id))
        if answer := answer_on_record(stored.records, body):
            return answer
        if stored.records and not _has_ended(place, stored.records):
            raise WorkflowLostError(body.workflow_id)
        raise ABSENT.get(type(place), NoSuchStreamError)

    def _body(self, asking: Asking) -> RequestBody:
        return RequestBody(
            workflow_id=str(asking.place),
            command_id=asking.command_id,
            actor=asking.actor,
            via=self.via,
            issued_at=self.clock(),
            command=asking.command,
        )


def _has_ended(place: StreamId, records: tuple[EventRecord, ...]) -> bool:
    kind = KINDS.get(type(place))
    return kind is not None and folded(kind, kind.unborn(str(place)), records).has_ended


def _update_id(body: RequestBody) -> str:
    """Temporal gives an id it has seen the first outcome unseen, so the id says what is asked."""
    return f"{body.command_id}:{digest_of(body)[:16]}"
