"""`akkoord rebuild read-models`: what lists, pages and the gate read, made anew from the log."""

import typer

from adapters.postgres import engine_url
from adapters.second_set import Renewed, renew
from cli.connection import System
from cli.long_work import DryRun, StoppedError, long_work
from cli.options import AsJson
from cli.outcome import Exit, print_json
from cli.printing import plain
from cli.sessions import within


def read_models(
    dry_run: DryRun = False,  # noqa: FBT002 - an option
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Make the read models anew from the log, beside those in place, and switch at once.

    Everything goes on meanwhile; what is decided waits for the switch alone. Stopped or killed it
    leaves all as it was, and can be run again. The outbox, people, mandates and texts are not in
    the log, and stay as they are.
    """

    async def renewed(system: System) -> Renewed | None:
        url = engine_url(system.addresses.database_url, system.settings.engine_database_url)
        async with long_work() as work:
            work.say("reading the log")
            try:
                return await renew(url, work.counted, dry=dry_run)
            except StoppedError:
                return None

    _tell(within(renewed, as_json=as_json), dry=dry_run, as_json=as_json)


def _tell(done: Renewed | None, *, dry: bool, as_json: bool) -> None:
    if as_json:
        print_json({"dry_run": dry, "whole": done is not None, "done": plain(done)})
    elif done is None:
        typer.echo("Stopped: everything is as it was.")
    else:
        would_be = "would be " if dry else ""
        for table, rows in done.changed.items():
            if rows:
                typer.echo(f"{table}: {rows} rows {would_be}put right")
        typer.echo(
            f"{done.events} events read, {sum(done.changed.values())} rows {would_be}put right; "
            f"writers waited {done.held_up:.1f} s"
        )
    raise typer.Exit(Exit.DONE if done else Exit.REFUSED)
