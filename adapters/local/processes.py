"""Child processes that are recorded, and that do not outlive the one that started them."""

import asyncio
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from adapters.local.errors import LocalSystemError, ServerEndedError, ServerFailedError
from adapters.local.files import write_whole
from adapters.local.progress import Say

CREATED_WITHIN = 2.0  # seconds: the boot time that a creation time is counted from may be corrected
POLL = 0.02
PATIENCE = 8.0


@dataclass(frozen=True, slots=True)
class Record:
    """A process as written down: the pid alone may have become another's."""

    name: str
    pid: int
    created: float


@dataclass(frozen=True, slots=True)
class Program:
    """What to run, and how it is asked to end."""

    name: str
    command: Sequence[str]
    log: Path
    prefix: Sequence[str] = ()  # runs before the death signal is set: a change of user clears it
    ending: signal.Signals = signal.SIGTERM
    dying: signal.Signals = signal.SIGKILL  # when the one that started it was killed: at once


@asynccontextmanager
async def running(program: Program, run_directory: Path) -> AsyncIterator[subprocess.Popen[bytes]]:
    """Run a program for the length of the block; its record stays while it lives.

    Enter from a thread that lives as long as the program: on Linux the program dies with it.
    """
    process = _spawn(program)
    record = run_directory / f"{program.name}.json"
    try:
        write_whole(record, json.dumps(asdict(record_of(program.name, process.pid))).encode())
        yield process
    finally:
        if process.poll() is None:
            await end(psutil.Process(process.pid), program.ending)
        process.wait()
        record.unlink(missing_ok=True)


async def until_ready(
    program: Program,
    process: subprocess.Popen[bytes],
    is_ready: Callable[[], Awaitable[bool]],
    patience: float = 30.0,
) -> None:
    """Wait until a started program answers.

    Raises `ServerFailedError` with its last words, `ServerEndedError` where it ended by itself.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(patience):
            while process.poll() is None:
                if await is_ready():
                    return
                await asyncio.sleep(POLL)
    message = f"{program.name} did not come up; the end of {program.log}:\n{tail(program.log)}"
    raise ServerFailedError(message) if process.poll() is None else ServerEndedError(message)


async def end_leftovers(run_directory: Path, say: Say) -> None:
    """End what an earlier system recorded and left behind."""
    for record in recorded(run_directory):
        if process := _process(record):
            say(f"ending {record.name} (pid {record.pid}), left behind by an earlier run")
            await end(process, signal.SIGINT)
        (run_directory / f"{record.name}.json").unlink(missing_ok=True)


async def end(process: psutil.Process, ending: signal.Signals) -> None:
    """Ask a process to end, and see that it does."""
    for signal_number in (ending, signal.SIGKILL):
        with suppress(psutil.Error):
            process.send_signal(signal_number)
        with suppress(TimeoutError):
            return await asyncio.wait_for(_gone(process), PATIENCE)
    return None


async def first_gone(run_directory: Path) -> Record:
    """Wait until one of the recorded processes has gone by itself."""
    watched = recorded(run_directory)
    while True:
        for record in watched:
            if not is_alive(record):
                return record
        await asyncio.sleep(0.5)


def recorded(run_directory: Path) -> list[Record]:
    """Return the records that can be read; the others are no records of ours."""
    found = (read_record(path) for path in sorted(run_directory.glob("*.json")))
    return [record for record in found if record]


def is_alive(record: Record) -> bool:
    """Whether this very process still runs."""
    return _process(record) is not None


def is_running(process: psutil.Process) -> bool:
    """Whether it runs: one that is dead and waits to be collected does not."""
    with suppress(psutil.Error):
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    return False


def tail(log: Path, lines: int = 12) -> str:
    """Return the last lines of a log, for the person who reads why it failed.

    A Go program that panics gives its reason first, and long traces behind it.
    """
    text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    _, panicked, trace = text.rpartition("panic: ")
    if panicked:
        return "\n".join((panicked + trace).splitlines()[:lines])
    return "\n".join(text.splitlines()[-lines:])


def _spawn(program: Program) -> subprocess.Popen[bytes]:
    program.log.parent.mkdir(parents=True, exist_ok=True)
    command = [*program.prefix, *dying_with_us(program.dying), *program.command]
    try:
        with program.log.open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - commands are our own lists, never a shell
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C reaches us; we end them in order
            )
    except OSError as error:
        message = f"{program.name} cannot be started: {error}"
        raise LocalSystemError(message) from error


def record_of(name: str, pid: int) -> Record:
    return Record(name, pid, psutil.Process(pid).create_time())


def read_record(path: Path) -> Record | None:
    with suppress(OSError, ValueError, TypeError, KeyError):
        data = json.loads(path.read_bytes())
        return Record(str(data["name"]), int(data["pid"]), float(data["created"]))
    return None


def _process(record: Record) -> psutil.Process | None:
    with suppress(psutil.Error, ValueError, OverflowError):
        process = psutil.Process(record.pid)
        if abs(process.create_time() - record.created) < CREATED_WITHIN and is_running(process):
            return process
    return None


async def _gone(process: psutil.Process) -> None:
    while is_running(process):  # noqa: ASYNC110 - a process sends no event
        await asyncio.sleep(POLL)


def dying_with_us(ending: signal.Signals) -> list[str]:
    """Return the words before a command that end it when its parent is killed (Linux only)."""
    setpriv = shutil.which("setpriv") if sys.platform == "linux" else None
    return [setpriv, "--pdeathsig", ending.name.removeprefix("SIG"), "--"] if setpriv else []
