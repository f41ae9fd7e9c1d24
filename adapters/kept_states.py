"""The state of each stream as it is kept beside the log, and the fold where none is to be had."""

from collections.abc import Sequence

import asyncpg

from adapters.event_rows import record_of
from adapters.postgres import Connection, Row
from adapters.stream_kinds import Kind, State, shape
from adapters.writing import Writing
from domain.records import EventRecord


async def kept_state(connection: Connection, kind: Kind[State], stream_id: str) -> State:
    """Return a stream as it is; one that never was is unborn."""
    row = await connection.fetchrow(
        f"SELECT version, shape, state FROM {kind.table} WHERE stream_id = $1",  # noqa: S608 - our own list
        stream_id,
    )
    if row is None:
        return kind.unborn(stream_id)
    return _state(kind, row) or await folded(connection, kind, stream_id, row["version"])


async def state_before(
    connection: Connection, kind: Kind[State], records: Sequence[EventRecord]
) -> State:
    """Return the state that a command's records move."""
    stream_id, version = records[0].stream_id, records[0].version - 1
    row = await connection.fetchrow(
        f"SELECT shape, state FROM {kind.table} WHERE stream_id = $1 AND version = $2",  # noqa: S608 - our own list
        stream_id,
        version,
    )
    known = _state(kind, row) if row else None
    return known or await folded(connection, kind, stream_id, version)


def put_state(writing: Writing, kind: Kind[State], state: State) -> None:
    """Keep a state in the place of the one before it."""
    writing.put(kind.table, ("stream_id",), [kept_row(kind, state)])


def kept_row(kind: Kind[State], state: State) -> Row:
    """Return a state as it is kept."""
    return kind.row(state) | {
        "stream_id": state.id,
        "version": state.version,
        "last_at": state.last_at,
        "shape": shape(kind),
        "state": kind.states.dump_python(state, mode="json"),
    }


async def folded(
    connection: Connection, kind: Kind[State], stream_id: str, until_version: int
) -> State:
    """Return the fold of a stream's log up to and with a version."""
    state = kind.unborn(stream_id)
    async for row in connection.cursor(
        "SELECT * FROM event WHERE stream_id = $1 AND version <= $2 ORDER BY version",
        stream_id,
        until_version,
    ):
        state = kind.fold(state, record_of(row))
    return state


def _state(kind: Kind[State], row: asyncpg.Record) -> State | None:
    """Return the state that a row keeps; None when its shape is an older one."""
    return kind.states.validate_python(row["state"]) if row["shape"] == shape(kind) else None
