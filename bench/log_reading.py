"""Reading the whole log: to rebuild what follows from it, and to check it."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.event_rows import record_of
from adapters.local.progress import Say
from adapters.postgres import snapshot
from adapters.read_models import KINDS, rebuild
from adapters.verify import verify
from bench.comparing import OURS, Amounts, Compared, Goal, Row, compared, in_turns
from bench.database import Database, own_database
from bench.market import Market
from bench.seeding import seed

DECODED, HASHED = "decoded", "hashed"
RATE = "events a second"
REBUILD = Row(
    "rebuild of the read models",
    RATE,
    "cursor and decode of the same rows",
    DECODED,
    RATE,
    Goal(0.5),
)
VERIFY = Row("verify", RATE, "fetch and SHA-256 of the same rows", HASHED, RATE, Goal(0.6))


@dataclass(frozen=True, slots=True)
class Reading:
    """A log of so many events, and what is done with all of it."""

    database: Database
    events: int

    async def rebuilt(self, number: int) -> Amounts:
        del number
        return await self._timed(lambda: rebuild(self.database.pool))

    async def verified(self, number: int) -> Amounts:
        del number
        return await self._timed(lambda: verify(self.database.pool))

    async def decoded(self, number: int) -> Amounts:
        del number
        return await self._timed(self._decoded)

    async def hashed(self, number: int) -> Amounts:
        del number
        return await self._timed(self._hashed)

    async def _decoded(self) -> None:
        async with snapshot(self.database.pool) as connection:
            log = "SELECT * FROM event ORDER BY stream_id, version"
            async for row in connection.cursor(log, prefetch=500):
                record_of(row)

    async def _hashed(self) -> None:
        async with snapshot(self.database.pool) as connection:
            log = "SELECT event::text FROM event ORDER BY stream_id, version"
            async for row in connection.cursor(log, prefetch=500):
                hashlib.sha256(row[0].encode()).hexdigest()

    async def _timed(self, work: Callable[[], Awaitable[object]]) -> Amounts:
        begun = asyncio.get_running_loop().time()
        await work()
        return {RATE: self.events / (asyncio.get_running_loop().time() - begun)}


async def log_reading(agreements: int, rounds: int, say: Say) -> tuple[Compared, ...]:
    """Measure on a log of its own; what is rebuilt must be what was there."""
    async with own_database("reading") as database:
        now = datetime.now(UTC)  # noqa: TID251 - the instant of the market
        await seed(database.pool, database.owner_url, Market("reading", agreements), now)
        await database.settle()
        before = await _tables(database)
        reading = Reading(database, await database.pool.fetchval("SELECT count(*) FROM event"))
        say(f"reading a log of {reading.events:,} events")
        rebuilt = await in_turns({OURS: reading.rebuilt, DECODED: reading.decoded}, rounds)
        verified = await in_turns({OURS: reading.verified, HASHED: reading.hashed}, rounds)
        faults = [] if await _tables(database) == before else ["a rebuild gives other rows"]
        faults += [f"{one.stream_id}: {one.fault}" for one in (await verify(database.pool)).broken]
    return compared(REBUILD, rebuilt, faults), compared(VERIFY, verified, faults)


async def _tables(database: Database) -> dict[str, str]:
    """Return a hash over all rows of each read model."""
    return {
        table: await database.pool.fetchval(
            f"SELECT md5(coalesce(string_agg(line, '' ORDER BY line), '')) FROM"  # noqa: S608 - our own list
            f" (SELECT row({table}.*)::text AS line FROM {table}) AS rows"
        )
        for kind in KINDS.values()
        for table in kind.tables
    }
