"""Asking as a person: look at what is asked, build the command, seal it, tell what it brought."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import uuid4  # noqa: TID251 - a name for a command that its asker gave none

import typer

from adapters.mandates import actor_of
from cli.away import repeatable
from cli.connection import System
from cli.outcome import misuse, print_json
from cli.sentences import sentence
from cli.sessions import within
from domain.actors import Actor
from domain.agreement.commands import AnyCommand
from domain.agreement.state import Agreement
from domain.commands import AnyCommand as Command
from domain.product.commands import AnyCommand as OfProduct
from domain.records import EventRecord
from gateway.commands import Asking
from workflows.ids import AgreementId, IntakeId, NotAStreamIdError, ProductId, StreamId

PLACES: dict[str, Callable[[str], StreamId]] = {
    "product": ProductId.parse,
    "intake": IntakeId.parse,
}
IDENTIFIER = "small letters, digits, - and _, at most 64"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command is built from: the system, the agreement as it stands, the instant."""

    system: System
    place: AgreementId
    state: Agreement
    now: datetime

    async def schools(self) -> tuple[str, ...]:
        """Return every school of the board."""
        return await self.system.schools_of(self.place.board)


Build = Callable[[Asked], AnyCommand | Awaitable[AnyCommand]]
BuildOfProduct = Callable[[System], OfProduct | Awaitable[OfProduct]]


def ask(
    agreement: str, person: str, build: Build, command_id: str | None, *, as_json: bool
) -> None:
    """Ask something of an agreement, and tell what happened."""
    place = place_of(agreement)
    asking = partial(_ask, place, person, build, command_id or own_name())
    _tell(place, within(asking, as_json=as_json), as_json=as_json)


def ask_new(  # noqa: PLR0913 - who with whom, and the rest as everywhere
    board: str, supplier: str, person: str, build: Build, command_id: str | None, *, as_json: bool
) -> None:
    """Ask for a new agreement, under the next number of the two parties."""

    async def new(system: System) -> tuple[AgreementId, Answered]:
        place = await system.next_agreement(board, supplier, command_id)
        return place, await _ask(place, person, build, command_id or own_name(), system)

    place, answered = within(new, as_json=as_json)
    _tell(place, answered, as_json=as_json)


def ask_product(
    place: ProductId, person: str, build: BuildOfProduct, command_id: str | None, *, as_json: bool
) -> None:
    """Ask something of a product as a person of its supplier, and tell what happened."""

    async def asked(system: System) -> Answered:
        command = await _built(build(system))
        actor = await person_of_supplier(system, person, place.supplier)
        return await _answered(system, Asking(place, command_id or own_name(), actor, command))

    _tell(place, within(asked, as_json=as_json), as_json=as_json)


async def person_of_supplier(system: System, person: str, supplier: str) -> Actor:
    """Return a person as one who acts for a supplier. Raises `UnknownPersonError`."""
    return await actor_of(system.pool, person, f"supplier:{supplier}", system.now())


@dataclass(frozen=True, slots=True)
class Answered:
    """The engine's answer, and the events that the command brought."""

    command_id: str
    version: int
    brought: tuple[EventRecord, ...]


async def _ask(
    place: AgreementId, person: str, build: Build, command_id: str, system: System
) -> Answered:
    state = await system.state(str(place))
    command = await _built(build(Asked(system, place, state, system.now())))
    actor = await system.actor(person, place)
    return await _answered(system, Asking(place, command_id, actor, command))


async def _answered(system: System, asking: Asking) -> Answered:
    with repeatable(asking.command_id):
        gateway = await system.gateway()
        answer = await gateway.ask(asking)
    log = await system.records(str(asking.place))
    brought = tuple(one for one in log if one.provenance.command_id == asking.command_id)
    return Answered(asking.command_id, answer.version, brought)


async def _built(built: Command | Awaitable[Command]) -> Command:
    return await built if inspect.isawaitable(built) else built


def place_of(agreement: str) -> AgreementId:
    """Read the id of an agreement; anything else is misuse."""
    try:
        return AgreementId.parse(agreement)
    except NotAStreamIdError:
        misuse(f"{agreement}: an agreement's id reads agreement:BOARD:SUPPLIER:NUMBER")


def product_place(supplier: str, product: str) -> ProductId:
    """Read the names of a supplier and a product; what can be neither is misuse."""
    try:
        return ProductId.parse(f"product:{supplier}:{product}")
    except NotAStreamIdError:
        misuse(f"{supplier} {product}: ids of suppliers and products are {IDENTIFIER}")


def intake_place(supplier: str) -> IntakeId:
    """Read the name of a supplier, as that of its intake; what cannot be one is misuse."""
    try:
        return IntakeId.parse(f"intake:{supplier}")
    except NotAStreamIdError:
        misuse(f"{supplier}: ids of suppliers are {IDENTIFIER}")


def stream_place(stream: str) -> StreamId:
    """Read the id of any stream; anything else is misuse."""
    kind, _, _ = stream.partition(":")
    try:
        return PLACES.get(kind, AgreementId.parse)(stream)
    except NotAStreamIdError as error:
        misuse(f"{stream}: {(error.__doc__ or '').strip()}")


def own_name() -> str:
    """Return a name for what is asked once."""
    return f"cli-{uuid4()}"


def _tell(place: StreamId, answered: Answered, *, as_json: bool) -> None:
    name, version = answered.command_id, answered.version
    if as_json:
        events = [record.event.model_dump(mode="json") for record in answered.brought]
        kind, _, _ = str(place).partition(":")
        answer = {kind: str(place), "version": version, "command_id": name}
        print_json({**answer, "events": events})
        return
    for record in answered.brought:
        typer.echo(sentence(record))
    typer.echo(f"{place} is at version {version} (command {name})")
