"""The event store: one command's events, what is derived from them and its letters, or nothing."""

from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate
from typing import Any, Protocol

import asyncpg

from adapters.agreement_tables import parties_of
from adapters.event_rows import record_of, row_of
from adapters.outbox import close_questions, owe
from adapters.postgres import Connection, Pool, borrowed, insert, transaction
from adapters.product_tables import place_of
from adapters.read_models import REBUILDING, project
from domain.reading import ReadStream, StreamRecords
from domain.records import Append, Appended, EventRecord
from domain.refusals import RefusedError
from domain.repeats import CommandIdReusedError
from domain.store_refusals import (
    AgreementAlreadyOpenError,
    ProductOfOtherSupplierError,
    StreamExistsError,
    VersionConflictError,
)

_PAGE = 1_000_000  # bytes of events: a payload of Temporal's holds two million


class MalformedAppendError(ValueError):
    """The records are not the events of one command behind the expected version: a fault."""


class EventStore(Protocol):
    """Remembers every stream, for good."""

    async def append(self, batch: Append) -> Appended:
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

    async def append(self, batch: Append) -> Appended:
        refuse_malformed(batch)
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


def refuse_malformed(batch: Append) -> None:
    """Raise `MalformedAppendError` unless this is one command's events, placed in a row."""
    first = batch.expected_version + 1
    placed = [(record.stream_id, record.version, record.index) for record in batch.records]
    wanted = [(batch.stream_id, first + index, index) for index in range(len(placed))]
    if not placed or placed != wanted:
        raise MalformedAppendError(f"{batch.stream_id} behind {batch.expected_version}")
    if len({record.provenance for record in batch.records}) > 1:
        raise MalformedAppendError("the events are of several commands")


async def _append(connection: Connection, batch: Append) -> Appended:
    await _await_turn(connection, batch.stream_id)
    place = await _place(connection, batch)
    if answer := _first_answer(place, batch):
        return answer
    _refuse_conflict(place["version"], place["occurred_at"], batch)
    await insert(connection, "event", _chained(batch.records, place))
    await project(connection, batch.records)
    await close_questions(connection, batch)
    await owe(connection, batch)
    return Appended(version=batch.records[-1].version)


async def _await_turn(connection: Connection, stream_id: str) -> None:
    """Writers of one stream go one by one, and nobody writes while read models are rebuilt."""
    await connection.execute(
        "SELECT pg_advisory_xact_lock_shared($1), pg_advisory_xact_lock(hashtextextended($2, 0))",
        REBUILDING,
        stream_id,
    )


async def _place(connection: Connection, batch: Append) -> asyncpg.Record:
    """Return the stream's last event, the command's where it has one, and the hour."""
    place = await connection.fetchrow(
        """
        SELECT clock_timestamp() AS now, head.version, head.hash, head.occurred_at,
            answer.stream_id, answer.version AS answered, answer.command_digest
        FROM (SELECT) AS always
        LEFT JOIN LATERAL (
            SELECT version, hash, occurred_at FROM event
            WHERE stream_id = $1 ORDER BY version DESC LIMIT 1
        ) AS head ON true
        LEFT JOIN LATERAL (
            SELECT stream_id, version, command_digest FROM event
            WHERE command_id = $2 ORDER BY command_index DESC LIMIT 1
        ) AS answer ON true
        """,
        batch.stream_id,
        batch.records[0].provenance.command_id,
    )
    assert place is not None  # noqa: S101 - there is always one row
    return place


def _first_answer(place: asyncpg.Record, batch: Append) -> Appended | None:
    if place["answered"] is None:
        return None
    command = batch.records[0].provenance
    known = (place["stream_id"], place["command_digest"])
    if known != (batch.stream_id, command.command_digest):
        raise CommandIdReusedError(command.command_id)
    return Appended(version=place["answered"])


def _refuse_conflict(version: int | None, last_at: datetime | None, batch: Append) -> None:
    if (version or 0) != batch.expected_version:
        born_twice = batch.expected_version == 0
        raise (StreamExistsError if born_twice else VersionConflictError)(
            f"{batch.stream_id} is at {version or 0}"
        )
    if last_at is not None and batch.records[0].provenance.occurred_at < last_at:
        raise MalformedAppendError("time runs backwards")


def _chained(records: Sequence[EventRecord], place: asyncpg.Record) -> list[dict[str, Any]]:
    rows = []
    previous_hash = place["hash"]
    for record in records:
        row = row_of(record, place["now"], previous_hash)
        previous_hash = row["hash"]
        rows.append(row)
    return rows


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
