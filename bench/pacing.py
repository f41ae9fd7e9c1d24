"""Many things done a few at a time, and waiting for what others do."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

One = TypeVar("One")

CONCURRENCY = 50
STALLED = 180.0  # seconds without anything new: longer than any retry of the engine's


class StalledError(Exception):
    """Nothing goes on any more, and not all is done."""


async def each(
    things: Iterable[One], do: Callable[[One], Awaitable[object]], concurrency: int = CONCURRENCY
) -> None:
    """Do something with each, so many at once."""
    left = iter(things)

    async def one_by_one() -> None:
        for thing in left:
            await do(thing)

    async with asyncio.TaskGroup() as group:
        for _ in range(concurrency):
            group.create_task(one_by_one())


async def reached(count: Callable[[], Awaitable[int]], wanted: int, pause: float = 0.02) -> int:
    """Wait until a count is there; returns it. Raises `StalledError`."""
    loop = asyncio.get_running_loop()
    last, since = -1, loop.time()
    while (now := await count()) < wanted:
        if now != last:
            last, since = now, loop.time()
        if loop.time() - since > STALLED:
            raise StalledError(f"{now} of {wanted}")
        await asyncio.sleep(pause)
    return now
