"""`akkoord remind`: an operator has whoever is waited for written to."""

from typing import Annotated

import typer

from cli.asking import own_name, place_of
from cli.away import repeatable
from cli.connection import System
from cli.options import Agreement, AsJson, CommandId
from cli.outcome import print_json
from cli.sentences import sentence
from cli.sessions import within
from domain.agreement.reminding import RemindReason
from domain.orders import OperatorOrder
from domain.records import EventRecord
from gateway import operating
from workflows.ids import AgreementId

app = typer.Typer()


@app.command()
def remind(
    agreement: Agreement,
    reason: Annotated[RemindReason, typer.Option(help="Why now.")],
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Write to whoever an agreement waits for, now; nothing is decided by it."""
    place, name = place_of(agreement), command_id or own_name()

    async def reminded(system: System) -> tuple[EventRecord, ...]:
        return await _reminded(system, place, OperatorOrder(reason=reason.value), name)

    brought = within(reminded, as_json=as_json)
    if as_json:
        events = [record.event.model_dump(mode="json") for record in brought]
        print_json({"agreement": agreement, "command_id": name, "events": events})
    else:
        for record in brought:
            typer.echo(sentence(record))


async def _reminded(
    system: System, place: AgreementId, order: OperatorOrder, name: str
) -> tuple[EventRecord, ...]:
    """Return the reminders behind the answer: a repeated order tells those of the first."""
    with repeatable(name):
        answer = await operating.remind((await system.gateway()).client, place, order, name)
    log = [one for one in await system.records(str(place)) if one.version <= answer.version]
    command = log[-1].provenance.command_id if log else ""
    return tuple(one for one in log if one.provenance.command_id == command)
