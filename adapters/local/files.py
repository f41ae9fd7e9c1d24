"""Files that are there whole or not at all, and folders that one process at a time may hold."""

import asyncio
import itertools
import os
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no flock; a local system needs Linux or macOS
    fcntl = None  # type: ignore[assignment]

ATTEMPTS_UNHEARD = 25


def write_whole(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Write a file that only we may use; a reader sees the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            os.fchmod(handle, mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@asynccontextmanager
async def held(path: Path, waiting: Callable[[], None]) -> AsyncIterator[None]:
    """Hold a lock file for the length of the block; `waiting` is called when another holds it.

    It is called every few seconds until the other lets go, and may raise to give up.
    The lock goes with the process, also when it is killed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        for attempt in itertools.count():
            if _locked(file.fileno()):
                break
            if attempt % ATTEMPTS_UNHEARD == 0:
                waiting()
            await asyncio.sleep(0.2)
        yield


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
