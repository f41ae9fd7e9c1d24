"""Slow ways to a server: a command that runs for minutes, a download by the Temporal SDK."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from temporalio.testing import WorkflowEnvironment

from adapters.local.processes import tail
from adapters.local.progress import Say, heard

DOWNLOAD_PATIENCE = 180.0


async def succeeds(command: Sequence[str], folder: Path, log: Path, say: Say, what: str) -> bool:
    """Run a command in a folder, its words kept in a log; say how it goes, and why it failed."""
    async with heard(say, what):
        succeeded = await _run(command, folder, log)
    if not succeeded:
        say(f"{what}: failed; the end of {log}:\n{tail(log)}")
    return succeeded


async def downloaded(
    start: Callable[[str], Awaitable[WorkflowEnvironment]], target: Path, say: Say, what: str
) -> bool:
    """Have the SDK start a server once from an empty folder, and keep the file it put there."""
    folder = target.with_suffix(".download")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        async with heard(say, what), asyncio.timeout(DOWNLOAD_PATIENCE):
            await (await start(str(folder))).shutdown()
        next(folder.iterdir()).replace(target)
    except (RuntimeError, TimeoutError) as error:
        say(f"{what}: not possible here ({str(error)[:120] or 'it took too long'})")
        return False
    finally:
        shutil.rmtree(folder)
    return True


async def _run(command: Sequence[str], folder: Path, log: Path) -> bool:
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=folder,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=asyncio.subprocess.STDOUT,
        )
        try:
            return await process.wait() == 0
        finally:
            if process.returncode is None:
                process.kill()
