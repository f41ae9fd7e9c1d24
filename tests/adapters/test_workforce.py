"""A parent of several processes: who dies is replaced, who does not end is killed."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from adapters import workforce
from adapters.workforce import Workforce

STARTS = """
import pathlib, signal, sys, time
place, index = pathlib.Path(sys.argv[1]), sys.argv[2]
with (place / index).open("a") as file:
    file.write(".")
"""
WORKS = "time.sleep(60)"
DIES = "sys.exit(9)"
IGNORES = "signal.signal(signal.SIGTERM, signal.SIG_IGN); (place / 'deaf').touch(); time.sleep(60)"
HANGS = """
import asyncio
from adapters.workforce import give_up_after
async def main():
    give_up_after(0.1)
    await asyncio.Event().wait()
asyncio.run(main())
"""


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workforce, "FIRST", 0.01)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110 - files and processes tell nobody
            await asyncio.sleep(0.02)


async def worked(
    place: Path, does: str, until_then: Callable[[], Awaitable[None]], patience: float = 10
) -> int:
    """Run two processes that do this until then; returns the exit code of the whole."""
    command = [sys.executable, "-c", STARTS + does, str(place)]
    told = asyncio.Event()
    working = asyncio.create_task(Workforce(command, 2, patience).work(told))
    await until_then()
    told.set()
    return await working


async def test_each_process_is_begun_once_and_all_end_well(tmp_path: Path) -> None:
    begun = [tmp_path / "0", tmp_path / "1"]
    code = await worked(tmp_path, WORKS, lambda: until(lambda: all(map(Path.exists, begun))))
    assert code == 0
    assert [one.read_text() for one in begun] == [".", "."]


async def test_one_that_dies_is_replaced_again_and_again(tmp_path: Path) -> None:
    def both_thrice() -> bool:
        begun = [tmp_path / "0", tmp_path / "1"]
        return all(one.exists() and len(one.read_text()) >= 3 for one in begun)

    await worked(tmp_path, DIES, lambda: until(both_thrice))


async def test_one_that_cannot_be_begun_is_begun_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin, refused = asyncio.create_subprocess_exec, iter((True, True, True))

    async def short_of_room(*command: str) -> asyncio.subprocess.Process:
        if next(refused, False):
            raise BlockingIOError
        return await begin(*command)

    monkeypatch.setattr(asyncio, "create_subprocess_exec", short_of_room)
    begun = [tmp_path / "0", tmp_path / "1"]
    assert await worked(tmp_path, WORKS, lambda: until(lambda: all(map(Path.exists, begun)))) == 0


async def test_one_that_does_not_end_is_killed_and_that_is_told(tmp_path: Path) -> None:
    deaf = tmp_path / "deaf"
    assert await worked(tmp_path, IGNORES, lambda: until(deaf.exists), patience=0.5) == 1


async def test_a_process_that_cannot_end_gives_up() -> None:
    root = Path(workforce.__file__).parents[1]
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", HANGS, cwd=root)
    async with asyncio.timeout(30):
        assert await process.wait() == 1
