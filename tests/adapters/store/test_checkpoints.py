"""Checkpoints find what the chains alone cannot: an end cut off, and a chain made anew."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typing_extensions import override

from adapters import checkpointing
from adapters.checkpointing import Checkpointer, checkpoints_written
from adapters.checkpoints import CheckpointFaultError, CheckpointPlace, Kept, read_checkpoints
from adapters.event_store import PostgresEventStore
from adapters.postgres import Pool, open_pool
from adapters.seal import KeyRing, Sealer
from adapters.verify import Verified, verify
from adapters.witnesses import Covered
from settings import read_settings
from tests.adapters.store.tampering import LAST, appended, cut, edited, inserted, recomputed
from tests.conftest import Database
from tests.scenario import STREAM, Story
from tests.stored import appends, elsewhere

KEY = Ed25519PrivateKey.generate()
RING = KeyRing([KEY.public_key()])
OTHER = "agreement:brugge:github:1"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FIRST, MIDDLE = 1, 3
Tampering = Callable[[Database, int], Awaitable[None]]
WAYS: dict[tuple[Tampering, int], int] = {
    **{(cut, one): one for one in (FIRST, MIDDLE, LAST)},
    (recomputed, FIRST): FIRST,
    (recomputed, MIDDLE): MIDDLE - 1,  # of the two events of a command the first: the checkpoint
    (recomputed, LAST): LAST - 1,  # saw both at once
}
"""How the log is changed and where, and the first record that may be broken then."""


@pytest.fixture
def place(tmp_path: Path) -> CheckpointPlace:
    return CheckpointPlace.at(None, tmp_path / "checkpoints")


@pytest.fixture
async def log(own_database: Database, place: CheckpointPlace) -> AsyncIterator[Pool]:
    """Return a log of two streams that had a checkpoint after each command."""
    async with open_pool(own_database.engine_url) as pool:
        writer, store = checkpointer(pool, place), PostgresEventStore(pool)
        for number, batch in enumerate(appends(Story().active())):
            await store.append(batch)
            await store.append(elsewhere(batch, OTHER, "brugge-"))
            assert await writer.write(NOON + number * MINUTE)
        yield pool


def checkpointer(pool: Pool, place: CheckpointPlace) -> Checkpointer:
    return Checkpointer(pool, place, Sealer(KEY), RING, MINUTE)


async def seen(pool: Pool, place: CheckpointPlace, *, every: bool = True) -> Verified:
    return await verify(pool, None, await read_checkpoints(place, RING, every=every))


async def test_a_log_that_nobody_touched_agrees_with_them(
    log: Pool, place: CheckpointPlace
) -> None:
    whole = await seen(log, place)
    assert whole.is_whole
    assert whole.checkpoints == Covered(4, 4, NOON + 3 * MINUTE, in_window=0)


@pytest.mark.parametrize(("tampering", "version"), WAYS)
async def test_an_end_cut_off_and_a_chain_made_anew_are_found(
    log: Pool,
    place: CheckpointPlace,
    own_database: Database,
    tampering: Tampering,
    version: int,
) -> None:
    await tampering(own_database, version)
    (broken,) = (await seen(log, place)).broken
    assert (broken.stream_id, broken.version) == (STREAM, WAYS[tampering, version])
    assert (await verify(log)).broken == ()  # without them nothing is found


@pytest.mark.parametrize(("tampering", "version"), [(inserted, FIRST), (edited, MIDDLE)])
async def test_what_the_chains_find_is_found_as_well(
    log: Pool, place: CheckpointPlace, own_database: Database, tampering: Tampering, version: int
) -> None:
    await tampering(own_database, version)
    broken = {one.stream_id: one.version for one in (await seen(log, place)).broken}
    assert broken[STREAM] == version


async def test_with_one_checkpoint_the_first_record_that_it_may_be_is_named(
    log: Pool, place: CheckpointPlace, own_database: Database
) -> None:
    later = await checkpointer(log, place).write(NOON + timedelta(days=1))
    assert later
    assert later.body.is_full
    await recomputed(own_database, MIDDLE)
    (broken,) = (await seen(log, place, every=False)).broken
    assert (broken.version, broken.fault) == (1, "checkpoint 5 has seen another version 6")
    (broken,) = (await seen(log, place)).broken
    assert broken.version == MIDDLE - 1


async def test_what_happened_since_the_last_one_is_counted(
    own_database: Database, place: CheckpointPlace
) -> None:
    batches = appends(Story().active())
    async with open_pool(own_database.engine_url) as pool:
        await PostgresEventStore(pool).append(batches[0])
        await checkpointer(pool, place).write(NOON)
        for batch in batches[1:]:
            await PostgresEventStore(pool).append(batch)
        assert (await seen(pool, place)).checkpoints == Covered(1, 1, NOON, in_window=5)
        await appended(own_database, LAST)
        assert (await seen(pool, place)).broken[0].version == LAST + 1


@pytest.mark.parametrize("tampering", [cut, recomputed])
async def test_the_next_one_does_not_cover_up_for_the_log(
    log: Pool, place: CheckpointPlace, own_database: Database, tampering: Tampering
) -> None:
    await tampering(own_database, MIDDLE)
    assert await checkpointer(log, place).write(NOON + timedelta(days=1))
    (broken,) = (await seen(log, place, every=False)).broken
    assert broken.stream_id == STREAM


async def test_none_is_written_before_its_time_or_without_need(
    log: Pool, place: CheckpointPlace
) -> None:
    writer = checkpointer(log, place)
    assert await writer.write(NOON + 4.5 * MINUTE) is None
    assert await writer.write(NOON + 10 * MINUTE) is None
    assert await writer.write(NOON + 64 * MINUTE)


async def test_two_that_write_at_once_make_one_chain(log: Pool, place: CheckpointPlace) -> None:
    one, two = checkpointer(log, place), checkpointer(log, place)
    for number in range(1, 4):
        for writer in (one, two):
            await writer.write(NOON + number * timedelta(hours=2))
    history = await read_checkpoints(place, RING, every=True)
    assert [each.body.sequence for each in history.checkpoints] == [1, 2, 3, 4, 5, 6, 7]


async def test_who_comes_second_with_a_number_looks_again(
    log: Pool, place: CheckpointPlace
) -> None:
    one, two = checkpointer(log, place), checkpointer(log, place)
    later = NOON + timedelta(hours=2)
    two.history = await read_checkpoints(place, RING, every=False)
    blind = place_that_sees_nothing_new(two)
    assert await one.write(later)
    assert await two.write(later) is None
    two.place = blind
    assert await two.write(later + timedelta(hours=2))


def place_that_sees_nothing_new(writer: Checkpointer) -> CheckpointPlace:
    """Let a writer look before the other one has written; returns its real place."""
    real = writer.place

    class Blind(CheckpointPlace):
        @override
        async def behind(self, name: str) -> list[Kept]:
            return []

    writer.place = Blind(real._store)
    return real


def files(place: Path) -> Sequence[Path]:
    return sorted(place.rglob("*.json"))


@pytest.mark.parametrize("index", [0, 1, 3])
async def test_one_that_was_altered_is_named(
    log: Pool, place: CheckpointPlace, tmp_path: Path, index: int
) -> None:
    file = files(tmp_path)[index]
    file.write_bytes(file.read_bytes().replace(b":github:", b":gitlab:", 1))
    broken = await seen(log, place)
    assert (
        broken.broken_checkpoint
        == f"2026-03-02/{file.name}: its heads are not those that were signed"
    )
    assert not broken.is_whole
    with pytest.raises(CheckpointFaultError):
        await checkpointer(log, place).write(NOON + timedelta(days=1))


@pytest.mark.parametrize(("index", "named"), [(0, 1), (2, 3)])
async def test_one_that_was_left_out_is_missed(
    log: Pool, place: CheckpointPlace, tmp_path: Path, index: int, named: int
) -> None:
    there = files(tmp_path)
    there[index].unlink()
    assert there[named].name in ((await seen(log, place)).broken_checkpoint or "")


async def test_one_that_another_key_signed_is_not_believed(
    log: Pool, place: CheckpointPlace
) -> None:
    stranger = KeyRing([Ed25519PrivateKey.generate().public_key()])
    history = await read_checkpoints(place, stranger, every=True)
    assert (history.checkpoints, history.fault) == (
        [],
        "2026-03-02/0000000001.json: UnknownKeyError",
    )
    assert (await log.fetchval("SELECT count(*) FROM event")) > 0


async def test_what_is_no_checkpoint_is_named(tmp_path: Path, place: CheckpointPlace) -> None:
    (tmp_path / "checkpoints" / "2026-03-02").mkdir(parents=True)
    (tmp_path / "checkpoints" / "2026-03-02" / "0000000001.json").write_text("{}")
    history = await read_checkpoints(place, RING, every=False)
    assert history.fault == "2026-03-02/0000000001.json: it is no checkpoint"


OF_ITS_OWN: dict[str, Any] = {
    **{f"checkpoint_{name}": None for name in ("url", "key", "public_keys")},
    "checkpoint_every": 1,
}


async def test_a_worker_writes_them_round_by_round_and_a_last_one_when_it_ends(
    own_database: Database, tmp_path: Path
) -> None:
    settings = replace(read_settings(), state_directory=tmp_path, **OF_ITS_OWN)
    batches, ticks = appends(Story().active()), count()
    async with open_pool(own_database.engine_url) as pool:
        store = PostgresEventStore(pool)
        async with checkpoints_written(
            settings, pool, lambda: NOON + next(ticks) * MINUTE
        ) as writer:
            while writer.settled_at is None:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.01)
            await store.append(batches[0])
    history = await read_checkpoints(writer.place, writer.ring, every=True)
    assert [len(one.heads) for one in history.checkpoints] == [0, 1]
    assert history.checkpoints[-1].body.made_at == writer.settled_at


async def test_a_place_that_hangs_does_not_hold_up_a_worker_that_ends(
    own_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hangs(*_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(checkpointing, "LAST", 0.1)
    monkeypatch.setattr(CheckpointPlace, "days", hangs)
    settings = replace(read_settings(), state_directory=tmp_path, **OF_ITS_OWN)
    async with asyncio.timeout(10), open_pool(own_database.engine_url) as pool:
        async with checkpoints_written(settings, pool, lambda: NOON) as writer:
            await asyncio.sleep(0)
        assert writer.settled_at is None


async def test_a_place_that_is_away_ends_nothing_and_is_tried_again(
    log: Pool, tmp_path: Path
) -> None:
    writer = checkpointer(log, CheckpointPlace.at(None, tmp_path / "away"))
    (tmp_path / "away").rmdir()
    (tmp_path / "away").write_text("a file in its place")
    await checkpointing._round(writer, NOON)
    assert writer.settled_at is None
    (tmp_path / "away").unlink()
    await checkpointing._round(writer, NOON)
    assert writer.settled_at == NOON
