"""The state of each stream as it is kept beside the log, and the fold where none is to be had."""

from collections.abc import Mapping

import asyncpg

from adapters.event_rows import record_of
from adapters.postgres import Connection, Row, fetch_about
from adapters.stream_kinds import Kind, State, shape


async def kept_state(connection: Connection, kind: Kind[State], stream_id: str) -> State:
    """Return a stream as it is; one that never was is unborn."""
    row = await connection.fetchrow(
        f"SELECT version, shape, state FROM {kind.table} WHERE stream_id = $1",  # noqa: S608 - our own list
        stream_id,
    )
    if row is None:
        return kind.unborn(stream_id)
    return _state(kind, row) or await folded(connection, kind, stream_id, row["version"])


async def states_before(
    connection: Connection, kind: Kind[State], versions: Mapping[str, int]
) -> dict[str, State]:
    """Return streams as they were at a version; the one that is kept need not be folded."""
    rows = await fetch_about(
        connection,
        f"SELECT stream_id, shape, state FROM {kind.table} JOIN unnest($1::text[], $2::integer[])"  # noqa: S608 - our own list
        " AS asked (id, at) ON stream_id = id AND version = at",
        [(one, version) for one, version in versions.items() if version],
    )
    known = {row["stream_id"]: _state(kind, row) for row in rows}
    return {
        one: known.get(one) or await folded(connection, kind, one, version)
        for one, version in versions.items()
    }


def kept_row(kind: Kind[State], state: State) -> Row:
    """Return a state as it is kept."""
    return kind.row(state) | {
        "stream_id": state.id,
        "version": state.version,
        "last_at": state.last_at,
        "shape": shape(kind),
        "state": kind.states.dump_json(state).decode(),
    }


async def folded(
    connection: Connection, kind: Kind[State], stream_id: str, until_version: int
) -> State:
    """Return the fold of a stream's log up to and with a version."""
    state = kind.unborn(stream_id)
    if not until_version:
        return state
    async for row in connection.cursor(
        "SELECT * FROM event WHERE stream_id = $1 AND version <= $2 ORDER BY version",
        stream_id,
        until_version,
    ):
        state = kind.fold(state, record_of(row))
    return state


def _state(kind: Kind[State], row: asyncpg.Record) -> State | None:
    """Return the state that a row keeps; None when its shape is an older one."""
    return kind.states.validate_json(row["state"]) if row["shape"] == shape(kind) else None
