"""What is written of the gate, and read for it: of all agreements of one transaction at once."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter

import asyncpg

from adapters.event_rows import record_of
from adapters.gate_course import Entry, Gate, step_rows, with_ranges, with_sheets
from adapters.gate_sheets import known_spans, sheet_rows
from adapters.permissions import Place, Range, Ranges, range_rows
from adapters.postgres import Connection, Row, fetch_about
from adapters.stream_kinds import Course
from adapters.writing import Writing, differing
from domain.agreement.gate_grounds import GROUND_TYPES, Grounds, grounds
from domain.agreement.state import Agreement

SHEETS, RANGES, FEED = "gate_sheet", "permission", "gate_feed"
_OF_SHEET = ("agreement", "product", "valid_from")
_OF_RANGE = ("school", "product", "service", "valid_from", "agreement")
_OF_STEP = ("supplier", "transaction", "position", "step")


async def move_gates(
    connection: Connection, courses: Sequence[Course[Agreement]], writing: Writing
) -> None:
    """Write what is permitted from each command on, and tell who follows the gate."""
    by_id = {one.before.id: one for one in courses}
    begun = {one: course.done[0].at for one, course in by_id.items() if course.before.version}
    sheets = await known_spans(connection, begun)
    gates = [with_sheets(course, sheets.get(one, {})) for one, course in by_id.items()]
    gone, come = list[Row](), list[Row]()
    for gate in gates:
        ended, new = differing(sheets.get(gate.id, {}), gate.sheets)
        gone += sheet_rows(gate.id, ended)
        come += sheet_rows(gate.id, new)
    writing.become(SHEETS, _OF_SHEET, gone, come)
    await _move_ranges(connection, by_id, [gate for gate in gates if gate.stirs], writing)


async def _move_ranges(
    connection: Connection,
    courses: Mapping[str, Course[Agreement]],
    stirred: Sequence[Gate],
    writing: Writing,
) -> None:
    begun = {gate.id: courses[gate.id] for gate in stirred if courses[gate.id].before.version}
    known, given = await _known(connection, begun), await _given(connection, begun)
    entries = await _entries(connection, stirred)
    gone, come, told = list[Row](), list[Row](), list[Row]()
    for one in stirred:
        before, born = known.get(one.id, {}), entries[one.id][1][1]
        gate = with_ranges(one, courses[one.id], before, given.get(one.id, {}))
        ended, new = differing(before, gate.ranges)
        gone += range_rows(one.id, ended, born)
        come += range_rows(one.id, new, born)
        told += step_rows(gate, entries[one.id])
    writing.become(RANGES, _OF_RANGE, gone, come)
    writing.put(FEED, _OF_STEP, told)


async def _known(
    connection: Connection, begun: Mapping[str, Course[Agreement]]
) -> dict[str, Ranges]:
    """Return the ranges that last when each course begins."""
    rows = await fetch_about(
        connection,
        """
        SELECT agreement, school, product, service, leaflet, valid_from, valid_until, deciding
        FROM unnest($1::text[], $2::timestamptz[]) AS asked (id, at)
        JOIN permission ON agreement = id AND (valid_until IS NULL OR valid_until > at)
        ORDER BY agreement
        """,
        [(one, course.done[0].at) for one, course in begun.items()],
    )
    return {
        agreement: {_place(row): Range(row[6], tuple(row[7])) for row in found}
        for agreement, found in groupby(rows, key=itemgetter("agreement"))
    }


def _place(row: asyncpg.Record) -> Place:
    return (row[1], row[2], row[3], row[4]), row[5]


async def _given(
    connection: Connection, begun: Mapping[str, Course[Agreement]]
) -> dict[str, Grounds]:
    """Return what the events before each course gave."""
    rows = await fetch_about(
        connection,
        """
        SELECT event.* FROM unnest($1::text[], $2::integer[]) AS asked (id, until)
        JOIN event ON stream_id = id AND event.version <= until AND type = ANY($3)
        ORDER BY stream_id, event.version
        """,
        [(one, course.before.version) for one, course in begun.items()],
        GROUND_TYPES,
    )
    return {
        stream_id: grounds(map(record_of, found))
        for stream_id, found in groupby(rows, key=itemgetter("stream_id"))
    }


async def _entries(connection: Connection, stirred: Sequence[Gate]) -> dict[str, dict[int, Entry]]:
    """Return where the first event of each stands, and the last of each command that stirs it."""
    asked = [(gate.id, version) for gate in stirred for version in dict.fromkeys((1, *gate.stirs))]
    rows = await fetch_about(
        connection,
        """
        SELECT stream_id, event.version, transaction, position
        FROM unnest($1::text[], $2::integer[]) AS asked (id, at)
        JOIN event ON stream_id = id AND event.version = at
        """,
        asked,
    )
    entries: dict[str, dict[int, Entry]] = {gate.id: {} for gate in stirred}
    for stream_id, version, transaction, position in rows:
        entries[stream_id][version] = (transaction, position)
    return entries
