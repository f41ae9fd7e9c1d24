"""Read models: what the log says now, written with the log and rebuilt from it the same."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import groupby
from operator import attrgetter
from typing import Any

from adapters.agreement_tables import AGREEMENT
from adapters.event_rows import record_of
from adapters.intake_tables import INTAKE
from adapters.kept_states import kept_row, states_before
from adapters.postgres import Connection, Pool, transaction
from adapters.product_tables import PRODUCT
from adapters.stream_kinds import Course, Done, Kind, State
from adapters.writing import Writing
from domain.records import EventRecord

Commands = Sequence[Sequence[EventRecord]]
"""The records of each; those of one stream are in their order."""

REBUILDING = 4_702_111_902  # held shared by who appends, and alone by who rebuilds
TOGETHER = 500  # events, and a little more, are read and written at once

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


async def project(connection: Connection, commands: Commands) -> None:
    """Bring the read models behind commands that are stored already.

    Raises `UnknownStreamError`.
    """
    writing = Writing()
    for kind, some in _by_kind(commands).items():
        courses = await _courses(connection, kind, some)
        writing.put(kind.table, ("stream_id",), [kept_row(kind, one.after) for one in courses])
        for derived in kind.derived:
            writing.become(
                derived.table,
                derived.key,
                (row for one in courses for row in derived.rows(one.before)),
                (row for one in courses for row in derived.rows(one.after)),
            )
        for moved in kind.moved:
            await moved.move(connection, courses, writing)
    await writing.send(connection)


def _by_kind(commands: Commands) -> Mapping[Kind[Any], Mapping[str, Commands]]:
    """Part commands by their kind, and by their stream."""
    found: dict[Kind[Any], dict[str, list[Sequence[EventRecord]]]] = {}
    for records in commands:
        stream_id = records[0].stream_id
        found.setdefault(kind_of(stream_id), {}).setdefault(stream_id, []).append(records)
    return found


async def _courses(
    connection: Connection, kind: Kind[State], streams: Mapping[str, Commands]
) -> list[Course[State]]:
    versions = {one: commands[0][0].version - 1 for one, commands in streams.items()}
    before = await states_before(connection, kind, versions)
    return [course_of(kind, before[one], commands) for one, commands in streams.items()]


def course_of(kind: Kind[State], before: State, commands: Commands) -> Course[State]:
    """Fold commands of one stream behind a state; one at least."""
    done: list[Done[State]] = []
    state = before
    for records in commands:
        state = reduce(kind.fold, records, state)
        done.append(Done(state, records))
    return Course(before, done)


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
        await read_on(connection, together, {})
    return int(await connection.fetchval("SELECT count(*) FROM event WHERE command_index = 0"))


async def heads_by_birth(connection: Connection) -> dict[str, int]:
    """Return the last version of all streams; the later born follows the end of the earlier."""
    rows = await connection.fetch(
        "SELECT stream_id, max(version) AS version FROM event GROUP BY stream_id"
        " ORDER BY min(position)"
    )
    return {row["stream_id"]: row["version"] for row in rows}


def parted(streams: Mapping[str, int], known: Mapping[str, int]) -> Iterator[dict[str, int]]:
    """Part streams, in their order, into what is read together; each with its last version."""
    part: dict[str, int] = {}
    events = 0
    for stream_id, version in streams.items():
        part[stream_id] = version
        events += version - known.get(stream_id, 0)
        if events >= TOGETHER:
            yield part
            part, events = {}, 0
    yield part


async def read_on(
    connection: Connection, streams: Mapping[str, int], known: Mapping[str, int]
) -> None:
    """Bring the read models of streams from the versions known to these."""
    rows = await connection.fetch(
        """
        SELECT event.* FROM unnest($1::text[], $2::integer[], $3::integer[])
            WITH ORDINALITY AS asked (id, behind, until, number)
        JOIN event ON stream_id = id AND version > behind AND version <= until
        ORDER BY number, version
        """,
        list(streams),
        [known.get(one, 0) for one in streams],
        list(streams.values()),
    )
    by_command = groupby(map(record_of, rows), key=attrgetter("provenance.command_id"))
    await project(connection, [list(records) for _, records in by_command])
