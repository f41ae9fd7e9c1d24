"""`akkoord compact`: an operator has the history of a stream begin anew."""

from typing import Annotated

import typer

from cli.asking import stream_place
from cli.connection import System
from cli.options import AsJson
from cli.outcome import print_json
from cli.sessions import within
from domain.orders import CompactReason
from domain.records import Appended
from gateway import operating

app = typer.Typer()

Stream = Annotated[
    str,
    typer.Argument(
        help="The stream: agreement:BOARD:SUPPLIER:NUMBER, product:SUPPLIER:PRODUCT or "
        "intake:SUPPLIER."
    ),
]


@app.command()
def compact(
    stream: Stream,
    reason: Annotated[CompactReason, typer.Option(help="Why.")],
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Have a stream's history in Temporal begin anew; nothing is decided by it."""
    place = stream_place(stream)

    async def compacted(system: System) -> Appended:
        return await operating.compact((await system.gateway()).client, place, reason)

    answer = within(compacted, as_json=as_json)
    if as_json:
        print_json({"stream": stream, "version": answer.version})
    else:
        typer.echo(f"{stream}: its history begins anew, at version {answer.version}")
