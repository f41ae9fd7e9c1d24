"""Read models: what the log says now, written with the log and rebuilt from it the same."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import attrgetter

import asyncpg
from pydantic import TypeAdapter

from adapters.event_rows import record_of
from adapters.permissions import project_permissions
from adapters.postgres import Connection, Pool, Row, insert, transaction
from domain.agreement.deadlines import deadlines, next_deadline
from domain.agreement.evolve import fold
from domain.agreement.state import Agreement, ChangeStanding, unborn
from domain.canonical import content_hash
from domain.records import EventRecord

REBUILDING = 4_702_111_902  # held shared by who appends, and alone by who rebuilds
STATE = TypeAdapter(Agreement)


@dataclass(frozen=True, slots=True)
class Derived:
    """A table that is a function of an agreement's state, whole."""

    table: str
    rows: Callable[[Agreement], list[Row]]


async def project(connection: Connection, records: Sequence[EventRecord]) -> None:
    """Bring the read models behind one command's records, which are stored already."""
    before = await _before(connection, records[0])
    state = before
    for record in records:
        state = fold(state, record)
    await _put_agreement(connection, state)
    await project_permissions(connection, state)
    for derived in DERIVED:
        await _put(connection, derived, before, state)


async def rebuild(pool: Pool) -> int:
    """Make every read model anew from the log, in one transaction; returns the commands read.

    Appending waits meanwhile; outbox, people, mandates and texts are not touched.
    """
    async with transaction(pool) as connection:
        await connection.execute("SELECT pg_advisory_xact_lock($1)", REBUILDING, timeout=60)
        for table in ("permission", "agreement", *(derived.table for derived in DERIVED)):
            await connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own list
        count = 0
        for stream_id in await _streams(connection):
            for records in await _commands(connection, stream_id):
                await project(connection, records)
                count += 1
    return count


def state_of(row: asyncpg.Record) -> Agreement | None:
    """Return the state that a row of `agreement` keeps; None when its shape is an older one."""
    return STATE.validate_python(row["state"]) if row["shape"] == shape() else None


@cache
def shape() -> str:
    """Return a hash that changes with the fields of the state."""
    return content_hash(STATE.json_schema())


async def folded(connection: Connection, stream_id: str, until_version: int) -> Agreement:
    """Return the fold of a stream's log up to and with a version."""
    rows = await connection.fetch(
        "SELECT * FROM event WHERE stream_id = $1 AND version <= $2 ORDER BY version",
        stream_id,
        until_version,
    )
    state = unborn(stream_id, *parties_of(stream_id))
    for row in rows:
        state = fold(state, record_of(row))
    return state


def parties_of(stream_id: str) -> tuple[str, str]:
    """Return board and supplier, which the id of an agreement's stream names."""
    _, board, supplier, _ = stream_id.split(":")
    return board, supplier


async def _before(connection: Connection, first: EventRecord) -> Agreement:
    row = await connection.fetchrow(
        "SELECT shape, state FROM agreement WHERE stream_id = $1 AND version = $2",
        first.stream_id,
        first.version - 1,
    )
    known = state_of(row) if row else None
    return known or await folded(connection, first.stream_id, first.version - 1)


async def _put_agreement(connection: Connection, state: Agreement) -> None:
    row = _agreement(state)
    fields = ", ".join(f"{field} = excluded.{field}" for field in row if field != "stream_id")
    await insert(connection, "agreement", [row], f"ON CONFLICT (stream_id) DO UPDATE SET {fields}")


async def _put(
    connection: Connection, derived: Derived, before: Agreement, after: Agreement
) -> None:
    rows = derived.rows(after)
    if rows != derived.rows(before):
        statement = f"DELETE FROM {derived.table} WHERE agreement = $1"  # noqa: S608 - our own list
        await connection.execute(statement, after.id)
        await insert(connection, derived.table, rows)


def _agreement(state: Agreement) -> Row:
    return {
        "stream_id": state.id,
        "board": state.board,
        "supplier": state.supplier,
        "version": state.version,
        "phase": state.phase.value,
        "last_at": state.last_at,
        "next_deadline": next_deadline(state),
        "products": [product.id for product in state.products],
        "schools": list(state.schools),
        "shape": shape(),
        "state": STATE.dump_python(state, mode="json"),
    }


def _choices(state: Agreement) -> list[Row]:
    return [{"agreement": state.id} | choice.model_dump(mode="json") for choice in state.choices]


def _changes(state: Agreement) -> list[Row]:
    return [
        {
            "agreement": state.id,
            "change": change.id,
            "product": change.product,
            "leaflet": change.leaflet.hash,
            "follows": change.follows,
            "answer_by": change.answer_by,
        }
        for change in state.changes
        if change.standing is ChangeStanding.ASKED
    ]


def _deadlines(state: Agreement) -> list[Row]:
    return [
        {"agreement": state.id, "at": one.at, "kind": one.kind, "subject": one.subject}
        for one in dict.fromkeys(deadlines(state))
    ]


DERIVED = (
    Derived("choice", _choices),
    Derived("change_awaiting", _changes),
    Derived("deadline", _deadlines),
)


async def _streams(connection: Connection) -> list[str]:
    """Return all streams in the order of their birth: the later follows the end of the earlier."""
    rows = await connection.fetch("SELECT stream_id FROM event WHERE version = 1 ORDER BY position")
    return [row["stream_id"] for row in rows]


async def _commands(connection: Connection, stream_id: str) -> Iterator[list[EventRecord]]:
    rows = await connection.fetch(
        "SELECT * FROM event WHERE stream_id = $1 ORDER BY version", stream_id
    )
    by_command = groupby(map(record_of, rows), key=attrgetter("provenance.command_id"))
    return (list(records) for _, records in by_command)
