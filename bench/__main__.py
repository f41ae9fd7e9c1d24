"""`python -m bench`: measure, on servers of our own, and say what holds."""

import asyncio
import signal
from typing import Annotated

import typer

from adapters.leaving import leave
from bench.figures import Figures
from bench.measuring import EVERY_TIME, Part, Wanted, measured
from bench.report import report
from cli.away import reached
from settings import Settings, read_settings

INTERRUPTED = 130

Only = Annotated[list[Part] | None, typer.Option(help="Measure this alone; may be repeated.")]
Slow = Annotated[bool, typer.Option("--slow", help="Also what is measured once for each release.")]
Agreements = Annotated[int, typer.Option(min=10, help="At one time; growth has ten times as many.")]
Pairs = Annotated[int, typer.Option(min=1, help="Of ours and the other path, in turns.")]


def bench(
    only: Only = None,
    agreements: Agreements = 1_000,
    pairs: Pairs = 5,
    *,
    slow: Slow = False,
) -> None:
    """Measure against other paths in the same run, in turns; say what holds and what does not."""
    parts = frozenset(only) if only else frozenset(Part) if slow else EVERY_TIME
    leave(_measured(Wanted(parts, agreements, pairs)))


def _measured(wanted: Wanted) -> int:
    try:
        with reached():
            return report(asyncio.run(_stoppable(read_settings(), wanted)))
    except (KeyboardInterrupt, asyncio.CancelledError):
        say("stopped; nothing is left running")
        return INTERRUPTED


async def _stoppable(settings: Settings, wanted: Wanted) -> Figures:
    """A request to terminate ends everything in order, as Ctrl-C does."""
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await measured(settings, wanted, say)


def say(line: str) -> None:
    """Tell the person at the keyboard how far the work is."""
    typer.echo(f"[bench] {line}", err=True)


if __name__ == "__main__":
    typer.run(bench)
