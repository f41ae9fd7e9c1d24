"""Parts of a change that the supplier names as separable, and what is wrong with them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.leaflet.apply import TouchSameItemError, apply
from domain.leaflet.leaflet import Leaflet
from domain.leaflet.placing import (
    GROUPS,
    ROWS,
    SINGLE,
    Place,
    row_key,
    shared,
    touched,
    within,
)

Places = frozenset[Place]


class PartFault(StrEnum):
    """What is wrong with a place that a part names; the value is the sentence people read."""

    NO_PLACE = "it names no part of a leaflet: write a field, or a field/row, as services/ai"
    UNCHANGED = "it names something that the change does not touch"
    TWICE = "it names what another part names as well"
    NEEDS_OTHER = "the part cannot be decided by itself: it works for a service of another part"


@dataclass(frozen=True, slots=True)
class Fault:
    """`part` and `place` are positions, so that no word of the supplier's need be repeated.

    The rest stands behind the last part.
    """

    part: int
    place: int
    why: PartFault


@dataclass(frozen=True, slots=True)
class Separated:
    """`rest` is what differs and is in no part."""

    parts: tuple[Places, ...]
    rest: Places
    faults: tuple[Fault, ...]


def separated(old: Leaflet, new: Leaflet, named: Sequence[Sequence[str]]) -> Separated:
    """Read the places that each part names, "services/ai" or "measures", all faults at once."""
    difference = touched(old, new)
    read = [[place_named(text) for text in part] for part in named]
    parts = tuple(within(difference, _known(part)) for part in read)
    rest = frozenset(one for one in difference if not any(one in part for part in parts))
    parts_and_rest = (*parts, within(difference, rest))
    faults = (
        *_misnamed(read, difference),
        *_twice(read, parts_and_rest, difference),
        *_dependent(parts_and_rest, old, new),
    )
    return Separated(parts, rest, faults)


def place_named(text: str) -> Place | None:
    """Read a place as a supplier writes it; None where a leaflet has no such place."""
    field, _, key = (word.strip() for word in text.partition("/"))
    if field in ROWS:
        return field, row_key(field, key) if key else ""
    inside = ("", *GROUPS[field].model_fields) if field in GROUPS else ("",)
    return (field, key) if field in (*GROUPS, *SINGLE) and key in inside else None


def _known(places: Sequence[Place | None]) -> Places:
    return frozenset(place for place in places if place is not None)


def _misnamed(read: Sequence[Sequence[Place | None]], difference: Places) -> Iterator[Fault]:
    for part, places in enumerate(read):
        for at, place in enumerate(places):
            if place is None:
                yield Fault(part, at, PartFault.NO_PLACE)
            elif not within(difference, (place,)):
                yield Fault(part, at, PartFault.UNCHANGED)


def _twice(
    read: Sequence[Sequence[Place | None]], parts: Sequence[Places], difference: Places
) -> Iterator[Fault]:
    """A list that was not stated before comes to be as a whole: its rows are one part."""
    for part, places in enumerate(read):
        others = frozenset(one for at, each in enumerate(parts) if at != part for one in each)
        for at, place in enumerate(places):
            if place is not None and shared(within(difference, (place,)), others):
                yield Fault(part, at, PartFault.TWICE)


def _dependent(parts: Sequence[Places], old: Leaflet, new: Leaflet) -> Iterator[Fault]:
    for part, places in enumerate(parts):
        try:
            apply(old, old, new, places)
        except TouchSameItemError:
            yield Fault(part, 0, PartFault.NEEDS_OTHER)
