"""`python -m bench`: measure, on servers of our own, and say what holds."""

import asyncio
import importlib.util
import os
import signal
import subprocess
import sys
from typing import Annotated

import typer

from bench.figures import Figures
from bench.measuring import ON_SITE, Part, Wanted, measured
from bench.report import report
from cli.away import reached
from settings import Settings, read_settings

INTERRUPTED = 130
GATE = "bench.gate"

Only = Annotated[Part | None, typer.Option(help="Measure this alone.")]
Agreements = Annotated[int, typer.Option(min=10, help="At one time; growth has ten times as many.")]
Pairs = Annotated[int, typer.Option(min=1, help="Of ours and bare, in turns.")]


def bench(only: Only = None, agreements: Agreements = 1_000, pairs: Pairs = 3) -> None:
    """Measure the fan-out against a bare loop, its growth and its cost; kill it; ask the gate."""
    on_site = ON_SITE if only is None else ON_SITE & {only}
    code = _on_site(Wanted(on_site, agreements, pairs)) if on_site else 0
    if only in {None, Part.GATE} and importlib.util.find_spec(GATE):
        code = max(code, subprocess.call([sys.executable, "-m", GATE]))  # noqa: S603 - our own module
    _leave(code)


def _on_site(wanted: Wanted) -> int:
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


def _leave(code: int) -> None:
    """End at once: ending the interpreter behind a Temporal worker can abort in a native thread."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    typer.run(bench)
