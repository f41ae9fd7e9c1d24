"""What reaches further as it lists more: purposes, data, tasks, data subjects."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.leaflet.items import Effect, Item, Topic, item
from domain.leaflet.limiting import excludes, limits
from domain.leaflet.listing import Relation, leading, parts, relation

Texts = tuple[str, ...] | None

EFFECTS = {
    Relation.WIDER: Effect.WIDER,
    Relation.NARROWER: Effect.NARROWER,
    Relation.UNCLEAR: Effect.UNCLEAR,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where items of one list belong: their topic, the list's name, the services touched."""

    topic: Topic
    field: str
    services: tuple[str, ...] = ()


def extent(place: Place, old: str | None, new: str | None) -> Iterator[Item]:
    """Compare one text that reaches as far as what it lists; `field` is the target."""
    if (effect := extent_effect(old, new)) is not None:
        yield item(place.topic, place.field, (old, new), effect, place.services)


def extent_effect(old: str | None, new: str | None) -> Effect | None:
    if old is None:
        return None if new is None else Effect.NOW_NAMED
    if new is None:
        return Effect.NO_LONGER_STATED
    return EFFECTS.get(relation(old, new))


def extents(place: Place, old: Texts, new: Texts) -> Iterator[Item]:
    """Compare two lists of such texts; each text is the target of its own items."""
    if old is None or new is None:
        yield from stated_or_not(place, old, new)
    else:
        yield from _reached(place, old, new)


def stated_or_not(place: Place, old: Texts, new: Texts) -> Iterator[Item]:
    """Compare where a list was not stated, or is not any more; "none" was a statement too."""
    if old is None and new is None:
        return
    appeared = new is not None
    effect = Effect.NOW_NAMED if appeared else Effect.NO_LONGER_STATED
    named = new if appeared else old
    for text in named or ():
        states = (None, text) if appeared else (text, None)
        yield item(place.topic, text, states, effect, place.services)
    if not named:
        none = Effect.STATED if appeared else Effect.NO_LONGER_STATED
        yield item(place.topic, place.field, (old, new), none, place.services)


def _reached(place: Place, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Item]:
    """Yield what reaches further or less far; the same texts in other groups are nothing."""
    lost = [text for text in old if not _among(text, new) and not _covered(text, new)]
    told: set[str] = set()
    for text in new:
        if not _among(text, old) and (not _covered(text, old) or sharing(text, lost)):
            before, effect = _origin(text, old)
            told.update(before)
            states = ("; ".join(before) or None, text)
            target = before[0] if before else text
            yield item(place.topic, target, states, effect, place.services)
    for text in lost:
        if text not in told:
            yield item(place.topic, text, (text, None), dropped(text), place.services)


def dropped(text: str) -> Effect:
    """Judge a text that is gone: one that says what is not done was a promise."""
    return Effect.WEAKER if excludes(leading(text)) else Effect.REMOVED


def _among(text: str, others: tuple[str, ...]) -> bool:
    return any(relation(other, text) is Relation.SAME for other in others)


def _covered(text: str, others: tuple[str, ...]) -> bool:
    """Say whether the others together list it; what restricts a text is never covered so."""
    together = relation("; ".join(sharing(text, others)), text)
    reaches = together in (Relation.SAME, Relation.NARROWER)
    return reaches and not any(limits(part) for part in parts(text))


def sharing(text: str, others: Iterable[str]) -> tuple[str, ...]:
    """Return those of the others that list something of it."""
    return tuple(other for other in others if parts(other) & parts(text))


def _origin(text: str, old: tuple[str, ...]) -> tuple[tuple[str, ...], Effect]:
    """Find the earlier texts that this one narrows or widens."""
    for before in old:
        if relation(before, text) is Relation.NARROWER:
            return (before,), Effect.NARROWER
    if _covered(text, old):
        return sharing(text, old), Effect.NARROWER
    for before in old:
        if relation(before, text) is Relation.WIDER:
            return (before,), Effect.WIDER
    return (), Effect.NEW
