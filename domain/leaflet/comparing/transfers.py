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
    r"(?P<clauses>(?:the )?(?:eu )?(?:sccs?|scc's|standard contractual clauses|model clauses"
    r"|(?:standaard|model)contractbepalingen)(?: \(?2021/914\)?)?(?: \(modules? [^()]*\))?)"
    r"|(?P<framework>(?:eu-us |eu-u\.s\. )?(?:dpf|data privacy framework)(?: \(certified\))?)"
    r"|(?P<rules>bcrs?|binding corporate rules|bindende bedrijfsvoorschriften)"
    r"|(?P<adequacy>adequacy(?: decision)?|adequaatheidsbesluit)"
    r"|(?P<british>(?:the )?uk (?:addendum|idta|extension)(?: to the (?:eu )?sccs?)?)"
)
_OR = re.compile(r"\s+(?:or|of)\s+")
"""A decision on adequacy (GDPR 45), standard clauses or binding corporate rules (GDPR 46)."""


def transfers(old: Leaflet, new: Leaflet) -> Iterator[Item]:
    if not old.mechanisms and not new.mechanisms and old.mechanisms != new.mechanisms:
        effect = Effect.STATED if old.mechanisms is None else Effect.NO_LONGER_STATED
        yield item("transfer", "mechanisms", (old.mechanisms, new.mechanisms), effect)
    for states, effect in mechanism_changes(old.mechanisms, new.mechanisms, _places(old)):
        yield item("transfer", states[0] or states[1] or "", states, effect)


def mechanism_changes(old: Texts, new: Texts, places_before: tuple[str, ...]) -> Iterator[Change]:
    """Yield each mechanism that came or went.

    One that went matters wherever the data is said to be: who works from elsewhere transfers too.
    """
    before, after = _listed(old), _listed(new)
    known_abroad = any(where(one) != "inside" for one in spots(places_before).values())
    for key in sorted(after.keys() - before.keys()):
        yield (None, after[key]), _came(key, old, known_abroad=known_abroad)
    for key in sorted(before.keys() - after.keys()):
        yield (before[key], None), Effect.MECHANISM_DROPPED
    was, now = _alternatives(old), _alternatives(new)
    for keys in sorted(now.keys() - was.keys(), key=sorted):
        if keys <= before.keys():
            yield (None, now[keys]), Effect.MECHANISM_DROPPED


def _came(mechanism: str, old: Texts, *, known_abroad: bool) -> Effect:
    """A recognised mechanism beside those that stay adds protection; others are doubt."""
    recognised = mechanism in _RECOGNISED.groupindex
    if old is None:
        return Effect.STRONGER if recognised and known_abroad else Effect.NOW_NAMED
    if not old:
        return Effect.NEW
    return Effect.STRONGER if recognised else Effect.UNCLEAR


def _listed(mechanisms: Texts) -> dict[str, str]:
    """Return the mechanisms by key, each as it is worded: a recognised one has many names."""
    return {
        _key(one): worded(one, text)
        for text in mechanisms or ()
        for part in parts(text)
        for one in _OR.split(part)
    }


def _alternatives(mechanisms: Texts) -> dict[frozenset[str], str]:
    """Return what promises one of several, by their keys: each alone is promised no more."""
    return {
        frozenset(map(_key, _OR.split(part))): worded(part, text)
        for text in mechanisms or ()
        for part in parts(text)
        if _OR.search(part)
    }


def _key(mechanism: str) -> str:
    found = _RECOGNISED.fullmatch(mechanism)
    return str(found.lastgroup) if found else mechanism


def _places(leaflet: Leaflet) -> tuple[str, ...]:
    """Return every place that data or a company is stated to be at."""
    below = [one for _, one in flattened(leaflet.subprocessors)]
    stated = [leaflet.places, *(one.places for one in below)]
    countries = [leaflet.supplier.country, *(one.country for one in below)]
    places = [place for some in stated for place in some or ()]
    return (*places, *(country for country in countries if country is not None))
