"""Differences in contacts and in what is told: wording, price, and roles, which are more."""

from collections.abc import Iterator

from domain.leaflet.comparing.extents import Place, extents
from domain.leaflet.comparing.notes import note
from domain.leaflet.comparing.services import described
from domain.leaflet.folding import fold
from domain.leaflet.items import Effect, Item, item
from domain.leaflet.leaflet import Leaflet
from domain.leaflet.telling import tells_more, told_of

_WORDING = ("name", "language", "explanation", "for_parents", "price")
_TELLING = ("name", "explanation", "price")
"""Not the text for parents: it tells them of what differs elsewhere."""
_CONTACTS = ("privacy", "incident", "dpo")


def wording(old: Leaflet, new: Leaflet) -> Iterator[Item]:
    for field in _WORDING:
        before, after = getattr(old, field), getattr(new, field)
        if fold(before or "") != fold(after or ""):
            yield item("text", field, (before, after), _effect(field, before, after, new))
    yield from note(Place("text", "roles"), old.roles, new.roles)
    for one in extents(Place("text", "target_group"), old.target_group, new.target_group):
        yield one.model_copy(update={"target": "target_group"})


def _effect(field: str, before: str | None, after: str | None, new: Leaflet) -> Effect:
    """A text that tells of what no service tells of, or promises less, is not only wording."""
    if field not in _TELLING:
        return Effect.WORDING
    services = "; ".join(line for one in new.services or () for line in described(one))
    is_more = (
        told_of(after or "", services)
        if before is None
        else tells_more(before, after or "", services)
    )
    return Effect.UNCLEAR if is_more else Effect.WORDING


def contacts(old: Leaflet, new: Leaflet) -> Iterator[Item]:
    for field in _CONTACTS:
        before, after = getattr(old.contacts, field), getattr(new.contacts, field)
        if fold(before or "") != fold(after or ""):
            yield item("contact", field, (before, after), Effect.CONTACT)
