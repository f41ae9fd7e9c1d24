"""Streams as rows: of the log with its hashes, and of every read model that follows from it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from adapters.event_rows import row_of as event_row
from adapters.gate_course import step_rows, with_ranges, with_sheets
from adapters.gate_sheets import sheet_rows
from adapters.gate_tables import FEED, RANGES, SHEETS
from adapters.kept_states import kept_row
from adapters.permissions import range_rows
from adapters.postgres import Row
from adapters.read_models import course_of, kind_of
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
        yield from _gate(stream, written)


def _events(stream: Stream[Any], written: Written) -> Rows:
    previous_hash = None
    for record in _records(stream):
        row = event_row(record, written.recorded_at, previous_hash)
        previous_hash = row["hash"]
        position = written.behind + record.version
        yield "event", {"position": position, "transaction": written.transaction} | row


def _records(stream: Stream[Any]) -> Iterator[EventRecord]:
    return (record for records in stream.commands for record in records)


def _gate(stream: Stream[Any], written: Written) -> Rows:
    kind = kind_of(stream.state.id)
    course = course_of(kind, kind.unborn(stream.state.id), stream.commands)
    gate = with_ranges(with_sheets(course, {}), course, {}, {})
    entries = {one: (written.transaction, written.behind + one) for one in gate.told}
    yield from ((RANGES, row) for row in range_rows(gate.id, gate.ranges, written.behind + 1))
    yield from ((SHEETS, row) for row in sheet_rows(gate.id, gate.sheets))
    yield from ((FEED, row) for row in step_rows(gate, entries))
