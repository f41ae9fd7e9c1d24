"""Story 29: the worker dies in the middle, is started again, and everything happened once."""

import asyncio
import sys
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from typing_extensions import override

from adapters.local.mail_sink import Keeper, mail_sink
from adapters.local.temporal import temporal_in_memory
from adapters.local.temporal_cli import temporal_cli
from adapters.mailer import message_id
from adapters.verify import verify
from domain.agreement import commands as c
from domain.agreement.state import Phase
from domain.agreement.terms import DEMONSTRATION
from domain.records import Appended
from gateway.refusals import EngineAwayError
from settings import ROOT, Settings
from tests.conftest import Database
from tests.journeys.clocks import calm
from tests.journeys.histories import kept_by_engine, naming
from tests.journeys.journey import Journey, begun
from tests.journeys.running import LETTERS, TURNS, Servers, prepared, worker_settings
from tests.journeys.system import System
from tests.programs import program

SENDER = "akkoord@akkoord.invalid"
BOARDS, IN_THE_MIDDLE, ATTEMPTS = 4, 25, 3  # agreements; events when the worker dies


@dataclass
class Acknowledged(Journey):
    """A journey whose people ask again until they are answered, and remember the answers."""

    answers: dict[str, int] = field(default_factory=dict)

    @override
    async def ask(
        self, command: c.AnyCommand, by: str | None = None, command_id: str | None = None
    ) -> Appended:
        name = command_id or self.new_id()
        for attempt in range(ATTEMPTS):
            try:
                answer = await super().ask(command, by, name)
            except EngineAwayError:
                if attempt == ATTEMPTS - 1:
                    raise
            else:
                self.answers[name] = answer.version
                return answer
        raise AssertionError(name)


@pytest.fixture
async def own_servers(
    settings: Settings, database: Database, tmp_path: Path
) -> AsyncIterator[Servers]:
    """Run servers that no other worker knows of."""
    cli = await temporal_cli(settings, print)
    async with (
        temporal_in_memory(cli, tmp_path / "run") as server,
        mail_sink(Keeper(tmp_path / "mail")) as smtp_url,
    ):
        yield Servers(server.address, database.owner_url, smtp_url, tmp_path)


@pytest.fixture
async def own_system(settings: Settings, own_servers: Servers) -> AsyncIterator[System]:
    """Prepare everything but the worker."""
    async with prepared(
        worker_settings(settings, own_servers, "demonstration"), own_servers
    ) as system:
        yield system


@asynccontextmanager
async def worker_process(
    settings: Settings, servers: Servers, *options: str, **variables: str
) -> AsyncIterator[Process]:
    """Run worker.py for the length of the block; what it says is kept in one file."""
    ours = worker_settings(settings, servers, "demonstration")
    environment = {
        "AKKOORD_STATE": str(servers.state),
        "AKKOORD_LOG": "json",
        "AKKOORD_POLICY": "demonstration",
        "AKKOORD_TURNS_QUEUE": TURNS,
        "AKKOORD_LETTERS_QUEUE": LETTERS,
        "TEMPORAL_ADDRESS": servers.temporal,
        "DATABASE_URL": servers.database_url,
        "SMTP_URL": servers.smtp_url,
        "SEAL_PUBLIC_KEYS": ours.seal_public_keys or "",
        **variables,
    }
    with (servers.state / "worker.log").open("ab") as said:
        words = [sys.executable, str(ROOT / "worker.py"), *options]
        async with program(*words, env=environment, stdout=said, stderr=said) as process:
            yield process


async def events_stored(system: System) -> int:
    """How many events there are, of all agreements."""
    return int(await system.pool.fetchval("SELECT count(*) FROM event"))


async def until_in_the_middle(system: System) -> None:
    """Wait until much has happened, and much is still to come."""
    async with asyncio.timeout(20):
        while await events_stored(system) < IN_THE_MIDDLE:  # noqa: ASYNC110 - others store them
            await asyncio.sleep(0.01)


async def test_story_29_a_killed_worker_leaves_nothing_out_and_does_nothing_twice(
    settings: Settings, own_servers: Servers, own_system: System
) -> None:
    started = [await begun(own_system) for _ in range(BOARDS)]
    journeys = [
        Acknowledged(one.system, one.place, one.schools, one.line, calm=calm(DEMONSTRATION))
        for one in started
    ]

    async with worker_process(settings, own_servers) as doomed:
        lives = asyncio.gather(*(journey.lives() for journey in journeys))
        await until_in_the_middle(own_system)
        doomed.kill()
    assert not lives.done()
    async with worker_process(settings, own_servers):
        await lives
        for journey in journeys:
            assert await journey.outcome() == "COMPLETED"
            await journey.delivered()

    for journey in journeys:
        await everything_once(journey)
    assert (await verify(own_system.pool)).broken == ()
    said = (own_servers.state / "worker.log").read_text()
    assert said.count("worker.ready") == 2
    kept = await kept_by_engine(own_system.client)
    assert journeys[0].director in kept
    assert naming(kept + said, own_system.told_of_people()) == []


async def everything_once(journey: Acknowledged) -> None:
    """Every answered command is on record once, at the version that was told; and its letters."""
    records = await journey.records()
    last = {record.provenance.command_id: record.version for record in records}
    assert {name: last.get(name) for name in journey.answers} == journey.answers
    assert (await journey.state()).phase is Phase.CLOSED
    once = ("agreement.activated", "change.approved", "agreement.ended", "agreement.closed")
    types = Counter(await journey.types())
    assert [types[one] for one in once] == [1, 1, 1, 1]
    arrived = Counter(one["Message-ID"] for one in journey.system.mail_kept())
    for letter in await journey.system.letters(str(journey.place)):
        copies = arrived[message_id(f"letter:{letter.id}", SENDER)]
        assert copies == 1 if letter.state == "sent" else copies <= (letter.state == "unknown")
