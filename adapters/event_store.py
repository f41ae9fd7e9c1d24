"""The event store: one command's events, what is derived from them and its letters, or nothing."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from itertools import accumulate
from operator import attrgetter
from typing import Protocol

import asyncpg

from adapters.agreement_tables import parties_of
from adapters.event_log import log
from adapters.event_rows import record_of
from adapters.outbox import close_questions, owe
from adapters.postgres import Connection, DatabaseUnavailableError, Pool, borrowed, transaction
from adapters.product_tables import place_of
from adapters.read_models import project
from adapters.together import Together
from domain.reading import ReadStream, StreamRecords
from domain.records import Append, Stored
from domain.refusals import RefusedError
from domain.repeats import CommandIdReusedError
from domain.store_refusals import (
    AgreementAlreadyOpenError,
    ProductOfOtherSupplierError,
    VersionConflictError,
)

Appending = Callable[[Connection, Sequence[Append]], Awaitable[Sequence[Stored]]]
"""Writes commands of different streams, within a transaction."""

_TOGETHER = 32  # commands in one transaction
_PAGE = 1_000_000  # bytes of events: a payload of Temporal's holds two million


class EventStore(Protocol):
    """Remembers every stream, for good."""

    async def append(self, batch: Append) -> Stored:
        """Store one command's events; the same command again gets its first answer.

        Raises `CommandIdReusedError`, `VersionConflictError`, `StreamExistsError`,
        `AgreementAlreadyOpenError` or `ProductOfOtherSupplierError`; for a fault
        `MalformedAppendError`, `NotStorableError` or `UnknownStreamError`; or
        `DatabaseUnavailableError`. Nothing is stored then.
        """

    async def read_stream(self, part: ReadStream) -> StreamRecords:
        """Return the records in order. Raises `DatabaseUnavailableError`."""


class PostgresEventStore:
    """The log in Postgres."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._appending = in_transactions(pool, append_all)

    async def append(self, batch: Append) -> Stored:
        try:
            return await self._appending.done(batch)
        except asyncpg.UniqueViolationError as error:
            raise _refusal(error, batch) from error

    async def read_stream(self, part: ReadStream) -> StreamRecords:
        async with borrowed(self._pool) as connection:
            return await stream_records(connection, part)


def in_transactions(pool: Pool, append: Appending) -> Together[Append, Stored]:
    """Have commands that wait for one another appended in one transaction."""

    async def appended(batches: Sequence[Append]) -> Sequence[Stored]:
        async with transaction(pool) as connection:
            return await append(connection, batches)

    return Together(
        appended,
        alike=attrgetter("stream_id"),
        at_once=_TOGETHER,
        in_vain=DatabaseUnavailableError,
    )


async def stream_records(connection: Connection, part: ReadStream) -> StreamRecords:
    """Read a part of a stream in today's shapes; a page holds a record at least."""
    rows = await connection.fetch(
        """
        SELECT *, CASE WHEN $4::integer IS NULL THEN 0 ELSE octet_length(data::text) END AS size
        FROM event
        WHERE stream_id = $1 AND version > $2
            AND ($3::timestamptz IS NULL OR occurred_at <= $3)
        ORDER BY version LIMIT $4::integer + 1
        """,
        part.stream_id,
        part.after,
        part.until,
        part.limit,
    )
    sizes = accumulate(row["size"] for row in rows)
    fitting = sum(size <= _PAGE for size in sizes)
    page = rows[: min(max(fitting, 1), part.limit or len(rows))]
    return StreamRecords(records=tuple(map(record_of, page)), more=len(page) < len(rows))


async def append_all(
    connection: Connection, batches: Sequence[Append], recorded_at: datetime | None = None
) -> list[Stored]:
    """Do all that an append does, in a transaction; the commands are of different streams.

    `recorded_at` is given for what was recorded before.
    """
    answers = await log(connection, batches, recorded_at)
    new = [batch for batch, stored in zip(batches, answers, strict=True) if not stored.again]
    await project(connection, [batch.records for batch in new])
    await close_questions(connection, new)
    await owe(connection, new)
    return answers


def _refusal(error: asyncpg.UniqueViolationError, batch: Append) -> RefusedError:
    """Name what another writer was faster at, by the rule that the database kept."""
    match getattr(error, "constraint_name", None):
        case "agreement_one_open":
            return AgreementAlreadyOpenError(" and ".join(parties_of(batch.stream_id)))
        case "product_one_supplier":
            return ProductOfOtherSupplierError(place_of(batch.stream_id)[1])
        case "event_command_once":
            return CommandIdReusedError(batch.records[0].provenance.command_id)
        case _:
            return VersionConflictError(batch.stream_id)
