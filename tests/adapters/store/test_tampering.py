"""Each way to change the log is found at its first, a middle and its last record (story 32)."""

from collections.abc import AsyncIterator, Awaitable, Callable

import asyncpg
import pytest

from adapters import chain_walk
from adapters import verify as verifying
from adapters.chain_walk import Place
from adapters.event_store import PostgresEventStore
from adapters.postgres import Pool, open_pool
from adapters.verify import Broken, verify
from tests.adapters.store.tampering import LAST, appended, deleted, edited, inserted, moved, swapped
from tests.conftest import Database
from tests.scenario import STREAM, Story
from tests.stored import appends, elsewhere, store_story

OTHER = "agreement:brugge:github:1"
FIRST, MIDDLE = 1, 3
Tampering = Callable[[Database, int], Awaitable[None]]

PLACES = (FIRST, MIDDLE, LAST)
WAYS: dict[tuple[Tampering, int], int] = {
    **{(edited, one): one for one in PLACES},
    **{(deleted, one): one for one in PLACES},
    **{(inserted, one): one + 1 for one in PLACES},  # well made itself; the next one follows not it
    (appended, LAST): LAST + 1,
    **{(way, one): min(one, LAST - 1) for way in (swapped, moved) for one in PLACES},  # of the two
}
"""How the log is changed and where, and the first record that is broken then."""


@pytest.fixture
async def log(own_database: Database) -> AsyncIterator[Pool]:
    """Return a database of this test's own, with two streams in it."""
    async with open_pool(own_database.engine_url) as pool:
        store = PostgresEventStore(pool)
        await store_story(store, Story().active())
        for batch in appends(Story().active()):
            await store.append(elsewhere(batch, OTHER, "brugge-"))
        yield pool


@pytest.mark.parametrize(("tampering", "version"), WAYS)
async def test_it_is_found_and_the_first_broken_record_is_named(
    log: Pool, own_database: Database, tampering: Tampering, version: int
) -> None:
    await tampering(own_database, version)
    (broken,) = (await verify(log)).broken
    assert (broken.stream_id, broken.version) == (STREAM, WAYS[tampering, version])


@pytest.mark.parametrize(("tampering", "version"), WAYS)
async def test_whoever_does_not_look_finds_nothing(
    log: Pool,
    own_database: Database,
    monkeypatch: pytest.MonkeyPatch,
    tampering: Tampering,
    version: int,
) -> None:
    """The tests above can fail: it is these two checks that find it."""
    await tampering(own_database, version)
    monkeypatch.setattr(chain_walk, "fault_of", no_fault)
    monkeypatch.setattr(verifying, "_against_read_models", nothing_against)
    assert (await verify(log)).broken == ()


def no_fault(row: asyncpg.Record, before: Place) -> None:
    assert row
    assert before


async def nothing_against(connection: object, heads: object) -> list[Broken]:
    assert connection
    assert heads
    return []
