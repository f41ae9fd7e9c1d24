"""Streams as rows: of the log with its hashes, and of every read model that follows from it."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import reduce
from typing import Any, Self

from adapters.event_rows import row_of as event_row
from adapters.gate_sheets import span_row
from adapters.kept_states import kept_row
from adapters.permissions import row_of as permission_row
from adapters.postgres import Row
from adapters.read_models import kind_of
from adapters.stream_kinds import Kind
from adapters.whole_streams import Gate
from bench.lives import Stream
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


def rows_of(stream: Stream[Any], written: Written) -> Rows:
    """Yield all rows of a stream, its events first, in their order."""
    kind = kind_of(stream.state.id)
    yield from _events(stream, written)
    yield kind.table, kept_row(kind, stream.state)
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
