"""Long work at the command line: how far it is, told now and then, and stopped by Ctrl-C."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Annotated

import typer

from cli.system import stop_requested

EVERY = 2.0  # seconds between two lines
STOPPED = "Stopped before the end: run it again, it goes on with what is left."

DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]


class StoppedError(Exception):
    """Somebody pressed Ctrl-C."""


@dataclass
class LongWork:
    """Tells how far the work is, beside what is printed for machines; `stop` ends it early."""

    stop: asyncio.Event
    _told: float = field(default_factory=time.monotonic)

    @property
    def is_stopped(self) -> bool:
        """Whether somebody pressed Ctrl-C."""
        return self.stop.is_set()

    def far(self, line: str) -> None:
        """Tell how far it is, unless that was told a moment ago."""
        if time.monotonic() - self._told >= EVERY:
            self._told = time.monotonic()
            self.say(line)

    def counted(self, done: int, of: int) -> None:
        """Tell how much of how much is done. Raises StoppedError after Ctrl-C."""
        if self.is_stopped:
            raise StoppedError
        self.far(f"{done} of {of}")

    @staticmethod
    def say(line: str) -> None:
        """Tell something at once."""
        typer.echo(f"[akkoord] {line}", err=True)


@asynccontextmanager
async def long_work() -> AsyncIterator[LongWork]:
    """Let Ctrl-C end the work at its next good place, for the length of the block."""
    async with stop_requested() as stop:
        yield LongWork(stop)
