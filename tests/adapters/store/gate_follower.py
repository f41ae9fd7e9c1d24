"""A supplier's system that follows the gate: a program of its own, that may be killed."""

import asyncio
import sys

from adapters.gate_feed import Cursor, steps_behind
from adapters.postgres import open_pool


async def follow(url: str, supplier: str, after: str) -> None:
    """Print the cursor of each step, a few at a time, for good."""
    async with open_pool(url, size=1) as pool:
        place = Cursor.parse(after)
        while True:
            for step in await steps_behind(pool, supplier, place, limit=7):
                sys.stdout.write(f"{step.cursor}\n")
                place = step.cursor
            sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(follow(*sys.argv[1:]))
