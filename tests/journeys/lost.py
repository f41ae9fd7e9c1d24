"""An engine that loses its Temporal server, or finds it as it was at an earlier hour."""

import asyncio
import json
import os
import shutil
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from typing_extensions import override

import worker
from adapters.local.mail_sink import Keeper, mail_sink
from adapters.local.ports import free_port
from adapters.local.temporal import temporal_in_memory, temporal_on_file
from adapters.local.temporal_cli import temporal_cli
from adapters.open_streams import open_streams
from domain.agreement import commands as c
from domain.agreement.changes import change_of
from domain.agreement.state import Change
from domain.leaflet.leaflet import Leaflet
from domain.records import Appended
from gateway import intake
from gateway.engine import engine_client
from gateway.namespace import register_search_attributes
from gateway.post import Post
from gateway.rebuilding import Outcome, Rebuilding
from gateway.refusals import EngineAwayError
from settings import ROOT, Settings
from tests.conftest import Database
from tests.journeys.journey import Journey
from tests.journeys.leaflets import NEW_PURPOSE
from tests.journeys.running import LETTERS, TURNS, Servers, prepared, worker_settings
from tests.journeys.system import System

Answer = TypeVar("Answer")
ATTEMPTS, PAUSE = 200, 0.1  # seconds
PATIENCE = timedelta(seconds=5)  # a server that comes and goes is given up soon


@dataclass
class World:
    """A system that stays, and a Temporal server that comes and goes.

    Its port is its own all the time: who asks again meanwhile must not come upon another world's.
    """

    settings: Settings
    folder: Path
    system: System
    address: str = ""
    port: int = field(default_factory=free_port)

    @property
    def temporal(self) -> Path:
        """What Temporal keeps."""
        return self.folder / "temporal"

    @asynccontextmanager
    async def running(self, *, works: bool = True) -> AsyncIterator[System]:
        """Run Temporal on what it keeps, and a worker unless told otherwise, for the block."""
        cli = await temporal_cli(self.settings, print)
        file = self.temporal / "temporal.db"
        run = self.folder / "run"
        async with temporal_on_file(cli, file, run, port=self.port) as server:
            ours = replace(self.settings, temporal_variables={"TEMPORAL_ADDRESS": server.address})
            client = await engine_client(ours, server.address)
            await register_search_attributes(client)
            self.system.client, self.address = client, server.address
            self.system.gateway = replace(self.system.gateway, client=client, patience=PATIENCE)
            if not works:
                yield self.system
                return
            async with worker.working(ours):
                yield self.system

    async def akkoord(self, *words: str) -> tuple[int, Any]:
        """Run the command; returns its exit code, and its JSON."""
        process = await self.begin(*words, "--json")
        said, wrong = await process.communicate()
        assert said, wrong.decode()
        return process.returncode or 0, json.loads(said)

    async def begin(self, *words: str) -> Process:
        """Begin to run the command."""
        environment = {
            **os.environ,
            "AKKOORD_STATE": str(self.settings.state_directory),
            "AKKOORD_TURNS_QUEUE": TURNS,
            "AKKOORD_LETTERS_QUEUE": LETTERS,
            "DATABASE_URL": self.settings.database_url or "",
            "TEMPORAL_ADDRESS": self.address,
            "SEAL_PUBLIC_KEYS": self.settings.seal_public_keys or "",
            "CODEC_KEYS": self.settings.codec_keys or "",
        }
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "cli", *words),
            cwd=ROOT,
            env=environment,
            stdout=PIPE,
            stderr=PIPE,
        )

    def lose(self) -> None:
        """Temporal's database is gone."""
        shutil.rmtree(self.temporal)

    def keep(self) -> None:
        """Make a backup of Temporal's database."""
        shutil.copytree(self.temporal, self.folder / "backup", dirs_exist_ok=True)

    def restore(self) -> None:
        """Find Temporal's database as it was when the backup was made."""
        self.lose()
        shutil.copytree(self.folder / "backup", self.temporal)


@asynccontextmanager
async def world(
    settings: Settings, database: Database, folder: Path, policy: str
) -> AsyncIterator[World]:
    """Have a world with a mail server and an empty database, for the length of the block."""
    state = folder / "state"
    async with mail_sink(Keeper(state / "mail")) as smtp_url:
        servers = Servers("", database.owner_url, smtp_url, state)
        ours = worker_settings(settings, servers, policy)
        cli = await temporal_cli(settings, print)
        async with (
            temporal_in_memory(cli, folder / "first") as first,
            prepared(ours, replace(servers, temporal=first.address)) as system,
        ):
            yield World(ours, folder, system)


async def rebuilt(system: System, **how: bool) -> dict[str, Outcome]:
    """Have all workflows rebuilt; returns what became of each stream."""
    rebuilding = Rebuilding(system.client, system.pool, TURNS, **how)
    streams = await open_streams(system.pool)
    return {one.stream: one.outcome async for one in rebuilding.all(streams)}


async def post_opened(system: System, policy: str) -> int:
    """Have the post office and the cases of letters begun again; returns the cases."""
    post = Post(system.client, LETTERS, 1, policy)
    await post.open()
    return sum([is_new async for is_new in post.open_cases(system.pool)])


async def arrived_once(system: System) -> None:
    """See that no letter reached the mail server twice."""
    arrived = Counter(one["Message-ID"] for one in system.mail_kept())
    assert set(arrived.values()) <= {1}


@dataclass
class Persistent(Journey):
    """People who ask again until they are answered, and remember the answers."""

    answers: dict[str, int] = field(default_factory=dict)
    said: dict[str, tuple[c.AnyCommand, str | None]] = field(default_factory=dict)

    @override
    async def ask(
        self, command: c.AnyCommand, by: str | None = None, command_id: str | None = None
    ) -> Appended:
        name = command_id or self.new_id()
        answer = await self.patiently(lambda: super(Persistent, self).ask(command, by, name))
        self.answers[name] = answer.version
        self.said[name] = (command, by)
        return answer

    @override
    async def announced(
        self, new: Leaflet = NEW_PURPOSE, change: str = "change-1", **also: object
    ) -> Change:
        words = self.line.announcement(self.system, new, change, **also)
        message = await self.line.message(self.system, words)
        await self.patiently(lambda: intake.announce(self.system.gateway, message))
        self.line.changes[change] = new
        await self.until(lambda state: any(one.id == change for one in state.changes))
        return change_of(await self.state(), change)

    async def patiently(self, ask: Callable[[], Awaitable[Answer]]) -> Answer:
        """Ask again and again while nobody answers."""
        for _ in range(ATTEMPTS):
            try:
                return await ask()
            except EngineAwayError:
                await asyncio.sleep(PAUSE)
        return await ask()
