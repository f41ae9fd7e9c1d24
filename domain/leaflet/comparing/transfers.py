"""Differences in what carries transfers out of the Economic Area (4.3, GDPR 44-46)."""

import re
from collections.abc import Iterator

from domain.leaflet.comparing.extents import Texts
from domain.leaflet.comparing.locations import Change
from domain.leaflet.items import Effect, Item, item
from domain.leaflet.leaflet import Leaflet, flattened
from domain.leaflet.listing import parts, worded
from domain.leaflet.places import spots, where

_RECOGNISED = re.compile(
    r"(?:eu )?(?:sccs?|standard contractual clauses|model clauses)(?: 2021/914)?"
    r"|(?:eu-us |eu-u\.s\. )?(?:dpf|data privacy framework)(?: \(certified\))?"
    r"|bcrs?|binding corporate rules|adequacy(?: decision)?"
)
"""A decision on adequacy (GDPR 45), standard clauses or binding corporate rules (GDPR 46)."""


def transfers(old: Leaflet, new: Leaflet) -> Iterator[Item]:
    if not old.mechanisms and not new.mechanisms and old.mechanisms != new.mechanisms:
        effect = Effect.STATED if old.mechanisms is None else Effect.NO_LONGER_STATED
        yield item("transfer", "mechanisms", (old.mechanisms, new.mechanisms), effect)
    places = (_places(old), _places(new, ("not stated",)))
    for states, effect in mechanism_changes(old.mechanisms, new.mechanisms, places):
        yield item("transfer", states[0] or states[1] or "", states, effect)


def mechanism_changes(old: Texts, new: Texts, places: tuple[Texts, Texts]) -> Iterator[Change]:
    """Yield each mechanism that came or went; `places` are those of before and after."""
    before, after = _listed(old), _listed(new)
    known_abroad = any(where(one) != "inside" for one in _spots(places[0]))
    all_inside = all(where(one) == "inside" for one in _spots(places[1])) and bool(places[1])
    gone = Effect.REMOVED if all_inside else Effect.MECHANISM_DROPPED
    for key in sorted(after.keys() - before.keys()):
        yield (None, after[key]), _came(key, old, known_abroad=known_abroad)
    for key in sorted(before.keys() - after.keys()):
        yield (before[key], None), gone


def _came(mechanism: str, old: Texts, *, known_abroad: bool) -> Effect:
    """A recognised mechanism beside those that stay adds protection; others are doubt."""
    recognised = bool(_RECOGNISED.fullmatch(mechanism))
    if old is None:
        return Effect.STRONGER if recognised and known_abroad else Effect.NOW_NAMED
    if not old:
        return Effect.NEW
    return Effect.STRONGER if recognised else Effect.UNCLEAR


def _listed(mechanisms: Texts) -> dict[str, str]:
    """Return the mechanisms by key, each as it is worded."""
    return {
        one: worded(one, text)
        for text in mechanisms or ()
        for part in parts(text)
        for one in re.split(r"\s+or\s+", part)
    }


def _spots(places: Texts) -> Iterator[str]:
    return iter(spots(places or ()).values())


def _stated(leaflet: Leaflet) -> Iterator[Texts]:
    """Yield every place that data or a company may be at."""
    yield leaflet.places
    yield _one(leaflet.supplier.country)
    yield () if leaflet.subprocessors is not None else None
    for _, one in flattened(leaflet.subprocessors):
        yield one.places
        yield _one(one.country)


def _one(country: str | None) -> Texts:
    return None if country is None else (country,)


def _places(leaflet: Leaflet, unstated: tuple[str, ...] = ()) -> tuple[str, ...]:
    return tuple(
        place for stated in _stated(leaflet) for place in (unstated if stated is None else stated)
    )
