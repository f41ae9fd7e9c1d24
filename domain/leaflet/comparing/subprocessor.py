"""Differences in one sub-processor that stays: task, services, data, places, company."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.leaflet.comparing.companies import Company, company_changes
from domain.leaflet.comparing.extents import Place, extent
from domain.leaflet.comparing.locations import grouped, place_changes
from domain.leaflet.comparing.notes import note
from domain.leaflet.comparing.transfers import mechanism_changes
from domain.leaflet.folding import fold
from domain.leaflet.items import Effect, Item, changed, item
from domain.leaflet.offered import Subprocessor


@dataclass(frozen=True, slots=True)
class Working:
    """A sub-processor and the services it works for; none named: all of them."""

    one: Subprocessor
    services: tuple[str, ...]


def same_subprocessor(old: Working, new: Working) -> Iterator[Item]:
    """The name it has now is the target of every item."""
    name, touched = new.one.name, both(old.services, new.services)
    for states, effect in company_changes(company(old.one), company(new.one)):
        yield changed(item("subprocessor.company", name, states, effect, touched))
    yield from _services(old, new)
    yield from extent(Place("subprocessor.task", name, touched), old.one.task, new.one.task)
    yield from extent(Place("subprocessor.data", name, touched), old.one.data, new.one.data)
    yield from _places(old.one, new.one, touched)
    yield from _mechanisms(old.one, new.one, touched)
    place = Place("subprocessor", name, touched)
    yield from map(changed, note(place, old.one.note, new.one.note))
    if fold(old.one.contact or "") != fold(new.one.contact or ""):
        yield item("contact", name, (old.one.contact, new.one.contact), Effect.CONTACT, touched)


def both(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """Return the services touched by either; all of them as soon as one works for all."""
    return tuple(dict.fromkeys((*new, *old))) if old and new else ()


def _services(old: Working, new: Working) -> Iterator[Item]:
    name, before, after = new.one.name, old.services, new.services
    if bool(before) is not bool(after):
        effect = Effect.NO_LONGER_STATED if before else Effect.NOW_NAMED
        yield item("subprocessor.service", name, (before or None, after or None), effect)
        return
    if joined := tuple(one for one in after if one not in before):
        yield item("subprocessor.service", name, (None, joined), Effect.JOINS_SERVICE, joined)
    if left := tuple(one for one in before if one not in after):
        yield item("subprocessor.service", name, (left, None), Effect.REMOVED, left)


def _places(old: Subprocessor, new: Subprocessor, touched: tuple[str, ...]) -> Iterator[Item]:
    if not old.places and not new.places and old.places != new.places:
        effect = Effect.STATED if old.places is None else Effect.NO_LONGER_STATED
        yield item("subprocessor.location", new.name, (old.places, new.places), effect, touched)
    for states, effect in grouped(place_changes(old.places, new.places)):
        yield item("subprocessor.location", new.name, states, effect, touched)


def _mechanisms(old: Subprocessor, new: Subprocessor, touched: tuple[str, ...]) -> Iterator[Item]:
    states = (old.mechanisms, new.mechanisms)
    if not old.mechanisms and not new.mechanisms and old.mechanisms != new.mechanisms:
        effect = Effect.STATED if old.mechanisms is None else Effect.NO_LONGER_STATED
        yield item("subprocessor.mechanism", new.name, states, effect, touched)
    before = (*(old.places or ()), *_named(old.country))
    changes = mechanism_changes(old.mechanisms, new.mechanisms, before)
    for delta, effect in grouped(changes):
        yield item("subprocessor.mechanism", new.name, delta, effect, touched)


def _named(country: str | None) -> tuple[str, ...]:
    return () if country is None else (country,)


def company(one: Subprocessor) -> Company:
    return Company(one.name, one.enterprise_number, one.country)


def described(one: Subprocessor) -> tuple[str, ...]:
    """Say in lines who it is and what it does, for who must judge it."""
    lines = (
        ("name", one.name),
        ("task", one.task),
        ("country", one.country),
        ("enterprise number", one.enterprise_number),
        ("services", ", ".join(one.services or ())),
        ("data", one.data),
        ("places", ", ".join(one.places or ())),
        ("mechanism", "; ".join(one.mechanisms or ())),
        ("note", one.note),
    )
    return tuple(f"{name}: {text}" for name, text in lines if text)
