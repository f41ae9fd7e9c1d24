"""Migrations are applied once, in order, by whoever may; an edited one is refused by name."""

import asyncio
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest

from adapters.event_store import PostgresEventStore
from adapters.local import postgres
from adapters.migrations import (
    ChangedMigrationError,
    Migration,
    MissingRightError,
    NewerDatabaseError,
    NotMigratedError,
    check_migrated,
    migrate,
    written,
)
from adapters.postgres import DatabaseUnavailableError, connect, engine_url, open_pool
from adapters.roles import WrongEngineRoleError
from tests.conftest import FAST, Database, on_server
from tests.scenario import Story
from tests.stored import store_story

NAMES = tuple(migration.name for migration in written())
FURTHER = Migration("9999_further.sql", "CREATE TABLE further (id integer)")
OWING = Migration(
    "9997_owing.sql", "DELETE FROM choice; INSERT INTO rebuild_owed VALUES ('9997_owing.sql')"
)
BROKEN = Migration("9998_broken.sql", "CREATE TABLE half (id integer); SELECT 1 / 0")


def test_the_files_are_numbered_from_one_without_a_gap() -> None:
    assert [int(name[:4]) for name in NAMES] == list(range(1, len(NAMES) + 1))


async def test_an_empty_database_gets_everything_and_then_nothing_more(database_url: str) -> None:
    assert await migrate(database_url, engine_url(database_url)) == NAMES
    assert await migrate(database_url, engine_url(database_url)) == ()
    async with open_pool(engine_url(database_url)) as pool:
        await check_migrated(pool)


async def test_two_at_once_apply_each_migration_once(database_url: str) -> None:
    engine = engine_url(database_url)
    answers = await asyncio.gather(*(migrate(database_url, engine) for _ in range(3)))
    assert sorted(answers) == [(), (), NAMES]


async def test_a_new_migration_is_applied_behind_the_others(own_database: Database) -> None:
    further = (*written(), FURTHER)
    assert await migrate(own_database.owner_url, own_database.engine_url, further) == (
        FURTHER.name,
    )


async def test_an_edited_migration_is_refused_by_name(own_database: Database) -> None:
    first, *rest = written()
    edited = (replace(first, sql=first.sql + "\n-- edited"), *rest, FURTHER)
    with pytest.raises(ChangedMigrationError, match=NAMES[0]):
        await migrate(own_database.owner_url, own_database.engine_url, edited)
    assert await migrate(own_database.owner_url, own_database.engine_url) == ()


async def test_a_migration_that_fails_leaves_nothing_and_keeps_the_ones_before(
    own_database: Database,
) -> None:
    with pytest.raises(asyncpg.DivisionByZeroError):
        await migrate(own_database.owner_url, own_database.engine_url, (*written(), BROKEN))
    async with connect(own_database.owner_url) as connection:
        assert await connection.fetchval("SELECT to_regclass('half')") is None
        assert await connection.fetchval("SELECT count(*) FROM migration") == len(NAMES)


async def test_a_migration_that_says_so_has_the_read_models_made_anew(
    own_database: Database,
) -> None:
    async with open_pool(own_database.engine_url) as pool:
        await store_story(PostgresEventStore(pool), Story().active())
        before = await pool.fetch("SELECT * FROM choice ORDER BY school")
        await migrate(own_database.owner_url, own_database.engine_url, (*written(), OWING))
        assert before
        assert await pool.fetch("SELECT * FROM choice ORDER BY school") == before


async def test_a_rebuild_that_is_owed_stays_owed_until_it_is_done(own_database: Database) -> None:
    async with connect(own_database.owner_url) as connection:
        await connection.execute("INSERT INTO rebuild_owed VALUES ('an earlier one')")
    with pytest.raises(asyncpg.DivisionByZeroError):
        await migrate(own_database.owner_url, own_database.engine_url, (*written(), BROKEN))
    async with open_pool(own_database.engine_url) as pool:
        with pytest.raises(NotMigratedError, match="an earlier one"):
            await check_migrated(pool)
        await migrate(own_database.owner_url, own_database.engine_url)
        await check_migrated(pool)


async def test_a_database_of_a_later_version_is_left_alone(own_database: Database) -> None:
    await migrate(own_database.owner_url, own_database.engine_url, (*written(), FURTHER))
    with pytest.raises(NewerDatabaseError, match=FURTHER.name):
        await migrate(own_database.owner_url, own_database.engine_url)


async def test_a_database_that_was_never_migrated_is_told_apart(
    own_database: Database, database_url: str
) -> None:
    async with open_pool(engine_url(database_url)) as pool:
        with pytest.raises(NotMigratedError):
            await check_migrated(pool)
    async with open_pool(own_database.engine_url) as pool:
        await check_migrated(pool)


async def test_the_engine_gets_the_password_of_its_own_address(own_database: Database) -> None:
    own = own_database.engine_url.replace(
        urlsplit(own_database.engine_url).password or "", "p%40ss"
    )
    await migrate(own_database.owner_url, own)
    async with open_pool(own):
        pass
    await migrate(own_database.owner_url, own_database.engine_url)
    with pytest.raises(DatabaseUnavailableError, match="password"):
        async with open_pool(own):
            pass


async def test_the_engine_has_a_role_of_its_own_name(own_database: Database) -> None:
    with pytest.raises(WrongEngineRoleError, match="akkoord"):
        await migrate(own_database.owner_url, own_database.owner_url)


async def test_an_owner_who_is_no_superuser_is_enough(servers_directory: Path) -> None:
    directory = servers_directory / "plain"
    async with postgres.postgres(directory, directory / "run", FAST) as server:
        await on_server(server, "CREATE ROLE plain LOGIN CREATEROLE PASSWORD 'x'")
        await on_server(server, "CREATE DATABASE plain OWNER plain")
        url = f"postgresql://plain:x@127.0.0.1:{server.port}/plain"
        assert await migrate(url, engine_url(url)) == NAMES
        assert await migrate(url, engine_url(url)) == ()
        async with open_pool(engine_url(url)) as pool:
            await check_migrated(pool)


async def test_an_owner_without_the_right_to_make_roles_is_told_so(
    postgres_server: postgres.Server,
    template: str,  # noqa: ARG001 - the roles are there
) -> None:
    await on_server(postgres_server, "CREATE ROLE poor_owner LOGIN PASSWORD 'x'")
    await on_server(postgres_server, "CREATE DATABASE poor OWNER poor_owner")
    poor = postgres_server.url("poor")
    url = poor.replace(f"akkoord:{postgres_server.password}", "poor_owner:x")
    try:
        with pytest.raises(MissingRightError):
            await migrate(url, engine_url(poor))
    finally:
        await on_server(postgres_server, "DROP DATABASE poor WITH (FORCE)")
        await on_server(postgres_server, "DROP ROLE poor_owner")
