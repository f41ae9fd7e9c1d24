"""Whole streams as rows of every read model, found out in memory: for many of them at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import reduce
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

from adapters.agreement_tables import AGREEMENT
from adapters.event_rows import record_of
from adapters.gate_sheets import Place as SpanPlace
from adapters.gate_sheets import moved_spans, span_row
from adapters.kept_states import kept_row
from adapters.permissions import Place, Range, moved, opened_by, row_of
from adapters.postgres import Connection, Row, insert
from adapters.stream_kinds import Kind
from adapters.written_form import Fields
from domain.agreement.gate_grounds import GROUND_TYPES, grounds
from domain.agreement.gate_steps import Step, steps
from domain.agreement.permits import Span, Window, spans, windows_of
from domain.agreement.state import Agreement
from domain.records import EventRecord

Rows = Iterator[tuple[str, Row]]
"""Each row with its table."""
_STEP = tuple(one.name for one in fields(Step))
TOGETHER = 500  # events, and a little more, are read and written at once


@dataclass(slots=True)
class Gate:
    """What the gate's tables hold of one agreement, command by command from its birth."""

    ranges: dict[Place, Range] = field(default_factory=dict)
    sheets: dict[SpanPlace, Span] = field(default_factory=dict)
    told: list[tuple[int, Step]] = field(default_factory=list)  # with the version of the command
    given: list[EventRecord] = field(default_factory=list)

    def move(self, state: Agreement, records: Sequence[EventRecord]) -> None:
        """Bring them behind a command, as `project_permissions` does; `state` is the one then."""
        at = records[-1].provenance.occurred_at
        self.given += [one for one in records if one.event.type in GROUND_TYPES]
        found = spans(state)
        known = {place: one for place, one in self.sheets.items() if _lasts(one, at)}
        wanted = moved_spans(known, found, at)
        if wanted != known or any(one.since >= at for one in wanted.values()):
            past = {place: one for place, one in self.sheets.items() if place not in known}
            self.sheets = past | wanted
            self._permit(state, windows_of(found), at)

    def _permit(self, state: Agreement, permitted: Sequence[Window], at: datetime) -> None:
        known = {place: one for place, one in self.ranges.items() if _lasts(one, at)}
        wanted = moved(known, permitted, at)
        ahead = {place: one for place, one in wanted.items() if place[1] >= at}
        opened = opened_by(grounds(self.given), state, ahead) if ahead else {}
        past = {place: one for place, one in self.ranges.items() if place not in known}
        self.ranges = past | wanted | opened
        news = steps(map(_window, known, known.values()), permitted, at)
        self.told += [(state.version, step) for step in news]


def is_told_whole(kind: Kind[Any]) -> bool:
    """Whether all that is written of such a stream can be found out here."""
    return kind is AGREEMENT or not kind.moved


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


async def write_whole(
    connection: Connection, kind_of: Callable[[str], Kind[Any]], streams: Mapping[str, int]
) -> None:
    """Write all read models of streams of which nothing is written, each up to a version."""
    found = await connection.fetch(
        "SELECT event.* FROM unnest($1::text[], $2::integer[]) AS asked (id, until)"
        " JOIN event ON stream_id = id AND version <= until ORDER BY stream_id, version",
        list(streams),
        list(streams.values()),
    )
    tables: dict[str, list[Row]] = {}
    for stream_id, log in groupby(found, key=itemgetter("stream_id")):
        for table, row in _rows(kind_of(stream_id), list(log)):
            tables.setdefault(table, []).append(row)
    for table, rows in tables.items():
        await insert(connection, table, rows)


def _rows(kind: Kind[Any], log: Sequence[Fields]) -> Rows:
    state, gate = kind.unborn(log[0]["stream_id"]), Gate()
    for _, some in groupby(map(record_of, log), key=attrgetter("provenance.command_id")):
        records = list(some)
        state = reduce(kind.fold, records, state)
        if kind is AGREEMENT:
            gate.move(state, records)
    yield kind.table, kept_row(kind, state)
    for derived in kind.derived:
        yield from ((derived.table, row) for row in derived.rows(state))
    if kind is AGREEMENT:
        yield from _of_gate(state, gate, log)


def _of_gate(state: Agreement, gate: Gate, log: Sequence[Fields]) -> Rows:
    born = log[0]["position"]
    for place, one in gate.ranges.items():
        yield "permission", row_of(state.id, place, one, born)
    for span in gate.sheets.values():
        yield "gate_sheet", span_row(state.id, span)
    numbers: dict[int, int] = {}
    for version, step in gate.told:
        last = log[version - 1]
        numbers[version] = numbers.get(version, -1) + 1
        whose = {"supplier": state.supplier, "agreement": state.id}
        where = {"transaction": last["transaction"], "position": last["position"]}
        told = {name: getattr(step, name) for name in _STEP}
        yield "gate_feed", {**whose, **where, "step": numbers[version], **told}


def _lasts(one: Range | Span, at: datetime) -> bool:
    return one.until is None or one.until > at


def _window(place: Place, one: Range) -> Window:
    (school, product, service, leaflet), since = place
    return Window(school, product, service, leaflet, since, one.until)
