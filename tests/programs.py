"""A program that runs for the length of a block, however that ends."""

import asyncio
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any


@asynccontextmanager
async def program(*words: str | Path, **options: Any) -> AsyncIterator[Process]:  # noqa: ANN401 - of the library
    """Run it; what is still running at the end is killed."""
    process = await asyncio.create_subprocess_exec(*words, **options)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
