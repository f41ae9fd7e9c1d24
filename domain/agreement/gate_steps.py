"""What a command changes for those who follow the gate: from when it is open or closed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, takewhile

from domain.agreement.verdicts import Window

Gate = tuple[str, str, str]
"""School, product, service: as one agreement has them."""


@dataclass(frozen=True, slots=True)
class Step:
    """From an instant on a gate is open under a leaflet, or closed.

    It takes the place of all that was told before of this gate from that instant on. Of a closed
    gate, `leaflet` is the one under which it was open, or would have been.
    """

    school: str
    product: str
    service: str
    opens: bool
    since: datetime
    leaflet: str


Line = tuple[tuple[datetime, str | None], ...]
"""From each instant on: the leaflet under which a gate is open, None while it is closed."""


def steps(before: Iterable[Window], after: Iterable[Window], at: datetime) -> tuple[Step, ...]:
    """Tell what is new from `at` on, gate by gate; windows of one gate do not overlap."""
    was, now = _lines(before, at), _lines(after, at)
    return tuple(
        step
        for gate in sorted(was.keys() | now.keys())
        for step in _told(gate, was.get(gate, ((at, None),)), now.get(gate, ((at, None),)))
    )


def _lines(windows: Iterable[Window], at: datetime) -> dict[Gate, Line]:
    ordered = sorted(windows, key=lambda one: (*_gate(one), one.since))
    return {gate: _line(tuple(found), at) for gate, found in groupby(ordered, key=_gate)}


def _gate(window: Window) -> Gate:
    return window.school, window.product, window.service


def _line(windows: tuple[Window, ...], at: datetime) -> Line:
    """Lay windows end to end from `at` on, without a step that changes nothing."""
    values: dict[datetime, str | None] = {at: None}
    for window in windows:
        values[max(window.since, at)] = window.leaflet
        if window.until is not None:
            values[window.until] = None
    line = tuple(values.items())
    before = (("", ""), *line)
    return tuple(step for step, last in zip(line, before, strict=False) if step[1] != last[1])


def _told(gate: Gate, was: Line, now: Line) -> Iterator[Step]:
    """Yield what is from the first instant on at which the two differ."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(was, now, strict=False)))
    ahead = [line[same][0] for line in (was, now) if len(line) > same]
    if not ahead:
        return
    last, news = (now[same - 1][1] if same else None), now[same:]
    if not news or news[0][0] > min(ahead):
        news = ((min(ahead), last), *news)
    gone = was[same][1] if len(was) > same else None
    for since, leaflet in news:
        yield Step(*gate, leaflet is not None, since, leaflet or last or gone or "")
        last = leaflet
