"""The log of a database that was restored: commands put back where they stood in their chains."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import asyncpg

from adapters.event_log import Head, MalformedAppendError, chained
from adapters.event_store import append_all
from adapters.postgres import Connection, Pool, borrowed, transaction
from domain.records import Append, Stored
from domain.refusals import RefusedError

IN_DOUBT = "log_restored"
"""The detail of a letter of which only the lost part of the database knew whether it went."""


class NotRestorableError(Exception):
    """The log has gone on otherwise since it was restored: nothing is stored."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What the log names and the database lacks: it is lost, unless somebody enters it again."""

    leaflets: tuple[str, ...]
    mandates: tuple[str, ...]


async def last_recorded(pool: Pool) -> datetime | None:
    """Return the hour up to which the log was kept; None of an empty one."""
    async with borrowed(pool) as connection:
        found: datetime | None = await connection.fetchval("SELECT max(recorded_at) FROM event")
    return found


async def heads_of(pool: Pool, streams: Iterable[str]) -> dict[str, Head]:
    """Return the last event of each stream that has one."""
    async with borrowed(pool) as connection:
        rows = await connection.fetch(
            "SELECT DISTINCT ON (stream_id) stream_id, version, hash, occurred_at FROM event"
            " WHERE stream_id = ANY($1) ORDER BY stream_id, version DESC",
            list(streams),
        )
    return {row["stream_id"]: Head(row["version"], row["hash"], row["occurred_at"]) for row in rows}


def head_behind(head: Head, batch: Append, stored: Stored) -> Head | None:
    """Return the head that a command made, where its hash proves that it stood behind this one."""
    if batch.expected_version != head.version or stored.recorded_at is None:
        return None
    last = chained(batch.records, head, stored.recorded_at)[-1]
    if last["hash"] != stored.hash:
        return None
    return Head(last["version"], last["hash"], last["occurred_at"])


async def restore(pool: Pool, batch: Append, stored: Stored) -> None:
    """Put a command back, hash by hash as it was; again, it changes nothing.

    Whether its letters went nobody knows: each becomes a case. Raises `NotRestorableError` or
    `DatabaseUnavailableError`.
    """
    try:
        await _restore(pool, batch, stored)
    except (RefusedError, MalformedAppendError, asyncpg.UniqueViolationError) as error:
        raise NotRestorableError(batch.stream_id) from error


async def _restore(pool: Pool, batch: Append, stored: Stored) -> None:
    async with transaction(pool) as connection:
        (found,) = await append_all(connection, [batch], stored.recorded_at)
        if found.hash != stored.hash:
            raise NotRestorableError(batch.stream_id)
        if not found.again:
            await _doubt(connection, events=[one.event_id for one in batch.records])


async def doubt_letters(pool: Pool, until: datetime) -> int:
    """Make a case of each letter owed until then that waits: it may have gone. Returns how many."""
    async with transaction(pool) as connection:
        return await _doubt(connection, until)


async def count_doubtful(pool: Pool, until: datetime) -> int:
    """Return how many letters that would be."""
    async with borrowed(pool) as connection:
        found: int = await connection.fetchval(
            "SELECT count(*) FROM letter WHERE state IN ('pending', 'sending') AND owed_at <= $1",
            until,
        )
    return found


async def lacking_beside(pool: Pool) -> Beside:
    """Return the leaflets and mandates that the log names and the database does not have."""
    async with borrowed(pool) as connection:
        leaflets = await connection.fetch(
            """
            SELECT named.hash FROM (
                SELECT leaflet AS hash FROM product_line
                UNION SELECT offered FROM agreement_product
                UNION SELECT leaflet FROM change_standing
            ) AS named
            WHERE NOT EXISTS (SELECT FROM leaflet WHERE leaflet.hash = named.hash) ORDER BY 1
            """
        )
        mandates = await connection.fetch(
            "SELECT DISTINCT mandate_id FROM event WHERE mandate_id IS NOT NULL"
            " AND NOT EXISTS (SELECT FROM mandate WHERE id = mandate_id) ORDER BY 1"
        )
    return Beside(tuple(row[0] for row in leaflets), tuple(row[0] for row in mandates))


async def _doubt(
    connection: Connection, until: datetime | None = None, events: list[str] | None = None
) -> int:
    status = await connection.execute(
        """
        UPDATE letter SET state = 'unknown', lease_until = NULL, not_before = NULL,
            data_sent = true, detail = $1
        WHERE state IN ('pending', 'sending')
            AND ($2::timestamptz IS NULL OR owed_at <= $2)
            AND ($3::text[] IS NULL OR event_id = ANY($3))
        """,
        IN_DOUBT,
        until,
        events,
    )
    return int(status.rpartition(" ")[2])
