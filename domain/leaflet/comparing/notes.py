"""Prose in which promises may stand: another wording cannot be shown to keep them."""

import re
from collections.abc import Iterator

from domain.leaflet.comparing.extents import Place
from domain.leaflet.folding import fold
from domain.leaflet.items import Effect, Item, item
from domain.leaflet.leaflet import Leaflet
from domain.leaflet.listing import Relation, limits, parts, relation

_ABOUT_THE_SOURCE = re.compile(
    r"\bmirrored\b|\bgit\b|\barchived?\b|\bsnapshot\b|\bstaging copy\b|\bcrawl|\bnot stored\b"
    r"|\btypos?\b|\bspelling\b|\breformatted\b|\brenumbered\b"
)


def note(place: Place, old: str | None, new: str | None) -> Iterator[Item]:
    """Compare one note; `field` is the target."""
    if (effect := _effect(old, new)) is not None:
        yield item(place.topic, place.field, (old, new), effect, place.services)


def remarks(old: Leaflet, new: Leaflet) -> Iterator[Item]:
    """Compare what the supplier says besides; what is only about the source is wording."""
    before = {fold(one): one for one in old.remarks}
    after = {fold(one): one for one in new.remarks}
    for key, text in after.items():
        if key not in before:
            yield item("text", "remarks", (None, text), _effect(None, text) or Effect.UNCLEAR)
    for key, text in before.items():
        if key not in after:
            yield item("text", "remarks", (text, None), _effect(text, None) or Effect.UNCLEAR)


def _effect(old: str | None, new: str | None) -> Effect | None:
    if old == new or relation(old or "", new or "") is Relation.SAME:
        return None
    texts = [fold(text) for text in (old, new) if text is not None]
    if all(_ABOUT_THE_SOURCE.search(text) for text in texts):
        return Effect.WORDING
    dropped = parts(old or "") - parts(new or "")
    return Effect.WEAKER if any(limits(part) for part in dropped) else Effect.UNCLEAR
