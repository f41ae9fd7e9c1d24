"""When each service is open at each school: ranges, the past among them kept as it was."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from adapters.postgres import Row
from domain.agreement.gate_grounds import Grounds, deciding
from domain.agreement.permits import Window
from domain.agreement.state import Agreement

Place = tuple[tuple[str, str, str, str], datetime]
"""School, product, service, leaflet, and the beginning: what tells the ranges of one apart."""


@dataclass(frozen=True, slots=True)
class Range:
    """The end, which is exclusive, and the versions of the events that opened it."""

    until: datetime | None
    deciding: tuple[int, ...] = ()


Ranges = Mapping[Place, Range]


def moved(known: Ranges, permitted: Iterable[Window], at: datetime) -> dict[Place, Range]:
    """Return what becomes of the ranges that end after `at`.

    What was open and is no more stays on record until `at`; what lay ahead and is not permitted
    any more never was.
    """
    began = {key: (key, since) for key, since in sorted(known) if since <= at}
    wanted: dict[Place, Range] = {}
    for window in permitted:
        key = (window.school, window.product, window.service, window.leaflet)
        place = began.get(key) if window.since <= at else None
        opened_by = known[place].deciding if place else ()
        wanted[place or (key, window.since)] = Range(window.until, opened_by)
    past = {place: Range(at, known[place].deciding) for place in known if place[1] < at}
    return past | wanted


def opened_by(found: Grounds, state: Agreement, ahead: Ranges) -> dict[Place, Range]:
    """Return ranges with the versions of the events that open them."""
    return {
        place: Range(one.until, deciding(found, state, window_of(place, one)))
        for place, one in ahead.items()
    }


def window_of(place: Place, one: Range) -> Window:
    """Return a range without what opened it."""
    (school, product, service, leaflet), since = place
    return Window(school, product, service, leaflet, since, one.until)


def range_rows(agreement: str, ranges: Ranges, born: int) -> list[Row]:
    """Return ranges as rows; `born` is the position of the agreement's first event."""
    return [
        {
            "agreement": agreement,
            "school": school,
            "product": product,
            "service": service,
            "leaflet": leaflet,
            "valid_from": since,
            "valid_until": one.until,
            "born": born,
            "deciding": list(one.deciding),
        }
        for ((school, product, service, leaflet), since), one in ranges.items()
    ]
