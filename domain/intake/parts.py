"""The parts of a change that boards decide by themselves, each with a leaflet composed of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.intake.announcement import LEFTOVER, Announcement, change_of, part_change
from domain.intake.faults import Fault, FaultCode, Faults, fault
from domain.intake.paths import ROOT
from domain.leaflet.apply import apply
from domain.leaflet.completeness import missing
from domain.leaflet.leaflet import Leaflet
from domain.leaflet.separating import Places, Separated, separated


@dataclass(frozen=True, slots=True)
class ComposedPart:
    """The name of its change, and the leaflet before it with this part of the new one."""

    change: str
    leaflet: Leaflet


@dataclass(frozen=True, slots=True)
class Composition:
    """Parts that can be decided apart; or why they cannot."""

    parts: tuple[ComposedPart, ...] = ()
    faults: Faults = ()


def composition(announcement: Announcement, before: Leaflet) -> Composition:
    """Compose every part that the supplier names, and what differs and is in none.

    `before` is the leaflet that the announced one follows.
    """
    if before.product != announcement.leaflet.product:
        return Composition(faults=(fault(f"{ROOT}.predecessor", FaultCode.PREDECESSOR_OTHER),))
    if not announcement.parts:
        return Composition()
    named = [part.places for part in announcement.parts]
    found = separated(before, announcement.leaflet, named)
    if found.faults:
        return Composition(faults=tuple(_misnamed(found, len(named))))
    return _composed(announcement, before, found)


def _composed(announcement: Announcement, before: Leaflet, found: Separated) -> Composition:
    change, ids = change_of(announcement), [part.id for part in announcement.parts]
    pieces = [(one, f"parts[{at}]", found.parts[at]) for at, one in enumerate(ids)]
    if found.rest:
        pieces.append((LEFTOVER, "parts", found.rest))
    if len(pieces) == 1:
        words = "this part is the whole change: name no parts"
        return Composition(faults=(_unfit("parts[0]", words),))
    made = [
        (path, ComposedPart(part_change(change, one), _applied(before, announcement, places)))
        for one, path, places in pieces
    ]
    if faults := tuple(one for path, part in made for one in _faults(path, part.leaflet)):
        return Composition(faults=faults)
    return Composition(tuple(part for _, part in made))


def _applied(before: Leaflet, announcement: Announcement, places: Places) -> Leaflet:
    return apply(before, before, announcement.leaflet, places)


def _faults(path: str, leaflet: Leaflet) -> Iterator[Fault]:
    """A part must be a leaflet that could be offered by itself."""
    for one in missing(leaflet):
        words = f"the leaflet with this part alone would not state: {one.sentence}"
        yield _unfit(path, words, one.article)


def _misnamed(found: Separated, parts: int) -> Iterator[Fault]:
    """What is in no part counts as the one behind them all."""
    for one in found.faults:
        if one.part < parts:
            yield _unfit(f"parts[{one.part}].places[{one.place}]", one.why.value)
        else:
            yield _unfit("parts", f"what is in no part: {one.why.value}")


def _unfit(path: str, words: str, article: str | None = None) -> Fault:
    return fault(f"{ROOT}.{path}", FaultCode.PART_UNFIT, words, article)
