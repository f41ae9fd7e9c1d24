"""Saying how far the work is, so that nobody waits before a silent screen."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

HEARTBEAT = 5

Say = Callable[[str], None]


@asynccontextmanager
async def heard(say: Say, what: str) -> AsyncIterator[None]:
    """Say what is being done, and again every few seconds for as long as it lasts."""
    say(what)
    beat = asyncio.create_task(_beat(say, what))
    try:
        yield
    finally:
        beat.cancel()


async def _beat(say: Say, what: str) -> None:
    seconds = 0
    while True:
        await asyncio.sleep(HEARTBEAT)
        seconds += HEARTBEAT
        say(f"{what}: {seconds} s")
