"""The servers that tests share: started when the first test asks, one of each per process."""

import itertools
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import hypothesis
import pytest

from adapters.local import postgres, temporal
from adapters.local.errors import NoTimeSkippingError
from adapters.local.temporal_cli import temporal_cli
from adapters.local.time_skipping import time_skipping_server
from adapters.migrations import migrate
from adapters.postgres import SCHEMA, Pool, connect, engine_url, open_pool
from settings import Settings, read_settings
from tests.needed import do_without

# A machine may be busy, and an example that is slow there once is no fault of what is tried.
hypothesis.settings.register_profile("unhurried", hypothesis.settings(), deadline=None)
hypothesis.settings.load_profile("unhurried")


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
    """Make the database that others are copies of, with our tables in it; return its name."""
    url = await postgres.ensure_database(postgres_server, "template_akkoord")
    await migrate(url, engine_url(url))
    return "template_akkoord"


@pytest.fixture(scope="session")
async def shared_database(postgres_server: postgres.Server, template: str) -> Database:
    """Make the database that the tests of this process have one after the other."""
    return await copied(postgres_server, template, "shared")


@pytest.fixture
async def database(shared_database: Database) -> Database:
    """Return a database with our tables and nothing in them; its tables stay as they are."""
    await washed(shared_database)
    return shared_database


@pytest.fixture
async def own_database(
    postgres_server: postgres.Server, template: str, database_names: Iterator[str]
) -> AsyncIterator[Database]:
    """Make a database of this test's own, with our tables in it, which it may alter."""
    name = next(database_names)
    yield await copied(postgres_server, template, name)
    await on_server(postgres_server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
async def pool(database: Database) -> AsyncIterator[Pool]:
    """Connect to this test's database as the engine does."""
    async with open_pool(database.engine_url) as connections:
        yield connections


async def copied(server: postgres.Server, template: str, name: str) -> Database:
    """Copy the template; file by file, which is much faster than block by block."""
    await on_server(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
    return Database(server.url(name), engine_url(server.url(name)))


async def washed(database: Database) -> None:
    """Send everybody away, and empty every table; those that only grow by superuser's force."""
    async with connect(database.owner_url) as connection:
        await connection.execute(
            "SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        await connection.execute("SET session_replication_role = replica")
        triggers = await connection.fetch(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal"
        )
        tables = await connection.fetch(
            "SELECT tablename FROM pg_tables WHERE schemaname = $1 AND tablename <> 'migration'",
            SCHEMA,
        )
        await connection.execute(
            ";".join(
                (
                    "BEGIN",
                    *(f"ALTER TABLE {table} DISABLE TRIGGER {name}" for table, name in triggers),
                    *(f"DELETE FROM {table}" for (table,) in tables),  # noqa: S608 - of the catalogue
                    *(
                        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}"
                        for table, name in triggers
                    ),
                    "COMMIT",
                )
            )
        )


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
