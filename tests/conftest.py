"""The servers that tests share: started when the first test asks, one of each per process."""

import itertools
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest

from adapters.local import postgres, temporal
from adapters.local.errors import NoTimeSkippingError
from adapters.local.temporal_cli import temporal_cli
from adapters.local.time_skipping import time_skipping_server
from adapters.migrations import migrate
from adapters.postgres import Pool, engine_url, open_pool
from settings import Settings, read_settings
from tests.needed import do_without


@dataclass(frozen=True, slots=True)
class Database:
    """A migrated database: the address of its owner, and the engine's."""

    owner_url: str
    engine_url: str


FAST = {**postgres.SETTINGS, "fsync": "off", "synchronous_commit": "off"}


@pytest.fixture(scope="session")
def settings() -> Settings:
    """Return the settings of this run."""
    return read_settings()


@pytest.fixture(scope="session")
def servers_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the shared servers of this process keep their files."""
    return tmp_path_factory.mktemp("servers")


@pytest.fixture(scope="session")
async def postgres_server(servers_directory: Path) -> AsyncIterator[postgres.Server]:
    """Run a Postgres of this process, which forgets everything."""
    directory = servers_directory / "postgres"
    async with postgres.postgres(directory, servers_directory / "run", FAST) as server:
        yield server


@pytest.fixture(scope="session")
def database_names() -> Iterator[str]:
    """Return names that no other test has."""
    return (f"test_{number}" for number in itertools.count())


@pytest.fixture
async def database_url(
    postgres_server: postgres.Server, database_names: Iterator[str]
) -> AsyncIterator[str]:
    """Make an empty database of this test's own, and yield its owner's address."""
    name = next(database_names)
    yield await postgres.ensure_database(postgres_server, name)
    await on_server(postgres_server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
async def template(postgres_server: postgres.Server) -> str:
    """Make the database that `database` copies, with our tables in it, and return its name."""
    url = await postgres.ensure_database(postgres_server, "template_akkoord")
    await migrate(url, engine_url(url))
    return "template_akkoord"


@pytest.fixture
async def database(
    postgres_server: postgres.Server, template: str, database_names: Iterator[str]
) -> AsyncIterator[Database]:
    """Make a database of this test's own, with our tables in it."""
    name = next(database_names)
    await on_server(postgres_server, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    url = postgres_server.url(name)
    yield Database(url, engine_url(url))
    await on_server(postgres_server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
async def pool(database: Database) -> AsyncIterator[Pool]:
    """Connect to this test's database as the engine does."""
    async with open_pool(database.engine_url) as connections:
        yield connections


async def on_server(server: postgres.Server, statement: str) -> None:
    """Have the owner of the server do something that is about no database."""
    connection = await asyncpg.connect(server.url("postgres"))
    await connection.execute(statement)
    await connection.close()


@pytest.fixture(scope="session")
async def temporal_server(
    settings: Settings, servers_directory: Path
) -> AsyncIterator[temporal.Server]:
    """Run a Temporal server of this process, in memory and without pages."""
    cli = await temporal_cli(settings, print)
    async with temporal.temporal_in_memory(cli, servers_directory / "run") as server:
        yield server


@pytest.fixture(scope="session")
async def time_skipping_path(settings: Settings) -> Path:
    """Return the program that `WorkflowEnvironment.start_time_skipping` is given."""
    try:
        return await time_skipping_server(settings, print)
    except NoTimeSkippingError:
        do_without("Java with Maven, or a download")
