"""Servers that can be killed, and that come back where they were, with all that they had kept."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
import psutil
from temporalio.client import Client
from temporalio.service import RPCError

from adapters.local import postgres
from adapters.local.errors import ServerEndedError
from adapters.local.ports import LOOPBACK, free_port
from adapters.local.processes import Program, end, read_record, running, until_ready
from adapters.local.temporal import ALWAYS, ON_FILE
from adapters.migrations import migrate
from adapters.postgres import engine_url

# A process that dies leaves what it wrote to the system: only a machine's own death takes more.
SAFE_FROM_KILLS = {**postgres.SETTINGS, "fsync": "off"}
ATTEMPTS = 3


@dataclass
class Database:
    """Postgres in a folder of its own, with our tables; `settings` may be changed between runs."""

    directory: Path
    settings: dict[str, str] = field(default_factory=lambda: dict(SAFE_FROM_KILLS))
    url: str = field(default="", repr=False)
    _up: AsyncExitStack = field(default_factory=AsyncExitStack, repr=False)

    async def start(self) -> None:
        """Run it, at the address of the last time."""
        running_one = postgres.postgres(self.directory / "postgres", self._run, self.settings)
        server = await self._up.enter_async_context(running_one)
        self.url = await postgres.ensure_database(server, "faults")

    async def prepared(self) -> None:
        """Make the tables."""
        await migrate(self.url, engine_url(self.url))

    async def stop(self, how: signal.Signals = signal.SIGQUIT) -> None:
        """End it: at once, as a crash does, unless another way is named."""
        await _ended(self._run / "postgres.json", how)
        await self._up.aclose()

    async def does(self, statement: str) -> None:
        """Have the owner of the server do something; the server's address names no secret."""
        mended = {"default_transaction_read_only": "off"}
        connection = await asyncpg.connect(self.url, server_settings=mended)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    @property
    def _run(self) -> Path:
        return self.directory / "run"


@dataclass
class Engine:
    """A Temporal server on a file, always at the same address."""

    cli: Path
    directory: Path
    port: int = field(default_factory=free_port)
    _up: AsyncExitStack = field(default_factory=AsyncExitStack, repr=False)

    @property
    def address(self) -> str:
        """Where it is."""
        return f"{LOOPBACK}:{self.port}"

    async def start(self) -> None:
        """Run it; again where another program was faster at one of its ports."""
        for attempt in range(ATTEMPTS):
            try:
                return await self._start()
            except ServerEndedError:
                if attempt == ATTEMPTS - 1:
                    raise
        return None

    async def stop(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End it, by surprise unless another way is named."""
        await _ended(self._run / "temporal.json", how)
        await self._up.aclose()

    async def _start(self) -> None:
        where = ("--ip", LOOPBACK, "--port", str(self.port), "--headless")
        kept = ("--db-filename", str(self.directory / "temporal.db"), *ON_FILE)
        command = [str(self.cli), "server", "start-dev", *where, *kept, "--log-level", "error"]
        program = Program("temporal", [*command, *ALWAYS], self.directory / "temporal.log")
        async with AsyncExitStack() as attempt:
            process = await attempt.enter_async_context(running(program, self._run))
            await until_ready(program, process, self._answers)
            self._up.push_async_exit(attempt.pop_all())

    async def _answers(self) -> bool:
        try:
            client = await Client.connect(self.address)
            return await client.count_workflows() is not None
        except (RuntimeError, RPCError):
            return False

    @property
    def _run(self) -> Path:
        return self.directory / "run"


async def _ended(record: Path, how: signal.Signals) -> None:
    found = read_record(record)
    if found is None:
        return
    with suppress(psutil.NoSuchProcess):
        await end(psutil.Process(found.pid), how)


@asynccontextmanager
async def both(cli: Path, directory: Path) -> AsyncIterator[tuple[Database, Engine]]:
    """Run the two for the length of the block, ready for a worker."""
    database, engine = Database(directory), Engine(cli, directory)
    try:
        await asyncio.gather(database.start(), engine.start())
        await database.prepared()
        yield database, engine
    finally:
        await asyncio.gather(database.stop(signal.SIGINT), engine.stop(signal.SIGTERM))


def killed(pid: int) -> None:
    """Kill one process that the rig has started."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
