"""Streams as rows: of the log with its hashes, and of every read model that follows from it."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from functools import reduce
from typing import Any, Self

from adapters.event_rows import row_of as event_row
from adapters.gate_sheets import Place as SpanPlace
from adapters.gate_sheets import moved_spans, span_row
from adapters.permissions import Place, Range, moved, opened_by
from adapters.permissions import row_of as permission_row
from adapters.postgres import Row
from adapters.read_models import kind_of
from adapters.stream_kinds import Kind, shape
from bench.lives import Stream
from domain.agreement.gate_grounds import grounds
from domain.agreement.gate_steps import Step, steps
from domain.agreement.permits import Span, Window, spans, windows
from domain.agreement.state import Agreement
from domain.records import EventRecord

Rows = Iterator[tuple[str, Row]]
"""Each row with its table."""


@dataclass(frozen=True, slots=True)
class Written:
    """Where streams are written: by which transaction, when, and behind which position."""

    transaction: int
    recorded_at: datetime
    behind: int

    def after(self, stream: Stream[Any]) -> Self:
        """Return the place behind a stream."""
        return replace(self, behind=self.behind + stream.state.version)


@dataclass(slots=True)
class Gate:
    """What the gate's tables hold of one agreement, command by command."""

    ranges: dict[Place, Range] = field(default_factory=dict)
    sheets: dict[SpanPlace, Span] = field(default_factory=dict)
    told: list[tuple[int, Step]] = field(default_factory=list)  # with the version of the command
    records: list[EventRecord] = field(default_factory=list)

    def move(self, state: Agreement, records: tuple[EventRecord, ...]) -> None:
        """Bring them behind a command; `state` is the fold up to then."""
        at = records[-1].provenance.occurred_at
        self.records += records
        self._say(state, at)
        known = {place: one for place, one in self.ranges.items() if _lasts(one, at)}
        permitted = windows(state)
        wanted = moved(known, permitted, at)
        ahead = {place: one for place, one in wanted.items() if place[1] >= at}
        opened = opened_by(grounds(self.records), state, ahead)
        past = {place: one for place, one in self.ranges.items() if place not in known}
        self.ranges = past | wanted | opened
        news = steps(map(_window, known, known.values()), permitted, at)
        self.told += [(state.version, step) for step in news]

    def _say(self, state: Agreement, at: datetime) -> None:
        known = {place: one for place, one in self.sheets.items() if _lasts(one, at)}
        past = {place: one for place, one in self.sheets.items() if place not in known}
        self.sheets = past | moved_spans(known, spans(state), at)


def rows_of(stream: Stream[Any], written: Written) -> Rows:
    """Yield all rows of a stream, its events first, in their order."""
    kind = kind_of(stream.state.id)
    yield from _events(stream, written)
    yield kind.table, _kept(kind, stream.state)
    for derived in kind.derived:
        yield from ((derived.table, row) for row in derived.rows(stream.state))
    if isinstance(stream.state, Agreement):
        yield from _gate(kind, stream, stream.state, written)


def _events(stream: Stream[Any], written: Written) -> Rows:
    previous_hash = None
    for record in _records(stream):
        row = event_row(record, written.recorded_at, previous_hash)
        previous_hash = row["hash"]
        position = written.behind + record.version
        yield "event", {"position": position, "transaction": written.transaction} | row


def _records(stream: Stream[Any]) -> Iterator[EventRecord]:
    return (record for records in stream.commands for record in records)


def _kept(kind: Kind[Any], state: Any) -> Row:  # noqa: ANN401 - of the kind
    return kind.row(state) | {
        "stream_id": state.id,
        "version": state.version,
        "last_at": state.last_at,
        "shape": shape(kind),
        "state": kind.states.dump_python(state, mode="json"),
    }


def _gate(kind: Kind[Any], stream: Stream[Any], state: Agreement, written: Written) -> Rows:
    gate, so_far = Gate(), kind.unborn(state.id)
    for records in stream.commands:
        so_far = reduce(kind.fold, records, so_far)
        gate.move(so_far, records)
    for place, one in gate.ranges.items():
        yield "permission", permission_row(state.id, place, one, written.behind + 1)
    yield from (("gate_sheet", span_row(state.id, one)) for one in gate.sheets.values())
    yield from (("gate_feed", row) for row in _feed(state, gate, written))


def _feed(state: Agreement, gate: Gate, written: Written) -> Iterator[Row]:
    numbers: dict[int, int] = {}
    for version, step in gate.told:
        number = numbers[version] = numbers.get(version, -1) + 1
        place: Mapping[str, Any] = {
            "supplier": state.supplier,
            "transaction": written.transaction,
            "position": written.behind + version,
            "step": number,
            "agreement": state.id,
        }
        yield {**place, **asdict(step)}


def _lasts(one: Range | Span, at: datetime) -> bool:
    return one.until is None or one.until > at


def _window(place: Place, one: Range) -> Window:
    (school, product, service, leaflet), since = place
    return Window(school, product, service, leaflet, since, one.until)
