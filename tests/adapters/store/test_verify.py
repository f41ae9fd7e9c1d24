"""Whoever changes the log past the engine is found out, by stream and version (story 32)."""

import asyncpg
import pytest

from adapters.event_store import PostgresEventStore
from adapters.postgres import Pool, connect
from adapters.verify import Broken, Verified, verify
from tests.adapters.store.lines import Line, store_line
from tests.adapters.store.messages import Door, store_messages
from tests.conftest import Database
from tests.scenario import STREAM, V2, Story
from tests.stored import appends, elsewhere, store_story

OTHER = "agreement:brugge:github:1"


@pytest.fixture(autouse=True)
async def told(pool: Pool) -> None:
    store = PostgresEventStore(pool)
    await store_story(store, Story().active())
    for batch in appends(Story().active()):
        await store.append(elsewhere(batch, OTHER, "brugge-"))


async def as_superuser(database: Database, statement: str) -> None:
    """Do what no trigger and no rule of the database stops."""
    async with connect(database.owner_url) as connection:
        await connection.execute("SET session_replication_role = replica")
        await connection.execute("ALTER TABLE event DISABLE TRIGGER event_only_grows")
        await connection.execute(statement)


async def test_a_log_that_nobody_touched_is_whole(pool: Pool) -> None:
    assert await verify(pool) == Verified(events=12, streams=2, broken=())


async def test_an_empty_log_is_whole(pool: Pool, database: Database) -> None:
    await as_superuser(database, "DELETE FROM event; DELETE FROM agreement")
    assert await verify(pool) == Verified(events=0, streams=0, broken=())


@pytest.mark.parametrize(
    "change",
    [
        "data = jsonb_set(data, '{choices,0,answer}', '\"no\"')",
        "actor = 'person:other'",
        "occurred_at = occurred_at + interval '1 microsecond'",
        "recorded_at = recorded_at - interval '1 day'",
        "mandate_id = 'm-other'",
        "command_digest = repeat('0', 64)",
        "occurred_at = 'infinity'",
        "recorded_at = '-infinity'",
        "data = '[1e400, -1e-400]'",
        "data = (repeat('[', 3000) || repeat(']', 3000))::jsonb",
    ],
)
async def test_a_changed_field_is_found(pool: Pool, database: Database, change: str) -> None:
    await as_superuser(
        database,
        f"UPDATE event SET {change} WHERE version = 2 AND stream_id = '{STREAM}'",  # noqa: S608 - the test's own
    )
    (broken,) = (await verify(pool)).broken
    assert broken == Broken(STREAM, 2, "its content is not what was hashed")


async def test_a_record_that_was_taken_out_is_found(pool: Pool, database: Database) -> None:
    await as_superuser(database, f"DELETE FROM event WHERE event_id = '{STREAM}#3'")  # noqa: S608 - the test's own
    assert (await verify(pool)).broken == (Broken(STREAM, 3, "a record is missing"),)


async def test_the_end_of_a_stream_that_was_cut_off_is_found(
    pool: Pool, database: Database
) -> None:
    await as_superuser(database, f"DELETE FROM event WHERE event_id = '{STREAM}#6'")  # noqa: S608 - the test's own
    assert (await verify(pool)).broken == (Broken(STREAM, 6, "the end of the stream is missing"),)


@pytest.mark.parametrize("stream_id", ["product:github:code", "intake:github"])
async def test_the_end_of_a_product_or_an_intake_is_missed_too(
    pool: Pool, database: Database, stream_id: str
) -> None:
    store = PostgresEventStore(pool)
    await store_line(store, Line().registered().announced(V2, "c2"))
    await store_messages(store, Door().accepted("m-1").announced("m-1"))
    await as_superuser(database, f"DELETE FROM event WHERE event_id = '{stream_id}#2'")  # noqa: S608 - the test's own
    assert (await verify(pool)).broken == (
        Broken(stream_id, 2, "the end of the stream is missing"),
    )


async def test_a_stream_that_was_wiped_out_is_found(pool: Pool, database: Database) -> None:
    await as_superuser(database, f"DELETE FROM event WHERE stream_id = '{STREAM}'")  # noqa: S608 - the test's own
    assert (await verify(pool)).broken == (Broken(STREAM, 1, "the end of the stream is missing"),)


async def test_records_that_were_exchanged_are_found(pool: Pool, database: Database) -> None:
    for before, after in ((4, 40), (5, 4), (40, 5)):
        change = f"UPDATE event SET version = {after} WHERE version = {before}"  # noqa: S608 - the test's own
        await as_superuser(database, f"{change} AND stream_id = '{STREAM}'")
    (broken,) = (await verify(pool)).broken
    assert (broken.stream_id, broken.version) == (STREAM, 4)


async def test_each_stream_is_named_once_by_its_first_broken_record(
    pool: Pool, database: Database
) -> None:
    await as_superuser(database, "UPDATE event SET via = 'other' WHERE version > 2")
    broken = (await verify(pool)).broken
    assert [(one.stream_id, one.version) for one in broken] == [(OTHER, 3), (STREAM, 3)]


async def test_a_hash_made_anew_does_not_help_for_the_next_one_follows_the_old(
    pool: Pool, database: Database
) -> None:
    await as_superuser(
        database,
        f"UPDATE event SET hash = repeat('a', 64) WHERE event_id = '{STREAM}#2'",  # noqa: S608 - the test's own
    )
    (broken,) = (await verify(pool)).broken
    assert (broken.stream_id, broken.version) == (STREAM, 2)


async def test_the_engine_itself_cannot_do_any_of_it(pool: Pool) -> None:
    for statement in (
        "UPDATE event SET via = 'other'",
        "ALTER TABLE event DISABLE TRIGGER event_only_grows",
        "SET session_replication_role = replica",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await pool.execute(statement)
