"""The other doors that bad input comes in by: the engine's own updates, and the storage."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from temporalio.client import WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError
from typing_extensions import override

from activities.documents import DocumentActivities
from adapters.document_sources import sources_of
from adapters.event_store import PostgresEventStore
from adapters.seal import Sealer, load_sealer
from adapters.storage import StorageUnavailableError
from cli.connection import System, connected
from domain.actors import Actor, ActorKind
from domain.agreement.commands import RefuseOffer
from domain.agreement.issuing import DocumentToFile
from domain.messages import Message
from domain.requests import RequestBody
from settings import Settings
from tests.fakes.storage import FakeStorage


class FullStorage(FakeStorage):
    """A storage without room."""

    @override
    async def put(self, content_hash: str, content: bytes) -> None:
        raise StorageUnavailableError("no space left")


def knocked(settings: Settings, door: str, agreement: str) -> str:
    """Come in by a door; return the name of what is answered."""

    async def knock() -> str:
        async with connected(settings) as system:
            return await DOORS[door](system, agreement)

    return asyncio.run(knock())


async def _forged(system: System, agreement: str) -> str:
    sealed = _seal(system).seal(_body(system, agreement))
    other = sealed.model_copy(
        update={"body": sealed.body.replace("refuse_offer", "withdraw_offer")}
    )
    return await _updated(system, agreement, other)


async def _strange_key(system: System, agreement: str) -> str:
    strange = Sealer(Ed25519PrivateKey.generate())
    return await _updated(system, agreement, strange.seal(_body(system, agreement)))


async def _foreign(system: System, agreement: str) -> str:
    sealed = _seal(system).seal(_body(system, "agreement:elsewhere:pen:1"))
    return await _updated(system, agreement, sealed)


async def _expired(system: System, agreement: str) -> str:
    body = _body(system, agreement, age=timedelta(minutes=20))
    return await _updated(system, agreement, _seal(system).seal(body))


async def _unsealed(system: System, agreement: str) -> str:
    return await _updated(system, agreement, RefuseOffer(reason="no"))


async def _full(system: System, agreement: str) -> str:
    """Have a document stored that would be owed: nothing is put on record."""
    state = await system.state(agreement)
    activities = DocumentActivities(
        PostgresEventStore(system.pool), lambda one: sources_of(system.pool, one), FullStorage()
    )
    wanted = DocumentToFile(
        stream_id=agreement,
        board=state.board,
        supplier=state.supplier,
        document="agreement",
        of_version=state.version,
    )
    try:
        await activities.file_document(wanted)
    except StorageUnavailableError as error:
        return type(error).__name__
    return ""


DOORS: dict[str, Callable[[System, str], Awaitable[str]]] = {
    "an update whose words were changed under the seal": _forged,
    "an update under a key of somebody's own": _strange_key,
    "an update sealed for another agreement": _foreign,
    "an update sealed long ago": _expired,
    "an update from the Temporal UI": _unsealed,
    "a storage that is full": _full,
}


async def _updated(system: System, agreement: str, argument: Message) -> str:
    handle = (await system.gateway()).client.get_workflow_handle(agreement)
    try:
        await handle.execute_update("refuse_offer", argument)
    except WorkflowUpdateFailedError as failed:
        cause = failed.cause
        return cause.type or "" if isinstance(cause, ApplicationError) else ""
    return ""


def _seal(system: System) -> Sealer:
    return load_sealer(system.settings.seal_key, system.settings.seal_directory)


def _body(system: System, agreement: str, age: timedelta = timedelta()) -> RequestBody:
    return RequestBody(
        workflow_id=agreement,
        command_id=f"bad-{age.seconds}",
        actor=Actor(kind=ActorKind.PERSON, person="director", party="board:board-of-hands"),
        via="test",
        issued_at=system.now() - age,
        command=RefuseOffer(reason="no"),
    )
