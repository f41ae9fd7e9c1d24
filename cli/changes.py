"""`akkoord change`: a supplier announces another leaflet, and a board answers."""

from typing import Annotated, Literal

import typer

from cli.asking import Asked, ask
from cli.leaflets import stored_leaflet
from cli.options import (
    Agreement,
    As,
    AsJson,
    Change,
    CommandId,
    From,
    Leaflet,
    Reason,
    Shown,
)
from domain.agreement import commands as c
from domain.agreement.changes import change_of

app = typer.Typer(help="Announce another leaflet of a product, and answer it.")

ChangeId = Annotated[
    str | None, typer.Option("--change", help="Its id; without it, that of the leaflet's version.")
]
Label = Annotated[
    Literal["important", "not_important"] | None,
    typer.Option(help="What the supplier calls it: it can make a change important, never less."),
]
Corrects = Annotated[str | None, typer.Option(help="The waiting change that this one corrects.")]


@app.command()
def receive(  # noqa: PLR0913, PLR0917 - the options that people type
    agreement: Agreement,
    leaflet: Leaflet,
    person: As,
    change: ChangeId = None,
    announced_from: From = None,
    label: Label = None,
    corrects: Corrects = None,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The supplier announces a leaflet; the engine says whether the board is asked or told."""

    async def build(asked: Asked) -> c.ReceiveChange:
        known = await stored_leaflet(asked.system, leaflet)
        return c.ReceiveChange(
            change=change or known.version.replace("@", "-"),
            leaflet=known.hash,
            announced_from=announced_from or asked.now,
            label=label,
            corrects=corrects,
        )

    ask(agreement, person, build, command_id, as_json=as_json)


@app.command()
def approve(  # noqa: PLR0913, PLR0917 - the options that people type
    agreement: Agreement,
    change: Change,
    person: As,
    leaflet: Shown = None,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The board says yes: the new leaflet rules from the latest of its dates."""

    def build(asked: Asked) -> c.ApproveChange:
        return c.ApproveChange(change=change, leaflet=leaflet or _shown(asked, change))

    ask(agreement, person, build, command_id, as_json=as_json)


@app.command()
def reject(  # noqa: PLR0913, PLR0917 - the options that people type
    agreement: Agreement,
    change: Change,
    person: As,
    reason: Reason,
    leaflet: Shown = None,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The board says no: the old leaflet stays in force here."""

    def build(asked: Asked) -> c.RejectChange:
        shown = leaflet or _shown(asked, change)
        return c.RejectChange(change=change, leaflet=shown, reason=reason)

    ask(agreement, person, build, command_id, as_json=as_json)


@app.command()
def withdraw(  # noqa: PLR0913, PLR0917 - the options that people type
    agreement: Agreement,
    change: Change,
    person: As,
    reason: Reason,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The supplier takes an announcement back."""
    ask(
        agreement,
        person,
        lambda _: c.WithdrawChange(change=change, reason=reason),
        command_id,
        as_json=as_json,
    )


@app.command()
def withdraw_approval(
    agreement: Agreement,
    change: Change,
    person: As,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The board takes its yes back, before the new leaflet rules."""
    ask(agreement, person, lambda _: c.WithdrawApproval(change=change), command_id, as_json=as_json)


def _shown(asked: Asked, change: str) -> str:
    """Return the hash of the leaflet that was announced under this id."""
    return change_of(asked.state, change).leaflet.hash
