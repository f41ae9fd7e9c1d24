"""`akkoord quarantine`: messages of suppliers' systems that need a person."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated

import typer

from adapters.intakes import Held, Shown, shown_message
from adapters.intakes import quarantine as held_back
from cli.asking import intake_place, own_name
from cli.away import repeatable
from cli.connection import System
from cli.fates import tell_fate, tell_faults
from cli.options import AsJson, CommandId, Supplier
from cli.outcome import print_json, refuse
from cli.printing import listed, plain
from cli.sentences import instant
from cli.sessions import within
from domain.intake.envelope import message_command_id, read_envelope
from domain.intake.orders import MessageOrder
from domain.intake.questions import Fate, fate_on_record
from domain.intake.reasons import DiscardReason, ReplayReason
from domain.intake.refusals import NotInQuarantineError
from domain.intake.state import Standing
from domain.records import Appended
from domain.refusals import RefusedError
from gateway import operating
from workflows.ids import IntakeId

app = typer.Typer(help="Messages of suppliers' systems that could not be announced.")

COLUMNS = ("supplier", "message", "arrived", "faults")
LOOK, LOOKS = 0.2, 50  # seconds between two looks, and how many
MessageName = Annotated[
    str, typer.Argument(help="The message: message:..., as `list` names it, or its sender's id.")
]
Payload = Annotated[
    bool, typer.Option("--payload", help="Print what was sent, as it was kept, and no more.")
]
Order = Callable[..., Awaitable[Appended]]


class EnvelopeErasedError(RefusedError):
    """What was sent in this message has been erased; its faults are still known."""


@app.command("list")
def list_held(
    supplier: Annotated[str | None, typer.Option(help="Only those of this supplier.")] = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """List what is in quarantine, the oldest first."""
    found = within(lambda system: held_back(system.pool, supplier), as_json=as_json)
    rows = [plain(one, words=True) | {"faults": len(one.faults)} for one in found]
    listed(found if as_json else rows, COLUMNS, as_json=as_json, empty="Nothing is in quarantine.")


@app.command()
def show(
    supplier: Supplier,
    message: MessageName,
    payload: Payload = False,  # noqa: FBT002 - an option
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Name every fault of a message; with --payload, print what was sent."""
    name = named(supplier, message)
    shown = within(lambda system: _shown(system, supplier, name), as_json=as_json)
    sent = read_envelope(shown.raw) if shown.raw is not None else None
    if as_json:
        print_json(plain(shown.held) | {"envelope": plain(sent) if sent else None})
    elif payload:
        typer.echo(sent.payload if sent else refuse(EnvelopeErasedError(name)))
    else:
        _tell(shown.held, sent.message_id if sent else "erased")


@app.command()
def replay(
    supplier: Supplier,
    message: MessageName,
    reason: Annotated[ReplayReason, typer.Option(help="What is otherwise now.")],
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Have a message opened again, now that it may pass; say what came of it."""
    order = MessageOrder(message=named(supplier, message), reason=reason)
    fate = _operated(supplier, order, operating.replay, command_id, as_json=as_json)
    tell_fate(fate, as_json=as_json)


@app.command()
def discard(
    supplier: Supplier,
    message: MessageName,
    reason: Annotated[DiscardReason, typer.Option(help="Why nothing more will come of it.")],
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Lay a message aside: nothing more comes of it, and it stays on record."""
    order = MessageOrder(message=named(supplier, message), reason=reason)
    fate = _operated(supplier, order, operating.discard, command_id, as_json=as_json)
    if as_json:
        print_json(plain(fate))
    else:
        typer.echo(f"{fate.message}: laid aside")


def named(supplier: str, message: str) -> str:
    """Return the engine's name of a message, which may be given by its sender's id."""
    intake_place(supplier)
    is_name = message.startswith("message:")
    return message if is_name else message_command_id(supplier, message)


def _operated(
    supplier: str, order: MessageOrder, operate: Order, command_id: str | None, *, as_json: bool
) -> Fate:
    place, name = intake_place(supplier), command_id or own_name()

    async def operated(system: System) -> Fate:
        with repeatable(name):
            await operate((await system.gateway()).client, place, order, name)
        return await _fate(system, place, order.message)

    return within(operated, as_json=as_json)


async def _fate(system: System, place: IntakeId, message: str) -> Fate:
    """Return what became of a message, once its product has answered or takes its time."""
    for _ in range(LOOKS):
        shown = await shown_message(system.pool, place.supplier, message)
        if shown is None or shown.held.standing is not Standing.ACCEPTED:
            break
        await asyncio.sleep(LOOK)
    fate = fate_on_record(await system.records(str(place)), message)
    if fate is None:
        raise NotInQuarantineError(message)
    return fate


async def _shown(system: System, supplier: str, message: str) -> Shown:
    shown = await shown_message(system.pool, supplier, message)
    if shown is None:
        raise NotInQuarantineError(message)
    return shown


def _tell(held: Held, message_id: str) -> None:
    typer.echo(f"{held.message}: {held.standing.value}, came {instant(held.arrived)}")
    typer.echo(f"its sender's id: {message_id}")
    if held.until is not None:
        typer.echo(f"waits until {instant(held.until)}")
    tell_faults(held.faults)
