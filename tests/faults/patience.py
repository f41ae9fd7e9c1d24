"""Asking until there is an answer: what people do while something is away."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from adapters.postgres import DatabaseUnavailableError
from gateway.refusals import EngineAwayError

Answer = TypeVar("Answer")
AWAY = (DatabaseUnavailableError, EngineAwayError)
PAUSE, GIVE_UP = 0.1, 120.0  # seconds


async def patiently(ask: Callable[[], Awaitable[Answer]]) -> Answer:
    """Ask again while somebody is away; a refusal is an answer."""
    async with asyncio.timeout(GIVE_UP):
        while True:
            try:
                return await ask()
            except AWAY:
                await asyncio.sleep(PAUSE)
