"""Where a cell takes place: servers, a mail sink and a store of its own, workers as processes."""

import asyncio
import re
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from adapters.local.mail_sink import Keeper, mail_sink
from adapters.local.processes import dying_with_us
from adapters.local.temporal_cli import temporal_cli
from settings import ROOT, Settings
from tests.faults.clients import PATIENCE, Office
from tests.faults.clocks import NAME
from tests.faults.fail_points import DIED
from tests.faults.ledger import Ledger
from tests.faults.servers import Database, Engine, both
from tests.journeys.running import LETTERS, TURNS, Servers, prepared, worker_settings

ENTRY = ROOT / "tests" / "faults" / "doomed_worker.py"
READY, GIVE_UP = "worker.ready", 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Started:
    """A worker's process, and what it says."""

    process: Process
    log: Path

    async def ready(self) -> None:
        """Wait until it works, or has died."""
        async with asyncio.timeout(GIVE_UP):
            while READY not in self.log.read_text() and self.process.returncode is None:  # noqa: ASYNC110 - a process says it
                await asyncio.sleep(0.02)

    async def died(self) -> str | None:
        """Wait until it has died; returns the point at which it did so by its own hand."""
        async with asyncio.timeout(GIVE_UP):
            await self.process.wait()
        points = re.findall(rf"^{DIED} (.+)$", self.log.read_text(), re.MULTILINE)
        return points[-1] if points else None

    def kill(self) -> None:
        """Kill it, by surprise."""
        self.process.kill()


@dataclass
class Site:
    """All that a cell may break, and the people who go on asking meanwhile."""

    directory: Path
    database: Database
    engine: Engine
    smtp_url: str
    office: Office
    settings: Settings
    starts: int = 0
    environment: dict[str, str] = field(default_factory=dict)  # for every worker of the cell

    @property
    def ledger(self) -> Ledger:
        """What was asked and answered, and when the fault was over."""
        return self.office.ledger

    @property
    def mail(self) -> Path:
        """Where every letter that a mail server accepts becomes a file."""
        return self.directory / "mail"

    @property
    def documents(self) -> Path:
        """Where every document lies under its hash."""
        return self.directory / "storage"

    @asynccontextmanager
    async def worker(self, **environment: str) -> AsyncIterator[Started]:
        """Run a worker for the length of the block, ready; more variables as they are named.

        It is killed at the end, which is one more death that nothing may come of.
        """
        async with self.started_worker(**environment) as process:
            await process.ready()
            yield process

    @asynccontextmanager
    async def started_worker(self, **environment: str) -> AsyncIterator[Started]:
        """Do the same without waiting until it is ready."""
        self.starts += 1
        log = self.directory / f"worker-{self.starts}.log"
        with log.open("wb") as said:
            process = await asyncio.create_subprocess_exec(
                *dying_with_us(signal.SIGKILL),
                sys.executable,
                str(ENTRY),
                env=self._variables(environment),
                stdout=said,
                stderr=said,
            )
        started = Started(process, log)
        try:
            yield started
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()

    def said(self) -> str:
        """What all workers of the cell said."""
        return "\n".join(one.read_text() for one in sorted(self.directory.glob("worker-*.log")))

    def _variables(self, more: Mapping[str, str]) -> dict[str, str]:
        return {
            "PYTHONPATH": str(ROOT),
            "AKKOORD_STATE": str(self.directory),
            "AKKOORD_LOG": "json",
            "AKKOORD_POLICY": NAME,
            "AKKOORD_TURNS_QUEUE": TURNS,
            "AKKOORD_LETTERS_QUEUE": LETTERS,
            "TEMPORAL_ADDRESS": self.engine.address,
            "DATABASE_URL": self.database.url,
            "SMTP_URL": self.smtp_url,
            "SEAL_PUBLIC_KEYS": self.settings.seal_public_keys or "",
            **self.environment,
            **more,
        }


@asynccontextmanager
async def site(settings: Settings, directory: Path) -> AsyncIterator[Site]:
    """Build a place for one cell, in a folder of its own."""
    cli = await temporal_cli(settings, _silent)
    async with (
        both(cli, directory) as (database, engine),
        mail_sink(Keeper(directory / "mail")) as smtp_url,
    ):
        servers = Servers(engine.address, database.url, smtp_url, directory)
        ours = worker_settings(settings, servers, NAME)
        async with prepared(ours, servers) as system:
            office = Office(
                system.client,
                system.pool,
                replace(system.gateway, patience=PATIENCE),
                system.mail,
                system.storage,
            )
            yield Site(directory, database, engine, smtp_url, office, ours)


def _silent(line: str) -> None:
    del line
