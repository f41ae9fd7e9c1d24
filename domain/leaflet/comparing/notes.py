"""Prose in which promises may stand: another wording cannot be shown to keep them."""

import re
from collections.abc import Iterator

from domain.leaflet.comparing.extents import Place
from domain.leaflet.folding import fold
from domain.leaflet.items import Effect, Item, item
from domain.leaflet.leaflet import Leaflet
from domain.leaflet.limiting import lifts
from domain.leaflet.listing import Relation, parts, relation

_ABOUT_THE_SOURCE = re.compile(
    r"(?:\W|_|\d|\b(?:page|text|statement|document|list|copy|version|wording|heading|section|link"
    r"|paragraph|typo|date|day|month|year|git|layout|spelling|only|same|stored|mirrored|archived"
    r"|reformatted|renumbered|corrected|fixed|unchanged|first|last|and|the|this|that|its|a|an|of"
    r"|on|at|in|to|from|by|for|is|are|was|were|has|been|jan|january|feb|february|mar|march|apr"
    r"|april|may|june?|july?|aug|august|sep|september|oct|october|nov|november|dec|december)s?\b)+"
)
"""Nothing but words about a page: one word more and it may be about the processing."""
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
    """Say whether it is about the page alone."""
    return bool(_ABOUT_THE_SOURCE.fullmatch(fold(text)))


def _sentences(leaflet: Leaflet) -> dict[str, str]:
    """Return each thing said, by itself: beside others it says the same."""
    said = (one.strip() for text in leaflet.remarks for one in _SENTENCES.split(text))
    return {fold(one).rstrip("."): one for one in said if one}
