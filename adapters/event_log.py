"""The log itself: events of commands, each chained to the last of its stream."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import asyncpg

from adapters.event_rows import row_of
from adapters.postgres import Connection, insert_as_made
from adapters.read_models import REBUILDING
from adapters.written_form import Fields, Row
from domain.records import Append, EventRecord, Stored
from domain.repeats import CommandIdReusedError
from domain.store_refusals import StreamExistsError, VersionConflictError


class MalformedAppendError(ValueError):
    """The records are not the events of one command behind the expected version: a fault."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last event of a stream."""

    version: int = 0
    hash: str | None = None
    occurred_at: datetime | None = None


UNBORN = Head()


async def log(
    connection: Connection, batches: Sequence[Append], recorded_at: datetime | None = None
) -> list[Stored]:
    """Write the events of commands, in a transaction; those of one stream are in their order.

    For each command it returns where its last event stands: the first answer, where it had one,
    and then nothing is written of it. `recorded_at` is given for what was recorded before.
    Raises `CommandIdReusedError`, `VersionConflictError`, `StreamExistsError` or
    `MalformedAppendError`.
    """
    for batch in batches:
        refuse_malformed(batch)
    await _await_turns(connection, {batch.stream_id for batch in batches})
    chain = _Chaining(batches, await _places(connection, batches), recorded_at)
    await insert_as_made(connection, "event", chain.rows())
    return chain.answers


@dataclass(frozen=True, slots=True)
class _Chaining:
    """Commands that are being chained, each to the one before it in its stream."""

    batches: Sequence[Append]
    places: Sequence[asyncpg.Record]
    recorded_at: datetime | None
    answers: list[Stored] = field(default_factory=list)

    def rows(self) -> Iterator[Row]:
        """Yield the rows of what is new; behind the last there is an answer for each command."""
        heads: dict[str, Head] = {}
        for batch, place in zip(self.batches, self.places, strict=True):
            answer = _first_answer(place, batch)
            if answer is None:
                head = heads.get(batch.stream_id) or _head(place)
                _refuse_conflict(head, batch)
                rows = chained(batch.records, head, self.recorded_at or place["now"])
                heads[batch.stream_id] = _head(rows[-1])
                answer = _stored(rows[-1])
                yield from rows
            self.answers.append(answer)


def refuse_malformed(batch: Append) -> None:
    """Raise `MalformedAppendError` unless this is one command's events, placed in a row."""
    first = batch.expected_version + 1
    placed = [(record.stream_id, record.version, record.index) for record in batch.records]
    wanted = [(batch.stream_id, first + index, index) for index in range(len(placed))]
    if not placed or placed != wanted:
        raise MalformedAppendError(f"{batch.stream_id} behind {batch.expected_version}")
    if len({record.provenance for record in batch.records}) > 1:
        raise MalformedAppendError("the events are of several commands")


async def _await_turns(connection: Connection, streams: Iterable[str]) -> None:
    """Writers of one stream go one by one, and nobody writes while read models are rebuilt."""
    await connection.execute(
        """
        SELECT pg_advisory_xact_lock_shared($1),
            (SELECT count(pg_advisory_xact_lock(hashtextextended(id, 0)))
                FROM unnest($2::text[]) AS id)
        """,
        REBUILDING,
        sorted(streams),  # in one order for all, so that no two wait for each other
    )


async def _places(connection: Connection, batches: Sequence[Append]) -> list[asyncpg.Record]:
    """Return for each its stream's last event, the command's where it has one, and the hour."""
    return await connection.fetch(
        """
        SELECT clock_timestamp() AS now, head.version, head.hash, head.occurred_at,
            answer.stream_id, answer.version AS answered, answer.command_digest,
            answer.hash AS answered_hash, answer.recorded_at AS answered_at
        FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS asked (stream, command, number)
        LEFT JOIN LATERAL (
            SELECT version, hash, occurred_at FROM event
            WHERE stream_id = asked.stream ORDER BY version DESC LIMIT 1
        ) AS head ON true
        LEFT JOIN LATERAL (
            SELECT stream_id, version, command_digest, hash, recorded_at FROM event
            WHERE command_id = asked.command ORDER BY command_index DESC LIMIT 1
        ) AS answer ON true
        ORDER BY asked.number
        """,
        [batch.stream_id for batch in batches],
        [batch.records[0].provenance.command_id for batch in batches],
    )


def _head(row: Fields) -> Head:
    """Return the head that a row is; of a stream that never was all is absent."""
    if row["version"] is None:
        return UNBORN
    return Head(row["version"], row["hash"], row["occurred_at"])


def _stored(row: Fields) -> Stored:
    return Stored(version=row["version"], hash=row["hash"], recorded_at=row["recorded_at"])


def _first_answer(place: asyncpg.Record, batch: Append) -> Stored | None:
    if place["answered"] is None:
        return None
    command = batch.records[0].provenance
    known = (place["stream_id"], place["command_digest"])
    if known != (batch.stream_id, command.command_digest):
        raise CommandIdReusedError(command.command_id)
    return Stored(
        version=place["answered"],
        hash=place["answered_hash"],
        recorded_at=place["answered_at"],
        again=True,
    )


def _refuse_conflict(head: Head, batch: Append) -> None:
    if head.version != batch.expected_version:
        born_twice = batch.expected_version == 0
        raise (StreamExistsError if born_twice else VersionConflictError)(
            f"{batch.stream_id} is at {head.version}"
        )
    last_at = head.occurred_at
    if last_at is not None and batch.records[0].provenance.occurred_at < last_at:
        raise MalformedAppendError("time runs backwards")


def chained(records: Sequence[EventRecord], head: Head, now: datetime) -> list[dict[str, Any]]:
    rows = []
    previous_hash = head.hash
    for record in records:
        row = row_of(record, now, previous_hash)
        previous_hash = row["hash"]
        rows.append(row)
    return rows
