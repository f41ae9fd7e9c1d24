"""`akkoord gate`: whether a service may process for a school, and what would open it."""

from datetime import datetime
from typing import Annotated

import typer

from adapters.gate import may_process
from cli.connection import System
from cli.options import AsJson, At, Product, School
from cli.outcome import print_json
from cli.printing import plain
from cli.sentences import instant
from cli.sessions import within
from domain.agreement.verdicts import Allowed, Denied, Reason

app = typer.Typer()

CLOSED = {
    Reason.NO_AGREEMENT: (
        "no agreement about it covered this school then; "
        "it opens once the supplier has offered one, and both have signed"
    ),
    Reason.NOT_SIGNED: (
        "it was offered, and not signed by both; "
        "it opens once the board has chosen it, and both have signed"
    ),
    Reason.PRODUCT_NOT_CHOSEN: (
        "the board did not say yes to this product for this school; "
        "it opens when the board chooses it in an agreement that both sign"
    ),
    Reason.OPTION_NOT_CHOSEN: (
        "this service is optional, and the board did not say yes to it for this school; "
        "it opens when the board chooses it"
    ),
    Reason.SCHOOL_OUT_OF_SCOPE: (
        "the agreement does not cover this school; it opens when the board brings it into scope"
    ),
    Reason.NOT_YET_IN_FORCE: (
        "the leaflet that names it did not rule yet; it opens on the day that leaflet takes effect"
    ),
    Reason.ENDED: (
        "it has ended here, and data may only be stored until it is returned or destroyed; "
        "it opens by a new choice, or a new agreement that both sign"
    ),
    Reason.SUPPLIER_IS_CONTROLLER: (
        "the supplier does this for purposes of its own (2.2); "
        "no agreement of the board can open it"
    ),
    Reason.UNKNOWN_PRODUCT: (
        "nobody entered a product of this name; `akkoord parties list` names those that are known"
    ),
    Reason.UNKNOWN_SCHOOL: (
        "nobody entered a school under this id; `akkoord parties list` names those that are known"
    ),
    Reason.UNKNOWN_SERVICE: (
        "no leaflet of the product names this service; "
        "it opens when one that does has come into force, and it is chosen"
    ),
}


@app.command()
def gate(
    school: School,
    product: Product,
    service: Annotated[str, typer.Argument(help="The service's id; core for the product as such.")],
    at: At = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Ask whether this may be processed for this school, now or at an instant."""

    async def asked(system: System) -> tuple[datetime, Allowed | Denied]:
        when = at or system.now()
        return when, await may_process(system.pool, school, product, service, when)

    when, answer = within(asked, as_json=as_json)
    if as_json:
        question = {"school": school, "product": product, "service": service}
        allowed = isinstance(answer, Allowed)
        print_json({**question, "at": when.isoformat(), "allowed": allowed, **plain(answer)})
        return
    typer.echo(f"{said(answer)}\n{product} {service} for {school}, at {instant(when)}")


def said(answer: Allowed | Denied) -> str:
    """Return the answer as a line of plain English; where it is closed, with what would open it."""
    match answer:
        case Allowed(agreement, leaflet):
            return f"open: {agreement}, under leaflet {leaflet}"
        case Denied(reason):
            return f"closed ({reason.value}): {CLOSED[reason]}."
