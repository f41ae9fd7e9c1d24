"""The gate of one agreement along a course: sheets, ranges, and what each command tells of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import TypeVar

from adapters.gate_sheets import Spans, moved_spans
from adapters.permissions import Place, Range, Ranges, moved, opened_by, window_of
from adapters.postgres import Row
from adapters.stream_kinds import Course, Done
from domain.agreement.gate_grounds import Grounds, grounds
from domain.agreement.gate_steps import Step, steps
from domain.agreement.permits import Span, Window, spans, windows_of
from domain.agreement.state import Agreement

Entry = tuple[int, int]
"""Of an event: the transaction that wrote it, and its position in the log."""
_Key = TypeVar("_Key")
_Lasting = TypeVar("_Lasting", Range, Span)
_STEP = tuple(one.name for one in fields(Step))


@dataclass(frozen=True, slots=True)
class Gate:
    """What the gate's tables hold of an agreement, and what it tells.

    `stirs` are the commands that may open or close something, with what they permit, and `told`
    what is new: both by the version behind the command.
    """

    id: str
    supplier: str
    sheets: Spans
    stirs: Mapping[int, Sequence[Window]]
    ranges: Ranges
    told: Mapping[int, Sequence[Step]]


def with_sheets(course: Course[Agreement], known: Spans) -> Gate:
    """Return the gate behind a course, its ranges still to come.

    `known` are the sheets that last when it begins.
    """
    sheets, stirs = dict(known), dict[int, Sequence[Window]]()
    for done in course.done:
        found, lasting = spans(done.state), _lasting(sheets, done.at)
        wanted = moved_spans(lasting, found, done.at)
        if wanted == lasting and all(one.since < done.at for one in wanted.values()):
            continue
        sheets = _past(sheets, lasting) | wanted
        permitted = windows_of(found)
        if permitted or any(one.sheet.leaflet for one in lasting.values()):
            stirs[done.state.version] = permitted
    return Gate(course.before.id, course.before.supplier, sheets, stirs, {}, {})


def with_ranges(gate: Gate, course: Course[Agreement], known: Ranges, given: Grounds) -> Gate:
    """Return the gate with its ranges behind the course.

    `known` are those that last when it begins, and `given` is what the events before it gave.
    """
    ranges, told = dict(known), dict[int, Sequence[Step]]()
    for done in course.done:
        given = {**given, **grounds(done.records)}
        permitted = gate.stirs.get(done.state.version)
        if permitted is not None:
            lasting = _lasting(ranges, done.at)
            ranges = _past(ranges, lasting) | _permitted(done, lasting, permitted, given)
            before = [window_of(place, one) for place, one in lasting.items()]
            told[done.state.version] = steps(before, permitted, done.at)
    return replace(gate, ranges=ranges, told=told)


def step_rows(gate: Gate, entries: Mapping[int, Entry]) -> Iterator[Row]:
    """Yield what it adds to `gate_feed`, each step at the place of its command's last event."""
    for version, told in gate.told.items():
        transaction, position = entries[version]
        whole = {
            "supplier": gate.supplier,
            "transaction": transaction,
            "position": position,
            "agreement": gate.id,
        }
        for number, step in enumerate(told):
            yield whole | {"step": number} | {name: getattr(step, name) for name in _STEP}


def _permitted(
    done: Done[Agreement], lasting: Ranges, permitted: Sequence[Window], given: Grounds
) -> dict[Place, Range]:
    wanted = moved(lasting, permitted, done.at)
    ahead = {place: one for place, one in wanted.items() if place[1] >= done.at}
    return wanted | opened_by(given, done.state, ahead)


def _lasting(known: Mapping[_Key, _Lasting], at: datetime) -> dict[_Key, _Lasting]:
    return {key: one for key, one in known.items() if one.until is None or one.until > at}


def _past(known: Mapping[_Key, _Lasting], lasting: Mapping[_Key, _Lasting]) -> dict[_Key, _Lasting]:
    return {key: one for key, one in known.items() if key not in lasting}
