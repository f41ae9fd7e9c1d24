"""Differences in how long what is kept (4.3): longer, shorter, or without its stated end."""

import re
from collections.abc import Iterator

from domain.leaflet.folding import fold
from domain.leaflet.items import Effect, Item, changed, item
from domain.leaflet.leaflet import Leaflet, Retention, is_general
from domain.leaflet.listing import parts
from domain.leaflet.periods import Length, length, period

_EFFECTS = {
    Length.SHORTER: Effect.SHORTER,
    Length.LONGER: Effect.LONGER,
    Length.END_DROPPED: Effect.END_DROPPED,
    Length.UNCLEAR: Effect.UNCLEAR,
    Length.SAME: Effect.STATED,
}


def retention(old: Leaflet, new: Leaflet) -> Iterator[Item]:
    """What is kept is the target; where it is data of some services only, they are touched."""
    if not old.retention and not new.retention and old.retention != new.retention:
        effect = Effect.STATED if old.retention is None else Effect.NO_LONGER_STATED
        states = (None, ()) if old.retention is None else ((), None)
        yield item("retention", "retention", states, effect)
    before, after = _rows(old), _rows(new)
    for key, row in after.items():
        touched = _touched(row.what, old, new)
        if key in before:
            yield from _row(before[key], row, touched)
        else:
            effect = _came(row, old)
            yield item("retention", row.what, (None, row.period or row.what), effect, touched)
    for key, row in before.items():
        if key not in after:
            touched, effect = _touched(row.what, old, new), _went(row, old, new)
            yield item("retention", row.what, (row.period or row.what, None), effect, touched)


def _row(old: Retention, new: Retention, touched: tuple[str, ...]) -> Iterator[Item]:
    differences = []
    if fold(old.period or "") != fold(new.period or ""):
        differences.append(((old.period, new.period), _length(old, new)))
    if fold(old.starts or "") != fold(new.starts or ""):
        effect = Effect.NOW_NAMED if old.starts is None else Effect.UNCLEAR
        differences.append(((old.starts, new.starts), effect))
    if old.then != new.then:
        effect = Effect.STATED if new.then == "delete" else Effect.UNCLEAR
        differences.append(((old.then, new.then), effect))
    for states, effect in differences:
        yield changed(item("retention", new.what, states, effect, touched))


def _length(old: Retention, new: Retention) -> Effect:
    if old.period is None:
        return Effect.NOW_NAMED
    if new.period is None:
        return Effect.END_DROPPED
    return _EFFECTS[length(old.period, new.period)]


def _came(row: Retention, old: Leaflet) -> Effect:
    """A row for what a general row ("all data") held already is judged against that row."""
    general = _general(old)
    if general is None or general.period is None or row.period is None:
        return Effect.NOW_NAMED
    return _EFFECTS[length(general.period, row.period)]


def _went(row: Retention, old: Leaflet, new: Leaflet) -> Effect:
    """Its end is dropped, unless a general row bounds it or its data is gone."""
    if new.retention is not None and _without_data(row.what, old, new):
        return Effect.REMOVED
    general = _general(new)
    if general is None or general.period is None or row.period is None:
        bounded = row.period is not None and period(row.period).bounded
        return Effect.END_DROPPED if bounded else Effect.NO_LONGER_STATED
    return _EFFECTS[length(row.period, general.period)]


def _general(leaflet: Leaflet) -> Retention | None:
    """Find the row for all that no other row is about, in whatever order they stand."""
    rows = (row for row in leaflet.retention or () if is_general(row.what))
    return min(rows, key=lambda row: fold(row.what), default=None)


def _rows(leaflet: Leaflet) -> dict[str, Retention]:
    return {fold(row.what): row for row in leaflet.retention or ()}


def _without_data(what: str, old: Leaflet, new: Leaflet) -> bool:
    """Say whether it named data of some services, and none of what they state now."""
    had = _services(what, old)
    left = [one for one in new.services or () if one.id in had]
    stated = new.services is not None and all(one.data is not None for one in left)
    return bool(had) and stated and not _services(what, new)


def _touched(what: str, old: Leaflet, new: Leaflet) -> tuple[str, ...]:
    """Return the services whose data it names, or may mean; none named: it may be of all."""
    named = (*_services(what, new), *_services(what, old))
    meant = (*_meant(what, new), *_meant(what, old))
    return tuple(dict.fromkeys((*named, *meant))) if named else ()


def _meant(what: str, leaflet: Leaflet) -> tuple[str, ...]:
    """Return the services that state data in some of its words ("messages", "chat messages")."""
    words = _words(what)
    return tuple(
        service.id
        for service in leaflet.services or ()
        if any(words & _words(f"{one.key} {one.text or ''}") for one in service.data or ())
    )


def _words(text: str) -> frozenset[str]:
    found = re.findall(r"[^\W_]{4,}", fold(text))
    return frozenset(word.rstrip("s") for word in found if word not in ("data", "gegevens"))


def _services(what: str, leaflet: Leaflet) -> tuple[str, ...]:
    return tuple(
        service.id
        for service in leaflet.services or ()
        for one in service.data or ()
        if fold(what) == fold(one.key) or fold(what) in parts(one.text or "")
    )
