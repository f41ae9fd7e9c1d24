"""A seeded market is what the engine itself would have left."""

from datetime import UTC, datetime

from adapters.event_store import PostgresEventStore
from adapters.postgres import Pool
from adapters.read_models import KINDS, rebuild
from adapters.verify import verify
from bench.lives import product_stream
from bench.market import Market
from bench.seeding import seed
from domain.records import Append
from tests.conftest import Database

MARKET = Market("bench-seeded", 20)


async def _tables(pool: Pool) -> dict[str, list[str]]:
    """Every row of every read model, as text, sorted."""
    found = {}
    for table in (table for kind in KINDS.values() for table in kind.tables):
        rows = await pool.fetch(f"SELECT row({table}.*)::text AS row FROM {table} ORDER BY 1")  # noqa: S608 - our own list
        found[table] = [row["row"] for row in rows]
    return found


async def test_its_chains_hold_and_its_read_models_are_those_of_a_rebuild(
    database: Database, pool: Pool
) -> None:
    seeded = await seed(pool, database.owner_url, MARKET, datetime.now(UTC))

    seen = await verify(pool)
    assert (seen.streams, seen.broken) == (21, ())
    assert len(seeded.agreements) == 20
    before = await _tables(pool)
    assert len(before["agreement"]) == 20
    assert before["permission"]
    assert before["gate_feed"]
    await rebuild(pool)
    assert await _tables(pool) == before


async def test_a_second_market_has_the_same_boards_and_more(database: Database, pool: Pool) -> None:
    now = datetime.now(UTC)
    await seed(pool, database.owner_url, Market("bench-one", 2), now)
    await seed(pool, database.owner_url, Market("bench-two", 3), now)

    assert await pool.fetchval("SELECT count(*) FROM party WHERE id LIKE 'board:%'") == 3
    assert await pool.fetchval("SELECT count(*) FROM agreement") == 5
    assert (await verify(pool)).broken == ()


async def test_what_comes_after_it_is_appended_behind_it(database: Database, pool: Pool) -> None:
    now = datetime.now(UTC)
    await seed(pool, database.owner_url, Market("bench-one", 2), now)
    last = await pool.fetchval("SELECT max(position) FROM event")
    later = product_stream(Market("bench-two", 0), now)

    (records,) = later.commands
    await PostgresEventStore(pool).append(
        Append(stream_id=later.state.id, expected_version=0, records=records)
    )

    assert await pool.fetchval("SELECT max(position) FROM event") == last + 1
    assert (await verify(pool)).broken == ()
