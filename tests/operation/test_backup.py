"""A backup of the log, restored as docs/operations.md has it, is the log as it was."""

import asyncio
import subprocess
from pathlib import Path

import pytest

from adapters.event_store import PostgresEventStore
from adapters.gate_feed import Cursor, steps_behind
from adapters.local import postgres
from adapters.migrations import check_migrated, migrate
from adapters.postgres import Pool, connect, engine_url, open_pool
from adapters.verify import verify
from tests.conftest import Database, on_server
from tests.scenario import Story
from tests.stored import appends, elsewhere, store_story

OPERATIONS = Path(__file__).resolve().parents[2] / "docs" / "operations.md"
DUMP = ("--format", "custom")
RESTORE = ("--exit-on-error",)
TABLES = ("event", "agreement", "permission", "gate_sheet", "gate_feed", "letter", "deadline")


async def run(program: str, *arguments: str) -> None:
    """Run a program of Postgres's own."""
    path = str(postgres.binaries() / program)
    await asyncio.to_thread(subprocess.run, [path, *arguments], check=True, capture_output=True)


async def everything(pool: Pool) -> dict[str, list[str]]:
    """Return every row of what matters."""
    return {
        table: sorted(map(str, await pool.fetch(f"SELECT {table}::text FROM {table}")))  # noqa: S608 - the test's own
        for table in TABLES
    }


@pytest.fixture
async def restored(
    own_database: Database, postgres_server: postgres.Server, tmp_path: Path
) -> Database:
    """Back a log up, and restore it into an empty database."""
    async with open_pool(own_database.engine_url) as pool:
        await store_story(PostgresEventStore(pool), Story().active())
    file = str(tmp_path / "akkoord.dump")
    await run("pg_dump", *DUMP, "--file", file, own_database.owner_url)
    url = await postgres.ensure_database(postgres_server, "restored")
    await run("pg_restore", *RESTORE, "--dbname", url, file)
    async with connect(url) as owner:
        await owner.execute("SELECT akkoord.log_restored()")
    await migrate(url, engine_url(url))
    return Database(url, engine_url(url))


async def test_a_restored_log_is_the_log_as_it_was_and_goes_on(
    own_database: Database, restored: Database, postgres_server: postgres.Server
) -> None:
    async with open_pool(own_database.engine_url) as before, open_pool(restored.engine_url) as now:
        await check_migrated(now)
        assert await everything(now) == await everything(before)
        assert (await verify(now)).is_whole
        followed = await steps_behind(now, "github", Cursor())
        for batch in appends(Story().active()):
            await PostgresEventStore(now).append(elsewhere(batch, "agreement:b:github:1", "b-"))
        assert len(await steps_behind(now, "github", followed[-1].cursor)) > 0
        assert (await verify(now)).is_whole
    await on_server(postgres_server, 'DROP DATABASE "restored" WITH (FORCE)')


def test_the_commands_are_those_that_people_are_told() -> None:
    told = OPERATIONS.read_text(encoding="utf-8")
    assert f"pg_dump -U postgres {' '.join(DUMP)} akkoord" in told
    assert f"pg_restore -U postgres --dbname akkoord {' '.join(RESTORE)}" in told
    assert "SELECT akkoord.log_restored()" in told
