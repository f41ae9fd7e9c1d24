"""One whole engine for all journeys of a process, and a board that is new for each."""

import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import structlog

import worker
from adapters.local import postgres, temporal
from adapters.local.mail_sink import Keeper, mail_sink
from adapters.logs import configure_logs
from settings import Settings
from tests.conftest import Database, on_server
from tests.journeys import clocks
from tests.journeys.histories import kept_by_engine, naming
from tests.journeys.journey import Journey, begun
from tests.journeys.lost import World, world
from tests.journeys.running import LETTERS, TURNS, Servers, prepared, worker_settings
from tests.journeys.system import System
from workflows.ids import post_office_id


@pytest.fixture(scope="session")
def policy() -> Iterator[str]:
    """Make the clocks of journeys known by their name."""
    with clocks.known() as name:
        yield name


@pytest.fixture(scope="session")
async def servers(
    postgres_server: postgres.Server,
    template: str,
    temporal_server: temporal.Server,
    servers_directory: Path,
) -> AsyncIterator[Servers]:
    """Run what a worker finds in the world."""
    await on_server(postgres_server, f'CREATE DATABASE journeys TEMPLATE "{template}"')
    state = servers_directory / "journeys"
    async with mail_sink(Keeper(state / "mail")) as smtp_url:
        yield Servers(temporal_server.address, postgres_server.url("journeys"), smtp_url, state)


@pytest.fixture(scope="session")
async def journey_settings(settings: Settings, servers: Servers, policy: str) -> Settings:
    """Return the settings of the worker."""
    return worker_settings(settings, servers, policy)


@pytest.fixture(scope="session")
async def idle_system(journey_settings: Settings, servers: Servers) -> AsyncIterator[System]:
    """Prepare everything but a worker."""
    async with prepared(journey_settings, servers) as system:
        yield system


@pytest.fixture(scope="session")
def worker_log(servers_directory: Path) -> Iterator[Path]:
    """Keep what a worker says, in the form it has in production."""
    root, path = logging.getLogger(), servers_directory / "worker.log"
    before = root.handlers, root.level
    configure_logs("json")
    with path.open("w") as stream:
        ours = root.handlers[0]
        assert isinstance(ours, logging.StreamHandler)
        ours.setStream(stream)
        ours.addFilter(lambda line: line.name != "mail.log")  # the mail server is not the worker
        yield path
        root.handlers, root.level = before
    structlog.reset_defaults()


@pytest.fixture(scope="session")
async def system(
    idle_system: System, journey_settings: Settings, worker_log: Path
) -> AsyncIterator[System]:
    """Run the whole engine; when all journeys are over, nothing that stays names anybody."""
    async with worker.working(journey_settings):
        yield idle_system
        kept = await kept_by_engine(idle_system.client, (TURNS, LETTERS))
        await idle_system.client.get_workflow_handle(post_office_id(1)).terminate()
    said = worker_log.read_text()
    assert naming(kept + said, idle_system.told_of_people()) == []


@pytest.fixture
async def journey(system: System) -> Journey:
    """Let a board that nobody has met begin."""
    return await begun(system)


@pytest.fixture
async def other(system: System, journey: Journey) -> Journey:
    """Let another board begin, with the same supplier."""
    return await begun(system, journey.line)


@pytest.fixture
async def here(
    settings: Settings, database: Database, tmp_path: Path, policy: str
) -> AsyncIterator[World]:
    """A world of this test's own."""
    async with world(settings, database, tmp_path, policy) as found:
        yield found
