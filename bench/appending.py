"""Appending whole agreements, and many commands at once, against what only inserts the rows."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.chain_walk import walk
from adapters.event_log import log
from adapters.event_rows import row_of
from adapters.event_store import PostgresEventStore, in_transactions
from adapters.local.progress import Say
from adapters.postgres import Connection, Row, insert, snapshot, transaction
from bench.comparing import OURS, Amounts, Compared, Goal, compared, in_turns
from bench.comparing import Row as Line
from bench.copying import copier, copy
from bench.database import Database, own_database
from bench.library import Library, library
from bench.lives import agreement_streams
from bench.market import Market
from bench.pacing import each
from bench.seeding import prepare
from domain.records import Append, records_of

CALLERS, AT_ONCE, EVENTS = 16, 500, 3
STREAMS = 100  # of those many commands at once
COPY, LOG, INSERTS, LIBRARY = "copy", "log", "inserts", "library"
RATE = "events a second"

BATCHES = Line(
    "append, 500 commands of 3 events at once",
    RATE,
    "COPY of the same rows",
    COPY,
    RATE,
    Goal(0.45),
)
CALLS = (
    Line("append, 16 callers", RATE, "16 connections inserting the rows", INSERTS, RATE, Goal(1)),
    Line("append, 16 callers", RATE, "the library eventsourcing", LIBRARY, RATE, Goal(8)),
    Line("append, 16 callers", RATE, "the log alone, without read models", LOG, RATE),
)


@dataclass(frozen=True, slots=True)
class Appending:
    """The sides, each on streams of its own in every round."""

    database: Database
    library: Library
    agreements: int
    copier: Connection

    async def whole(self, number: int) -> Amounts:
        """Append as the engine does: the log, what is derived from it, and the letters."""
        store = PostgresEventStore(self.database.pool)
        return await self._called(await self._lives(f"whole-{number}"), store.append)

    async def logged(self, number: int) -> Amounts:
        """Append to the log alone."""
        appending = in_transactions(self.database.pool, log)
        return await self._called(await self._lives(f"log-{number}"), appending.done)

    async def inserted(self, number: int) -> Amounts:
        """Insert the rows, ready as they are, a transaction for each command."""
        lives = await self._lives(f"inserts-{number}")
        rows = {one.records[0].event_id: one for life in lives for one in life}
        ready = dict(zip(rows, _rows(tuple(rows.values())), strict=True))

        async def inserted(batch: Append) -> None:
            async with transaction(self.database.pool) as connection:
                await insert(connection, "event", ready[batch.records[0].event_id])

        return await self._called(lives, inserted)

    async def by_library(self, number: int) -> Amounts:
        """Have the library store the same events, ready as they are."""
        lives = [
            one.appends
            for one in agreement_streams(Market(f"lib-{number}", self.agreements), _now())
        ]
        return _rate(lives, await self.library.stored(lives, CALLERS))

    async def at_once(self, number: int) -> Amounts:
        """Append many commands in one transaction, with their chains and versions checked."""
        batches = _many(f"agreement:many:ours-{number}")
        begun = _clock()
        async with transaction(self.database.pool) as connection:
            await log(connection, batches)
        return _rate([batches], _clock() - begun)

    async def copied(self, number: int) -> Amounts:
        """Copy rows that are ready."""
        batches = _many(f"agreement:many:copy-{number}")
        rows = [row for some in _rows(batches) for row in some]
        begun = _clock()
        async with self.copier.transaction():
            await copy(self.copier, {"event": rows})
        return _rate([batches], _clock() - begun)

    async def _lives(self, name: str) -> list[tuple[Append, ...]]:
        market = Market(name, self.agreements)
        await prepare(self.database.pool, self.database.owner_url, market, _now())
        return [stream.appends for stream in agreement_streams(market, _now())]

    async def _called(
        self, lives: Sequence[Sequence[Append]], append: Callable[[Append], Awaitable[object]]
    ) -> Amounts:
        """So many callers, each with one agreement after the other, command by command."""

        async def lived(life: Sequence[Append]) -> None:
            for batch in life:
                await append(batch)

        begun = _clock()
        await each(lives, lived, CALLERS)
        return _rate(lives, _clock() - begun)


async def appending(agreements: int, rounds: int, say: Say) -> tuple[Compared, ...]:
    """Measure on a Postgres of its own; in the end every chain must hold."""
    async with (
        own_database("appending", CALLERS) as database,
        copier(database.owner_url) as connection,
        library(database.owner_url, CALLERS) as other,
    ):
        sides = Appending(database, other, agreements, connection)
        say("appending many commands at once")
        many = await in_turns({OURS: sides.at_once, COPY: sides.copied}, rounds)
        say("appending by 16 callers")
        calls = await in_turns(
            {
                OURS: sides.whole,
                LOG: sides.logged,
                INSERTS: sides.inserted,
                LIBRARY: sides.by_library,
            },
            rounds,
        )
        faults = await _faults(database)
    return (compared(BATCHES, many, faults), *(compared(line, calls, faults) for line in CALLS))


async def _faults(database: Database) -> list[str]:
    """Name the chains that are broken; what was only copied or logged has no read model."""
    async with snapshot(database.pool) as connection:
        walked = await walk(connection, {})
    return [f"{one.stream_id}: {one.fault}" for one in walked.broken.values()]


def _many(name: str) -> tuple[Append, ...]:
    """Return commands of three events each: what a board answers to an offer, over and over."""
    offer, choice = next(agreement_streams(Market("many", 1), _now())).appends[:2]
    events = (offer.records[0].event, *(record.event for record in choice.records))
    given = choice.records[0].provenance
    return tuple(
        Append(
            stream_id=(stream := f"{name}:{number % STREAMS}"),
            expected_version=(version := number // STREAMS * EVENTS),
            records=records_of(
                stream, version, given.model_copy(update={"command_id": f"{name}-{number}"}), events
            ),
        )
        for number in range(AT_ONCE)
    )


def _rows(batches: Sequence[Append]) -> list[list[Row]]:
    """Return the rows of each command, chained as they come."""
    heads: dict[str, str] = {}
    rows: list[list[Row]] = []
    for batch in batches:
        rows.append([])
        for record in batch.records:
            rows[-1].append(row_of(record, _now(), heads.get(batch.stream_id)))
            heads[batch.stream_id] = rows[-1][-1]["hash"]
    return rows


def _rate(lives: Sequence[Sequence[Append]], seconds: float) -> Amounts:
    return {RATE: sum(len(one.records) for life in lives for one in life) / seconds}


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the instant of the measurement


def _clock() -> float:
    return asyncio.get_running_loop().time()
