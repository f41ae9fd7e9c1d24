"""Postgres and Temporal: ended by surprise, away for long, full, or there and good for nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from adapters.postgres import ENGINE_ROLE
from tests.faults.cells import Cell
from tests.faults.clients import clients
from tests.faults.site import Site
from tests.faults.waiting import under_way

PEOPLE, BEFORE = 6, 9  # commands that are acknowledged when it begins
LONG, SHORT = 30.0, 3.0  # seconds
BACKENDS, EVERY = 20, 0.2

SEND_AWAY = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
READ_ONLY = "ALTER DATABASE faults SET default_transaction_read_only = {}"
LIMIT = f"ALTER ROLE {ENGINE_ROLE} CONNECTION LIMIT {{}}"
Trouble = Callable[[Site], AbstractAsyncContextManager[None]]


async def _through(site: Site, trouble: Trouble, people: int = PEOPLE) -> None:
    """People go on while it lasts; nobody starts a worker again."""
    acting = await clients(site.office, people)
    async with site.worker():
        lives = asyncio.gather(*(one.lives() for one in acting))
        await under_way(site, BEFORE)
        async with trouble(site):
            site.ledger.struck()
        site.ledger.is_over()
        await lives


def postgres_away(seconds: float) -> Trouble:
    """Postgres is stopped as by a crash, and comes back after a while."""

    @asynccontextmanager
    async def trouble(site: Site) -> AsyncIterator[None]:
        await site.database.stop()
        yield
        await asyncio.sleep(seconds)
        await site.database.start()

    return trouble


def temporal_away(seconds: float) -> Trouble:
    """Temporal is killed, and comes back after a while."""

    @asynccontextmanager
    async def trouble(site: Site) -> AsyncIterator[None]:
        await site.engine.stop()
        yield
        await asyncio.sleep(seconds)
        await site.engine.start()

    return trouble


@asynccontextmanager
async def backends_killed(site: Site) -> AsyncIterator[None]:
    """Every connection of the engine is cut, again and again, whatever it is doing."""
    for _ in range(BACKENDS - 1):
        await site.database.does(SEND_AWAY)
        site.ledger.struck()
        await asyncio.sleep(EVERY)
    await site.database.does(SEND_AWAY)
    yield


def _set(on: str, off: str) -> Trouble:
    """A setting that makes the database useless for a while; connections are made anew."""

    @asynccontextmanager
    async def trouble(site: Site) -> AsyncIterator[None]:
        await site.database.does(on)
        await site.database.does(SEND_AWAY)
        yield
        await asyncio.sleep(SHORT)
        await site.database.does(off)
        await site.database.does(SEND_AWAY)

    return trouble


READS_ONLY = _set(READ_ONLY.format("on"), READ_ONLY.format("off"))
NO_CONNECTION = _set(LIMIT.format(0), LIMIT.format(-1))


def _cell(name: str, trouble: Trouble, *, people: int = PEOPLE, quick: bool = False) -> Cell:
    async def run(site: Site) -> None:
        await _through(site, trouble, people)

    return Cell(name, run, in_every_test=quick)


CELLS = (
    _cell("Postgres stopped, immediate", postgres_away(0), people=3, quick=True),
    _cell("Postgres away for 30 s", postgres_away(LONG)),
    _cell("Postgres: backends killed", backends_killed),
    _cell("Postgres only reads", READS_ONLY),
    _cell("Postgres: connection limit", NO_CONNECTION),
    _cell("Temporal killed", temporal_away(0)),
    _cell("Temporal away for 30 s", temporal_away(LONG)),
)
