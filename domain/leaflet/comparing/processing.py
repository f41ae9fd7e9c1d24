"""Differences in what one service processes: purposes, data, data subjects (4.3, 5.1)."""

from collections.abc import Iterator

from domain.leaflet.comparing.extents import (
    Place,
    Texts,
    dropped,
    extent,
    extents,
    stated_or_not,
)
from domain.leaflet.comparing.protection import yes_or_no
from domain.leaflet.folding import fold
from domain.leaflet.items import Effect, Item, changed, item
from domain.leaflet.listing import Relation, parts, relation
from domain.leaflet.offered import DataCategory, DataSubjects, Purpose, Service


def purposes(old: Service, new: Service) -> Iterator[Item]:
    place = Place("purpose", "purposes", (new.id,))
    before, after = _texts(old.purposes), _texts(new.purposes)
    told = tuple(extents(place, before, after))
    was, own = _own(old), _own(new)
    for one in told:
        newly = one.after in own and (one.effect is not Effect.NARROWER or one.before not in was)
        yield one.model_copy(update={"effect": Effect.OWN_PURPOSE}) if newly else one
    for earlier, later in _staying(before, after, told):
        yield from _code(place, (old.purposes or ())[earlier], (new.purposes or ())[later])


def _own(service: Service) -> frozenset[str]:
    return frozenset(one.text for one in service.purposes or () if one.code == "supplier")


def _staying(old: Texts, new: Texts, told: tuple[Item, ...]) -> Iterator[tuple[int, int]]:
    """Yield the positions of each text that stays: as it was, or in another group of texts."""
    said = {one.after for one in told}
    for later, text in enumerate(new or ()):
        alike = [at for at, one in enumerate(old or ()) if relation(one, text) is Relation.SAME]
        shared = [at for at, one in enumerate(old or ()) if parts(one) & parts(text)]
        for earlier in alike or (() if text in said else shared):
            yield earlier, later


def _code(place: Place, old: Purpose, new: Purpose) -> Iterator[Item]:
    """The same words under another letter of 5.1 are another purpose."""
    if old.code == new.code:
        return
    if new.code == "supplier":
        effect = Effect.OWN_PURPOSE
    elif old.code is None:
        effect = Effect.STATED
    else:
        effect = Effect.UNCLEAR
    states = (_letter(old), _letter(new))
    yield changed(item(place.topic, new.text, states, effect, place.services))


def _letter(purpose: Purpose) -> str | None:
    return None if purpose.code is None else f"5.1: {purpose.code}"


def data(old: Service, new: Service) -> Iterator[Item]:
    """Compare categories by key; a category is the target of its own items."""
    place = Place("data", "data", (new.id,))
    if old.data is None or new.data is None:
        yield from stated_or_not(place, _keys(old.data), _keys(new.data))
        return
    before = {fold(one.key): one for one in old.data}
    after = {fold(one.key): one for one in new.data}
    for key, one in after.items():
        if key not in before:
            yield item("data", one.key, (None, one.text or one.key), Effect.NEW, place.services)
        else:
            yield from _category(place, before[key], one)
    for key, one in before.items():
        if key not in after:
            stated = one.text or one.key
            yield item("data", one.key, (stated, None), dropped(stated), place.services)


def _category(place: Place, old: DataCategory, new: DataCategory) -> Iterator[Item]:
    here = Place("data", new.key, place.services)
    yield from map(changed, extent(here, old.text, new.text))
    yield from map(changed, extent(here, old.why, new.why))
    yield from _flag(here, "special category", (old.special, new.special))


def data_subjects(old: Service, new: Service) -> Iterator[Item]:
    place = Place("data_subjects", "data_subjects", (new.id,))
    before, after = _names(old.data_subjects), _names(new.data_subjects)
    told = tuple(extents(place, before, after))
    yield from told
    for earlier, later in _staying(before, after, told):
        was, now = (old.data_subjects or ())[earlier], (new.data_subjects or ())[later]
        here = Place("data_subjects", now.name, place.services)
        yield from _flag(here, "minors", (was.minors, now.minors))


def _flag(place: Place, name: str, states: tuple[bool | None, bool | None]) -> Iterator[Item]:
    """A flag that is set or taken back matters; a first "no" is only said."""
    old, new = states
    if old == new:
        return
    effect = Effect.STATED if old is None and new is False else Effect.FLAG
    words = (_flagged(name, old), _flagged(name, new))
    yield changed(item(place.topic, place.field, words, effect, place.services))


def _flagged(name: str, stated: bool | None) -> str | None:  # noqa: FBT001 - a statement
    answer = yes_or_no(stated)
    return None if answer is None else f"{name}: {answer}"


def _texts(stated: tuple[Purpose, ...] | None) -> Texts:
    return None if stated is None else tuple(one.text for one in stated)


def _keys(stated: tuple[DataCategory, ...] | None) -> Texts:
    return None if stated is None else tuple(one.key for one in stated)


def _names(stated: tuple[DataSubjects, ...] | None) -> Texts:
    return None if stated is None else tuple(one.name for one in stated)
