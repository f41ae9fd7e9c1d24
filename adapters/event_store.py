"""The event store: one command's events, what is derived from them and its letters, or nothing."""

from itertools import accumulate
from typing import Protocol

import asyncpg

from adapters.agreement_tables import parties_of
from adapters.event_log import log
from adapters.event_rows import record_of
from adapters.outbox import close_questions, owe
from adapters.postgres import Connection, Pool, borrowed, transaction
from adapters.product_tables import place_of
from adapters.read_models import project
from domain.reading import ReadStream, StreamRecords
from domain.records import Append, Stored
from domain.refusals import RefusedError
from domain.repeats import CommandIdReusedError
from domain.store_refusals import (
    AgreementAlreadyOpenError,
    ProductOfOtherSupplierError,
    VersionConflictError,
)

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

    async def append(self, batch: Append) -> Stored:
        try:
            async with transaction(self._pool) as connection:
                return await _append(connection, batch)
        except asyncpg.UniqueViolationError as error:
            raise _refusal(error, batch) from error

    async def read_stream(self, part: ReadStream) -> StreamRecords:
        async with borrowed(self._pool) as connection:
            return await stream_records(connection, part)


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


async def _append(connection: Connection, batch: Append) -> Stored:
    (stored,) = await log(connection, [batch])
    if not stored.again:
        await project(connection, [batch.records])
        await close_questions(connection, batch)
        await owe(connection, batch)
    return stored


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
