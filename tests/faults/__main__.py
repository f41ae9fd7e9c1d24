"""`python -m tests.faults`: live through every fault, and print the table."""

import argparse
import asyncio
import sys
import time
from contextlib import AsyncExitStack
from dataclasses import replace
from math import inf

from adapters.leaving import leave
from settings import Settings, read_settings
from tests.faults.all_cells import CELLS
from tests.faults.cells import Cell
from tests.faults.clocks import short_clocks
from tests.faults.rig import Verdict, lived_somewhere
from tests.faults.table import lines

AT_ONCE = 3


async def all_of(cells: list[Cell], settings: Settings) -> list[Verdict]:
    """Live through cells, three at a time, each with servers of its own."""
    turns, alone = asyncio.Semaphore(AT_ONCE), asyncio.Lock()

    async def one(cell: Cell) -> Verdict:
        async with AsyncExitStack() as stack:
            await _turn(stack, cell, turns, alone)
            started = time.monotonic()
            say(f"{cell.name}: begins")
            verdict = await lived_somewhere(cell, settings)
            word = "well" if verdict.is_well else f"{len(verdict.findings)} findings"
            say(f"{cell.name}: {word}, {time.monotonic() - started:.0f} s")
            return verdict

    return list(await asyncio.gather(*map(one, cells)))


async def _turn(
    stack: AsyncExitStack, cell: Cell, turns: asyncio.Semaphore, alone: asyncio.Lock
) -> None:
    """Wait for a turn; what is measured waits for all of them."""
    async with alone:
        for _ in range(1 if cell.within is None else AT_ONCE):
            await stack.enter_async_context(turns)


def say(line: str) -> None:
    """Tell the person at the keyboard how far the work is."""
    sys.stderr.write(f"[faults] {line}\n")
    sys.stderr.flush()


def main() -> int:
    """Run the cells that are named, or all; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("only", nargs="*", help="parts of names; all where none is given")
    parser.add_argument(
        "--no-limits", action="store_true", help="measure recovery, and hold it against nothing"
    )
    parser.add_argument("--list", action="store_true", help="name the cells, and do nothing")
    wanted = parser.parse_args()
    cells = [one for one in CELLS if not wanted.only or any(p in one.name for p in wanted.only)]
    if wanted.no_limits:  # of a machine that others use no time can be demanded
        cells = [replace(one, within=inf if one.within else None) for one in cells]
    if wanted.list:
        sys.stdout.write("".join(f"{one.name}\n" for one in cells))
        return 0
    with short_clocks():
        verdicts = asyncio.run(all_of(cells, read_settings()))
    sys.stdout.write("\n".join(lines(verdicts)) + "\n")
    return 0 if verdicts and all(one.is_well for one in verdicts) else 1


if __name__ == "__main__":
    leave(main())
