"""Differences in sub-processors: who came and who went, at every depth (9.2, GDPR 28(4))."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.leaflet.comparing.companies import same_number
from domain.leaflet.comparing.subprocessor import Working, company, described, same_subprocessor
from domain.leaflet.folding import name_key
from domain.leaflet.items import Effect, Item, item
from domain.leaflet.leaflet import Leaflet
from domain.leaflet.offered import Subprocessor

Stated = tuple[Subprocessor, ...] | None
Services = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A list of sub-processors: the supplier's, or one's own; the services that its parent has."""

    target: str = "subprocessors"
    services: tuple[Services, Services] = ((), ())
    below: bool = False


def subprocessors(old: Leaflet, new: Leaflet) -> Iterator[Item]:
    """Compare the supplier's; one that is replaced is removed, the one in its place added."""
    yield from _level(Level(), old.subprocessors, new.subprocessors)


def _level(level: Level, old: Stated, new: Stated) -> Iterator[Item]:
    if not old and not new and old != new:
        effect = Effect.STATED if old is None else Effect.NO_LONGER_STATED
        states = (None, ()) if old is None else ((), None)
        yield item("subprocessor", level.target, states, effect, level.services[1])
    pairs = _pairs(old or (), new or ())
    for before, after in pairs:
        here = Working(before, _services(before, level.services[0]))
        there = Working(after, _services(after, level.services[1]))
        yield from same_subprocessor(here, there)
        below = Level(after.name, (here.services, there.services), below=True)
        yield from _level(below, before.subprocessors, after.subprocessors)
    for one in new or ():
        if all(one is not after for _, after in pairs):
            yield from _came(level, one, named_before=old is not None)
    for one in old or ():
        if all(one is not before for before, _ in pairs):
            yield from _went(level, one, stated_after=new is not None)


def _came(level: Level, one: Subprocessor, *, named_before: bool) -> Iterator[Item]:
    effect = Effect.NEW_BELOW if level.below else Effect.NEW
    effect = effect if named_before else Effect.NOW_NAMED
    services = _services(one, level.services[1])
    yield item("subprocessor", one.name, (None, described(one)), effect, services)
    below = Level(one.name, (services, services), below=True)
    for own in one.subprocessors or ():
        yield from _came(below, own, named_before=True)


def _went(level: Level, one: Subprocessor, *, stated_after: bool) -> Iterator[Item]:
    """One of a list that is not stated any more may still be there."""
    effect = Effect.REMOVED if stated_after else Effect.NO_LONGER_STATED
    services = _services(one, level.services[0])
    yield item("subprocessor", one.name, (described(one), None), effect, services)
    below = Level(one.name, (services, services), below=True)
    for own in one.subprocessors or ():
        yield from _went(below, own, stated_after=stated_after)


def _services(one: Subprocessor, parents: Services) -> Services:
    return one.services or parents


def _pairs(
    old: tuple[Subprocessor, ...], new: tuple[Subprocessor, ...]
) -> list[tuple[Subprocessor, Subprocessor]]:
    """Match by name, and what is left by enterprise number."""
    named = {name_key(one.name): one for one in new}
    known = {name_key(one.name) for one in old}
    free = [one for key, one in named.items() if key not in known]
    pairs = []
    for one in old:
        same = [other for other in free if same_number(company(one), company(other))]
        if (match := named.get(name_key(one.name), same[0] if same else None)) is not None:
            pairs.append((one, match))
            free = [other for other in free if other is not match]
    return pairs
