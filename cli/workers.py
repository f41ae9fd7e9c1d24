"""`akkoord workers`: the builds of the worker, which is current, and what is left on each."""

from typing import Annotated

import typer

from cli.connection import System
from cli.options import AsJson
from cli.outcome import print_json
from cli.printing import listed, plain
from cli.sessions import within
from gateway import workers as gateway
from gateway.workers import Build

app = typer.Typer(help="See the builds that streams run on, and choose the one for what is new.")

COLUMNS = ("build", "standing", "pinned", "since", "may_end")
NONE = "No worker runs under a build: AKKOORD_BUILD gives it one."


@app.callback(invoke_without_command=True)
def workers(
    context: typer.Context,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """List the builds of the worker, with the number of streams that are pinned to each.

    A stream stays on the build that it began on; it moves to the current one when its history
    begins anew, which it sees to at its next turn. The workers of a build that `may end` have
    nothing left to do.
    """
    if context.invoked_subcommand is None:
        found, loose = within(_seen, as_json=as_json)
        rows = [plain(one) | {"may_end": one.may_end} for one in found]
        listed(rows, COLUMNS, as_json=as_json, empty=NONE)
        if loose and not as_json:
            typer.echo(f"{loose} streams run on whatever worker there is.")


async def _seen(system: System) -> tuple[tuple[Build, ...], int]:
    client = (await system.gateway()).client
    return await gateway.builds(client), await gateway.unversioned(client)


@app.command()
def current(
    build: Annotated[str, typer.Argument(help="The build, as AKKOORD_BUILD of its workers.")],
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Give what is new, and what moves on, to the workers of a build; going back is the same."""

    async def given(system: System) -> None:
        await gateway.make_current((await system.gateway()).client, build)

    within(given, as_json=as_json)
    if as_json:
        print_json({"current": build})
    else:
        typer.echo(f"{build}: what begins from now on runs on this build")
