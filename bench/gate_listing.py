"""The list and the feed of a whole supplier: lines a second, and what of memory they take."""

import tracemalloc
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from os import devnull
from pathlib import Path
from time import perf_counter, process_time
from typing import TextIO

from adapters.gate_feed import Cursor, steps_behind
from adapters.gate_list import Told, answers
from adapters.postgres import Pool
from cli import gate_feed, gate_list


@dataclass(frozen=True, slots=True)
class Listed:
    """So many lines, several times, each time in so many seconds."""

    name: str
    lines: int
    seconds: tuple[float, ...]
    processor: tuple[float, ...]  # of this process alone
    memory: int  # bytes of Python's at their most, in a time of their own

    @property
    def rates(self) -> tuple[float, float, float]:
        """Lines a second: the least, the median and the greatest."""
        ordered = sorted(self.lines / one for one in self.seconds)
        return ordered[0], ordered[len(ordered) // 2], ordered[-1]


async def every_answer(pool: Pool, supplier: str, at: datetime) -> list[Told]:
    """Return all answers at once."""
    return [told async for some in answers(pool, supplier, at) for told in some]


async def listed(pool: Pool, supplier: str, at: datetime, times: int) -> Listed:
    """List all answers as lines of JSON."""

    async def write(out: TextIO) -> int:
        lines = 0
        async for some in answers(pool, supplier, at):
            lines += len(some)
            out.writelines(f"{line}\n" for line in gate_list.lines(some, at))
        return lines

    return await _timed("answers, as JSON lines", write, times)


async def followed(pool: Pool, supplier: str, times: int) -> Listed:
    """Follow the whole feed as lines of JSON."""

    async def write(out: TextIO) -> int:
        lines, place = 0, Cursor()
        while steps := await steps_behind(pool, supplier, place):
            lines, place = lines + len(steps), steps[-1].cursor
            out.writelines(f"{line}\n" for line in gate_feed.lines(steps))
        return lines

    return await _timed("steps of the feed, as JSON lines", write, times)


async def _timed(name: str, write: Callable[[TextIO], Awaitable[int]], times: int) -> Listed:
    seconds: list[float] = []
    processor: list[float] = []
    with Path(devnull).open("w", encoding="utf-8") as out:  # noqa: ASYNC230 - nothing waits on it
        lines = await write(out)
        for _ in range(times):
            begun, used = perf_counter(), process_time()
            await write(out)
            seconds.append(perf_counter() - begun)
            processor.append(process_time() - used)
        tracemalloc.start()
        await write(out)
        _, memory = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return Listed(name, lines, tuple(seconds), tuple(processor), memory)
