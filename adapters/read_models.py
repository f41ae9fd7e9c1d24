"""Read models: what the log says now, written with the log and rebuilt from it the same."""

from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import groupby
from operator import attrgetter
from typing import Any

from adapters.agreement_tables import AGREEMENT
from adapters.event_rows import record_of
from adapters.intake_tables import INTAKE
from adapters.kept_states import put_state, state_before
from adapters.postgres import Connection, Pool, Row, transaction
from adapters.product_tables import PRODUCT
from adapters.stream_kinds import Derived, Kind, State
from adapters.whole_streams import is_told_whole, parted, write_whole
from adapters.writing import Writing
from domain.records import EventRecord

REBUILDING = 4_702_111_902  # held shared by who appends, and alone by who rebuilds

KINDS: Mapping[str, Kind[Any]] = {"agreement": AGREEMENT, "product": PRODUCT, "intake": INTAKE}
"""By the word that a stream's id begins with."""

TABLES = tuple(table for kind in KINDS.values() for table in kind.tables)
"""Every read model."""


class UnknownStreamError(Exception):
    """The stream's id names no kind of stream: a fault."""


def kind_of(stream_id: str) -> Kind[Any]:
    """Return the kind of a stream. Raises `UnknownStreamError`."""
    kind = KINDS.get(stream_id.partition(":")[0])
    if kind is None:
        raise UnknownStreamError(stream_id)
    return kind


async def project(connection: Connection, records: Sequence[EventRecord]) -> None:
    """Bring the read models behind one command's records, which are stored already.

    Raises `UnknownStreamError`.
    """
    await project_all(connection, [records])


async def project_all(connection: Connection, commands: Sequence[Sequence[EventRecord]]) -> None:
    """Do the same for commands of one stream; what its state alone tells is written once."""
    kind = kind_of(commands[0][0].stream_id)
    before = after = await state_before(connection, kind, commands[0])
    for records in commands:
        after = reduce(kind.fold, records, after)
        for moved in kind.moved:
            await moved.move(connection, after, records)
    writing = Writing()
    put_state(writing, kind, after)
    for derived in kind.derived:
        _put(writing, derived, before, after)
    await writing.send(connection)


async def rebuild(pool: Pool) -> int:
    """Make every read model anew from the log, in one transaction; returns the commands read.

    Appending waits meanwhile; outbox, people, mandates and texts are not touched.
    """
    async with transaction(pool) as connection:
        return await rebuild_within(connection)


async def rebuild_within(connection: Connection) -> int:
    """Do the same within a transaction that is there already."""
    await connection.execute("SELECT pg_advisory_xact_lock($1)", REBUILDING, timeout=60)
    for table in TABLES:
        await connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own list
    for together in parted(await heads_by_birth(connection), {}):
        whole = {one: to for one, to in together.items() if is_told_whole(kind_of(one))}
        await write_whole(connection, kind_of, whole)
        for stream_id in together.keys() - whole.keys():
            await project_all(connection, await commands_of(connection, stream_id))
    return int(await connection.fetchval("SELECT count(*) FROM event WHERE command_index = 0"))


def _put(writing: Writing, derived: Derived[State], before: State, after: State) -> None:
    """Write the rows that are not as they were, and those alone."""
    known, wanted = _by_key(derived, before), _by_key(derived, after)
    gone = [row for key, row in known.items() if key not in wanted]
    come = [row for key, row in wanted.items() if known.get(key) != row]
    writing.remove(derived.table, derived.key, gone)
    writing.put(derived.table, derived.key, come)


def _by_key(derived: Derived[State], state: State) -> dict[tuple[Any, ...], Row]:
    return {tuple(row[field] for field in derived.key): row for row in derived.rows(state)}


async def heads_by_birth(connection: Connection) -> dict[str, int]:
    """Return the last version of all streams; the later born follows the end of the earlier."""
    rows = await connection.fetch(
        "SELECT stream_id, max(version) AS version FROM event GROUP BY stream_id"
        " ORDER BY min(position)"
    )
    return {row["stream_id"]: row["version"] for row in rows}


async def commands_of(
    connection: Connection, stream_id: str, after: int = 0, until: int | None = None
) -> list[list[EventRecord]]:
    """Return the records of each command of a stream, behind a version and up to another."""
    rows = await connection.fetch(
        "SELECT * FROM event WHERE stream_id = $1 AND version > $2"
        " AND ($3::integer IS NULL OR version <= $3) ORDER BY version",
        stream_id,
        after,
        until,
    )
    by_command = groupby(map(record_of, rows), key=attrgetter("provenance.command_id"))
    return [list(records) for _, records in by_command]
