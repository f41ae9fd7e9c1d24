"""One command of the line: connected to the system that runs, and ended by one exit code."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from pydantic import ValidationError

from cli.away import reached
from cli.connection import System, connected
from cli.outcome import misuse, told
from domain.leaflet.malformed import rules

Answer = TypeVar("Answer")


def within(work: Callable[[System], Awaitable[Answer]], *, as_json: bool = False) -> Answer:
    """Do the work on the system that runs; refused, misused or away: the exit code says so."""

    async def connect() -> Answer:
        async with connected() as system:
            return await work(system)

    with told(as_json=as_json), reached(as_json=as_json):
        try:
            return asyncio.run(connect())
        except ValidationError as error:
            misuse(rules(error))
