"""The fold: how stored events become the state of a product."""

from collections.abc import Callable
from dataclasses import replace

from domain.answers import answered
from domain.lately import lately
from domain.product import events as e
from domain.product.state import Phase, Product, Version
from domain.records import EventRecord


def evolve(state: Product, event: e.ProductEvent, event_id: str) -> Product:
    """Move the state by one event under its id; total over every state and event."""
    match event:
        case e.ProductRegistered():
            first = _first(event, event_id)
            return replace(state, phase=Phase.OFFERED, name=event.name, line=(first,))
        case e.LeafletAnnounced():
            return _announced(state, event, event_id)
        case e.AnnouncementWithdrawn(change=change):
            return _on_change(
                state, change, lambda one: replace(one, standing="withdrawn", to_tell=True)
            )
        case e.AnnouncementTold(change=change):
            return _on_change(state, change, lambda one: replace(one, to_tell=False))
        case e.ProductEnded():
            return replace(state, phase=Phase.ENDED)


def fold(state: Product, record: EventRecord) -> Product:
    """Move the state by one stored event, and remember which command has its answer."""
    event = record.event
    moved = evolve(state, event, record.event_id) if isinstance(event, e.AnyEvent) else state
    return replace(
        moved,
        version=record.version,
        answers=answered(state.answers, record),
        lately=lately(state.lately, record),
        last_at=record.provenance.occurred_at,
    )


def _first(event: e.ProductRegistered, event_id: str) -> Version:
    return Version(
        position=0,
        change=None,
        leaflet=event.leaflet.hash,
        label=event.leaflet.version,
        predecessor=None,
        event_id=event_id,
        announced_from=None,
        standing="stands",
        independent_of=None,
        parts=(),
        to_tell=False,
    )


def _announced(state: Product, event: e.LeafletAnnounced, event_id: str) -> Product:
    announced = event.announced
    version = Version(
        position=len(state.line),
        change=announced.change,
        leaflet=announced.leaflet,
        label=event.digest.version,
        predecessor=announced.predecessor,
        event_id=event_id,
        announced_from=announced.announced_from,
        standing="stands",
        independent_of=announced.independent_of,
        parts=announced.parts,
        to_tell=True,
    )
    before = _superseded(state, announced.corrects)
    return replace(before, line=(*before.line, version))


def _superseded(state: Product, change: str | None) -> Product:
    """The correction tells of the one whose place it takes."""
    if change is None:
        return state
    return _on_change(state, change, lambda one: replace(one, standing="superseded", to_tell=False))


def _on_change(state: Product, change: str, step: Callable[[Version], Version]) -> Product:
    return replace(
        state, line=tuple(step(one) if one.change == change else one for one in state.line)
    )
