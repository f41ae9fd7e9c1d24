"""Read models are made anew while appending goes on; killed in the middle, nothing is left."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle

import pytest

from adapters.event_store import PostgresEventStore
from adapters.postgres import DatabaseUnavailableError, Pool
from adapters.read_models import TABLES, rebuild
from adapters.second_set import renew
from bench.market import Board, Market, director_of
from bench.seeding import seed
from domain.agreement import commands as c
from domain.agreement.gathering import Gathered
from domain.agreement.state import Agreement
from domain.records import Append
from domain.requests import RequestBody
from settings import ROOT
from tests.conftest import Database
from tests.programs import program
from workflows.agreement.kind import AGREEMENT
from workflows.steps import folded, step_of

LARGE, SMALL = Market("bench-rebuilt", 720), Market("bench-rebuilt", 120)  # of seven events
EVENTS = 5_000


@dataclass
class Writer:
    """Boards that go on adding schools, one after the other, until they are told to stop."""

    pool: Pool
    market: Market
    agreements: tuple[Agreement, ...]
    written: int = 0
    is_to_stop: bool = False

    async def write(self) -> None:
        """Add a school at each board, again and again; what was begun is written when it stops."""
        states = dict(zip(self.market.boards(), self.agreements, strict=True))
        for board in cycle(states):
            if self.is_to_stop:
                return
            batch = school_added(board, states[board], datetime.now(UTC))
            await self._appended(batch)
            states[board] = folded(AGREEMENT, states[board], batch.records)
            self.written += 1

    async def _appended(self, batch: Append) -> None:
        """Append, again where the store does not answer in time, as an activity does."""
        while True:
            try:
                await PostgresEventStore(self.pool).append(batch)
            except DatabaseUnavailableError:
                continue
            return


def school_added(board: Board, state: Agreement, now: datetime) -> Append:
    """What a board's word brings that one more school joins."""
    school = f"{board.id}-school-new-{state.version}"
    director, command = director_of(board, now), c.AddSchool(school=school)
    gathered = Gathered(policy="production", schools=(*board.schools, school))
    body = RequestBody(
        workflow_id=state.id,
        command_id=f"{state.id}.{school}",
        actor=director,
        via="test",
        issued_at=now,
        command=command,
    )
    events = AGREEMENT.decide(state, command, director, gathered, now)
    return step_of(AGREEMENT, state, body, events, now).batch


@asynccontextmanager
async def writing(
    pool: Pool, market: Market, agreements: tuple[Agreement, ...]
) -> AsyncIterator[Writer]:
    """Append all the time, for the length of the block."""
    writer = Writer(pool, market, agreements)
    task = asyncio.create_task(writer.write())
    try:
        yield writer
    finally:
        assert not task.done(), task.exception()
        writer.is_to_stop = True
        await task


async def everything(pool: Pool) -> dict[str, list[str]]:
    """Every row of every read model, as text, sorted."""
    return {
        table: [
            row[0]
            for row in await pool.fetch(
                f"SELECT row({table}.*)::text FROM {table} ORDER BY 1"  # noqa: S608 - our own list
            )
        ]
        for table in TABLES
    }


async def spoiled(pool: Pool) -> None:
    """Somebody has been at the read models."""
    await pool.execute("UPDATE agreement SET phase = 'closed' WHERE stream_id LIKE '%0:%'")
    await pool.execute("DELETE FROM permission WHERE school LIKE '%-1'")
    await pool.execute("DELETE FROM gate_sheet WHERE agreement LIKE '%7:%'")
    await pool.execute("INSERT INTO deadline VALUES ('agreement:a:b:1', now(), 'answer', '')")


def nobody_looks(done: int, of: int) -> None:
    """Nobody is told how far it is."""


async def left_behind(pool: Pool) -> int:
    """How many tables of a second set there are."""
    return int(await pool.fetchval("SELECT count(*) FROM pg_class WHERE relpersistence = 't'") or 0)


async def stored(database: Database, pool: Pool, market: Market) -> tuple[Agreement, ...]:
    """Store a market, and spoil what is derived from it."""
    seeded = await seed(pool, database.owner_url, market, datetime.now(UTC))
    await spoiled(pool)
    return seeded.agreements


@pytest.mark.timeout(400)  # five thousand events are made and read three times
async def test_killed_in_the_middle_and_made_anew_while_appending_goes_on_it_is_the_fold(
    database: Database, pool: Pool
) -> None:
    agreements = await stored(database, pool, LARGE)
    before = await everything(pool)
    async with command(database) as doomed:
        while not await left_behind(pool):  # noqa: ASYNC110 - the other process makes them
            await asyncio.sleep(0.01)
        doomed.kill()
    assert await gone(pool)
    assert await everything(pool) == before

    async with writing(pool, LARGE, agreements) as writer:
        done = await renew(database.engine_url, nobody_looks)
    seen = await everything(pool)
    await rebuild(pool)

    assert done.events > EVENTS
    assert writer.written > 10
    assert done.changed["deadline"] == 1
    assert await everything(pool) == seen


async def test_the_command_puts_right_what_is_otherwise_and_then_finds_nothing(
    database: Database, pool: Pool
) -> None:
    await stored(database, pool, SMALL)

    async with command(database) as process:
        said, _ = await process.communicate()
    again = await renew(database.engine_url, nobody_looks)

    assert process.returncode == 0
    assert b"deadline: 1 rows put right" in said
    assert set(again.changed.values()) == {0}


async def test_ctrl_c_ends_the_command_and_leaves_all_as_it_was(
    database: Database, pool: Pool
) -> None:
    await stored(database, pool, SMALL)
    before = await everything(pool)

    async with command(database) as process:
        while not await left_behind(pool):  # noqa: ASYNC110 - the other process makes them
            await asyncio.sleep(0.01)
        process.send_signal(signal.SIGINT)
        said, wrong = await process.communicate()

    assert (process.returncode, said) == (1, b"Stopped: everything is as it was.\n"), wrong
    assert await everything(pool) == before


async def test_a_dry_run_says_what_is_otherwise_and_changes_nothing(
    database: Database, pool: Pool
) -> None:
    await stored(database, pool, SMALL)
    before = await everything(pool)

    done = await renew(database.engine_url, nobody_looks, dry=True)

    assert done.changed["deadline"] == 1
    assert await everything(pool) == before


async def test_stopped_in_the_middle_it_leaves_all_as_it_was(
    database: Database, pool: Pool
) -> None:
    await stored(database, pool, SMALL)
    before = await everything(pool)

    def stop(done: int, of: int) -> None:
        assert done < of
        raise EOFError

    with pytest.raises(EOFError):
        await renew(database.engine_url, stop)

    assert await everything(pool) == before
    assert await gone(pool)


async def gone(pool: Pool) -> bool:
    """Whether the second set is gone, as soon as the server has noticed."""
    for _ in range(200):
        if not await left_behind(pool):
            return True
        await asyncio.sleep(0.05)
    return False


@asynccontextmanager
async def command(database: Database) -> AsyncIterator[Process]:
    """Run `akkoord rebuild read-models`, for the length of the block."""
    environment = {
        **os.environ,
        "DATABASE_URL": database.owner_url,
        "ENGINE_DATABASE_URL": database.engine_url,
        "TEMPORAL_ADDRESS": "127.0.0.1:1",
    }
    words = [sys.executable, "-m", "cli", "rebuild", "read-models"]
    async with program(*words, cwd=ROOT, env=environment, stdout=PIPE, stderr=PIPE) as process:
        yield process
