"""Differences in services: which there are, of what kind, and what each does (3.2)."""

from collections.abc import Iterator

from domain.leaflet.comparing.extents import Place, extent, extents
from domain.leaflet.comparing.notes import note
from domain.leaflet.comparing.processing import data, data_subjects, purposes
from domain.leaflet.folding import fold
from domain.leaflet.items import Effect, Item, changed, item
from domain.leaflet.leaflet import Leaflet
from domain.leaflet.offered import Service
from domain.leaflet.telling import names_more


def services(old: Leaflet, new: Leaflet) -> Iterator[Item]:
    """Compare services by id; what a new or removed one does is part of its own item."""
    before = {one.id: one for one in old.services or ()}
    after = {one.id: one for one in new.services or ()}
    if not before and not after and old.services != new.services:
        effect = Effect.STATED if old.services is None else Effect.NO_LONGER_STATED
        states = (None, ()) if old.services is None else ((), None)
        yield item("service", "services", states, effect)
    for one in after.values():
        if one.id not in before:
            effect = Effect.CORE if one.kind == "core" else Effect.OPTION
            yield item("service", one.id, (None, described(one)), effect, (one.id,))
        else:
            yield from _same_service(before[one.id], one)
    for one in before.values():
        if one.id not in after:
            effect = Effect.NO_LONGER_STATED if new.services is None else Effect.REMOVED
            yield item("service", one.id, (described(one), None), effect, (one.id,))


def _same_service(old: Service, new: Service) -> Iterator[Item]:
    touched = (new.id,)
    if old.kind != new.kind:
        effect = Effect.TO_CORE if new.kind == "core" else Effect.TO_OPTION
        yield item("service", new.id, (old.kind, new.kind), effect, touched)
    if fold(old.name) != fold(new.name):
        effect = Effect.UNCLEAR if names_more(old.name, new.name) else Effect.WORDING
        yield item("text", new.id, (old.name, new.name), effect, touched)
    yield from map(changed, _told(Place("service", new.id, touched), old, new))
    yield from purposes(old, new)
    yield from data(old, new)
    yield from data_subjects(old, new)


def _told(place: Place, old: Service, new: Service) -> Iterator[Item]:
    """What yes and no mean is a promise: another wording of it cannot be shown to keep it."""
    yield from extent(place, old.does, new.does)
    yield from note(place, old.yes, new.yes)
    yield from note(place, old.no, new.no)
    yield from note(place, old.note, new.note)
    for one in extents(place, old.operations, new.operations):
        yield one.model_copy(update={"target": new.id})


def described(service: Service) -> tuple[str, ...]:
    """Say in lines what a service is, for who must judge it."""
    lines = (
        ("name", service.name),
        ("kind", service.kind),
        ("does", service.does),
        ("purposes", _joined(one.text for one in service.purposes or ())),
        ("data", _joined(_data(one.key, one.text) for one in service.data or ())),
        ("data subjects", _joined(one.name for one in service.data_subjects or ())),
        ("note", service.note),
    )
    return tuple(f"{name}: {text}" for name, text in lines if text)


def _joined(texts: Iterator[str]) -> str:
    return "; ".join(texts)


def _data(key: str, text: str | None) -> str:
    return f"{key} ({text})" if text else key
