"""Prose in which promises may stand: another wording cannot be shown to keep them."""

import re
from collections.abc import Iterator

from domain.leaflet.comparing.extents import Place
from domain.leaflet.folding import fold
from domain.leaflet.items import Effect, Item, item
from domain.leaflet.leaflet import Leaflet
from domain.leaflet.listing import Relation, lifts, parts, relation

_ABOUT_THE_SOURCE = re.compile(
    r"\b(?:page|text|statement|document|list)\b.*\b(?:mirrored|archived|reformatted|renumbered)\b"
    r"|\b(?:typos?|spelling) (?:corrected|fixed)\b"
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n\s*")


def note(place: Place, old: str | None, new: str | None) -> Iterator[Item]:
    """Compare one note; `field` is the target."""
    if (effect := _effect(old, new)) is not None:
        yield item(place.topic, place.field, (old, new), effect, place.services)


def remarks(old: Leaflet, new: Leaflet) -> Iterator[Item]:
    """Compare what the supplier says besides; what is only about the source is wording."""
    before, after = _sentences(old), _sentences(new)
    for key, text in after.items():
        if key not in before:
            yield item("text", "remarks", (None, text), _effect(None, text) or Effect.UNCLEAR)
    for key, text in before.items():
        if key not in after:
            yield item("text", "remarks", (text, None), _effect(text, None) or Effect.UNCLEAR)


def _effect(old: str | None, new: str | None) -> Effect | None:
    if old == new or relation(old or "", new or "") is Relation.SAME:
        return None
    if all(_about_the_source(text) for text in (old, new) if text is not None):
        return Effect.WORDING
    before, after = parts(old or ""), parts(new or "")
    weaker = after < before and any(lifts(part) for part in before - after)
    return Effect.WEAKER if weaker else Effect.UNCLEAR


def _about_the_source(text: str) -> bool:
    """Say whether it is about the page alone; what denies or restricts may be a promise."""
    return bool(_ABOUT_THE_SOURCE.search(fold(text))) and not any(map(lifts, parts(text)))


def _sentences(leaflet: Leaflet) -> dict[str, str]:
    """Return each thing said, by itself: beside others it says the same."""
    said = (one.strip() for text in leaflet.remarks for one in _SENTENCES.split(text))
    return {fold(one).rstrip("."): one for one in said if one}
