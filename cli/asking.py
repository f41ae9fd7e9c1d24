"""Asking as a person: look at the agreement, build the command, seal it, tell what it brought."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import uuid4  # noqa: TID251 - a name for a command that its asker gave none

import typer

from cli.away import repeatable
from cli.connection import System
from cli.outcome import misuse, print_json
from cli.sentences import sentence
from cli.sessions import within
from domain.agreement.commands import AnyCommand
from domain.agreement.state import Agreement
from domain.records import EventRecord
from gateway.commands import Asking
from workflows.ids import AgreementId, NotAStreamIdError


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


def ask(
    agreement: str, person: str, build: Build, command_id: str | None, *, as_json: bool
) -> None:
    """Ask something of an agreement, and tell what happened."""
    place = place_of(agreement)
    asking = partial(_ask, place, person, build, command_id or _own_name())
    _tell(place, within(asking, as_json=as_json), as_json=as_json)


def ask_new(  # noqa: PLR0913 - who with whom, and the rest as everywhere
    board: str, supplier: str, person: str, build: Build, command_id: str | None, *, as_json: bool
) -> None:
    """Ask for a new agreement, under the next number of the two parties."""

    async def new(system: System) -> tuple[AgreementId, Answered]:
        place = await system.next_agreement(board, supplier, command_id)
        return place, await _ask(place, person, build, command_id or _own_name(), system)

    place, answered = within(new, as_json=as_json)
    _tell(place, answered, as_json=as_json)


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
    built = build(Asked(system, place, state, system.now()))
    command = await built if inspect.isawaitable(built) else built
    actor = await system.actor(person, place)
    with repeatable(command_id):
        gateway = await system.gateway()
        answer = await gateway.ask(Asking(place, command_id, actor, command))
    log = await system.records(str(place))
    brought = tuple(one for one in log if one.provenance.command_id == command_id)
    return Answered(command_id, answer.version, brought)


def place_of(agreement: str) -> AgreementId:
    """Read the id of an agreement; anything else is misuse."""
    try:
        return AgreementId.parse(agreement)
    except NotAStreamIdError:
        misuse(f"{agreement}: an agreement's id reads agreement:BOARD:SUPPLIER:NUMBER")


def _own_name() -> str:
    return f"cli-{uuid4()}"


def _tell(place: AgreementId, answered: Answered, *, as_json: bool) -> None:
    name, version = answered.command_id, answered.version
    if as_json:
        events = [record.event.model_dump(mode="json") for record in answered.brought]
        answer = {"agreement": str(place), "version": version, "command_id": name}
        print_json({**answer, "events": events})
        return
    for record in answered.brought:
        typer.echo(sentence(record))
    typer.echo(f"{place} is at version {version} (command {name})")
