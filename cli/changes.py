"""`akkoord change`: a board answers what was announced; a supplier asks one of them again."""

from typing import Annotated

import typer

from cli.asking import Asked, ask
from cli.options import Agreement, As, AsJson, Change, CommandId, Reason, Shown
from domain.agreement import commands as c
from domain.agreement.changes import change_of

app = typer.Typer(help="Answer an announced change, or ask a board about it again.")

NewChange = Annotated[str, typer.Option(help="Its new id, in this agreement.")]


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
def withdraw_approval(
    agreement: Agreement,
    change: Change,
    person: As,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The board takes its yes back, before the new leaflet rules."""
    ask(agreement, person, lambda _: c.WithdrawApproval(change=change), command_id, as_json=as_json)


@app.command()
def reoffer(  # noqa: PLR0913, PLR0917 - the options that people type
    agreement: Agreement,
    change: Change,
    person: As,
    new_change: NewChange,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The supplier asks this board again about a change that lapsed here."""

    def build(_: Asked) -> c.ReofferChange:
        return c.ReofferChange(change=change, new_change=new_change)

    ask(agreement, person, build, command_id, as_json=as_json)


def _shown(asked: Asked, change: str) -> str:
    """Return the hash of the leaflet that was announced under this id."""
    return change_of(asked.state, change).leaflet.hash
