"""What writes checkpoints: it looks where every stream ends, signs that, and puts it elsewhere."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from adapters.checkpoint_keys import checkpoint_place, checkpoint_ring, checkpoint_sealer
from adapters.checkpoints import (
    CheckpointFaultError,
    CheckpointPlace,
    CheckpointTakenError,
    History,
    name_of,
    read_checkpoints,
    signed,
)
from adapters.postgres import Pool, snapshot
from adapters.seal import KeyRing, Sealer
from domain.checkpoint import Checkpoint, Found, Head, Heads, contradicted, next_checkpoint
from settings import Settings

log = structlog.get_logger()

LAST = 3.0  # seconds for the one at the end: a place that hangs must not hold up who ends

# From the last stream down: one look at the index for each, however many records it has.
_HEADS = """
WITH RECURSIVE head AS (
    (SELECT stream_id, version, hash FROM event ORDER BY stream_id DESC, version DESC LIMIT 1)
    UNION ALL
    SELECT next.* FROM head CROSS JOIN LATERAL (
        SELECT stream_id, version, hash FROM event WHERE stream_id < head.stream_id
        ORDER BY stream_id DESC, version DESC LIMIT 1
    ) AS next
)
SELECT stream_id, version, hash FROM head
"""
_KNOWN_NOW = """
SELECT event.stream_id, event.hash FROM unnest($1::text[], $2::integer[]) AS known (id, version)
JOIN event ON event.stream_id = known.id AND event.version = known.version
"""


@dataclass(slots=True)
class Checkpointer:
    """Writes the next checkpoint where one is due; `every` is the time between two.

    Several may work side by side: of each number there is one, and who comes second looks again.
    """

    pool: Pool
    place: CheckpointPlace
    sealer: Sealer
    ring: KeyRing
    every: timedelta
    history: History | None = None
    settled_at: datetime | None = None  # when the log was last seen to be signed as it is
    contradicted: int = 0  # the streams that hold no more what was signed of them

    async def write(self, now: datetime) -> Checkpoint | None:
        """Write a checkpoint of the log as it is now; none where none is due.

        Raises `CheckpointFaultError`, `StorageUnavailableError` or `DatabaseUnavailableError`.
        """
        history = await self._caught_up()
        last = history.last
        if last and now < last.body.made_at + self.every:
            return None
        found = await found_now(self.pool, history.heads)
        streams = contradicted(history.heads, found)
        self.contradicted = len(streams)
        for stream in streams:
            version = history.heads[stream].version
            log.error("checkpoint.contradicted", stream_id=stream, version=version)
        checkpoint = next_checkpoint(last, history.heads, found, now)
        return checkpoint and await self._put(history, checkpoint)

    async def _caught_up(self) -> History:
        """Return what is known, with the checkpoints that another one has written meanwhile."""
        history = self.history
        if history is None or history.last is None:
            history = await read_checkpoints(self.place, self.ring, every=False)
        else:
            for kept in await self.place.behind(name_of(history.last.body)):
                history.take(kept)
        if history.fault:
            raise CheckpointFaultError(history.fault)
        del history.checkpoints[:-1]
        self.history = history
        return history

    async def _put(self, history: History, checkpoint: Checkpoint) -> Checkpoint | None:
        content = signed(self.sealer, checkpoint).model_dump_json().encode()
        try:
            await self.place.put(name_of(checkpoint.body), content)
        except CheckpointTakenError:
            return None
        history.add(checkpoint)
        body = checkpoint.body
        log.info("checkpoint.written", sequence=body.sequence, full=body.is_full, heads=body.heads)
        return checkpoint


async def found_now(pool: Pool, known: Heads) -> Found:
    """Look at the log as it is at one instant."""
    async with snapshot(pool) as connection:
        position = await connection.fetchval("SELECT coalesce(max(position), 0) FROM event")
        heads = {row["stream_id"]: Head(*row) for row in await connection.fetch(_HEADS)}
        moved = [head for one, head in known.items() if heads.get(one) != head]
        there = await connection.fetch(
            _KNOWN_NOW, [one.stream_id for one in moved], [one.version for one in moved]
        )
    unmoved = {one: head.hash for one, head in known.items() if heads.get(one) == head}
    return Found(position, heads, unmoved | {row["stream_id"]: row["hash"] for row in there})


@asynccontextmanager
async def checkpoints_written(
    settings: Settings, pool: Pool, clock: Callable[[], datetime]
) -> AsyncIterator[Checkpointer]:
    """Write checkpoints for the length of the block, and a last one behind it.

    Raises `KeyUnreadableError`, `StorageAddressError` or `StorageUnavailableError`.
    """
    every = timedelta(seconds=settings.checkpoint_every)
    checkpointer = Checkpointer(
        pool,
        checkpoint_place(settings),
        checkpoint_sealer(settings),
        checkpoint_ring(settings),
        every,
    )
    writing = asyncio.create_task(_round_by_round(checkpointer, clock))
    try:
        yield checkpointer
    finally:
        writing.cancel()
        with suppress(asyncio.CancelledError):
            await writing
        checkpointer.every = timedelta()
        await _last_round(checkpointer, clock())


async def _round_by_round(checkpointer: Checkpointer, clock: Callable[[], datetime]) -> None:
    while True:
        await _round(checkpointer, clock())
        await asyncio.sleep(checkpointer.every.total_seconds())


async def _last_round(checkpointer: Checkpointer, now: datetime) -> None:
    try:
        async with asyncio.timeout(LAST):
            await _round(checkpointer, now)
    except TimeoutError:
        log.error("checkpoint.not_written", fault="TimeoutError")  # noqa: TRY400 - as any other


async def _round(checkpointer: Checkpointer, now: datetime) -> None:
    """Do one; whatever goes wrong, the work of the worker goes on, and the next is tried."""
    try:
        await checkpointer.write(now)
        checkpointer.settled_at = now
    except Exception as fault:  # noqa: BLE001 - what is not signed is seen by its absence too
        checkpointer.history = None
        log.error("checkpoint.not_written", fault=type(fault).__name__)  # noqa: TRY400 - no words of others
