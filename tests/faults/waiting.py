"""Waiting for something to be so, while others bring it about."""

import asyncio
from collections.abc import Awaitable, Callable

from tests.faults.site import Site

LOOK, GIVE_UP = 0.02, 90.0  # seconds


async def until(holds: Callable[[], bool], give_up: float = GIVE_UP) -> None:
    """Look again and again until something holds."""
    async with asyncio.timeout(give_up):
        while not holds():  # noqa: ASYNC110 - others bring it about, and tell nobody
            await asyncio.sleep(LOOK)


async def under_way(site: Site, commands: int) -> None:
    """Wait until so many commands are acknowledged: much has happened, and much is to come."""
    await until(lambda: len(site.ledger.acknowledged) >= commands)


async def seen(there: Callable[[], Awaitable[bool]], give_up: float = GIVE_UP) -> None:
    """Do the same where it must be asked."""
    async with asyncio.timeout(give_up):
        while not await there():  # noqa: ASYNC110 - others bring it about, and tell nobody
            await asyncio.sleep(LOOK)
