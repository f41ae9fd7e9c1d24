"""Differences in the places of storage and processing (4.3)."""

from collections.abc import Iterator

from domain.leaflet.comparing.extents import Texts, dropped
from domain.leaflet.items import Effect, Item, Stated, item
from domain.leaflet.leaflet import Leaflet
from domain.leaflet.places import spots, where

Change = tuple[tuple[str | None, str | None], Effect]
"""The wording before and after, one of them absent, and what that does."""


def locations(old: Leaflet, new: Leaflet) -> Iterator[Item]:
    if not old.places and not new.places and old.places != new.places:
        effect = Effect.STATED if old.places is None else Effect.NO_LONGER_STATED
        yield item("location", "places", (old.places, new.places), effect)
    for states, effect in place_changes(old.places, new.places):
        yield item("location", states[0] or states[1] or "", states, effect)


def place_changes(old: Texts, new: Texts) -> Iterator[Change]:
    """Yield each place that came or went."""
    before, after = spots(old or ()), spots(new or ())
    for key, place in after.items():
        if key not in before:
            yield (None, place), place_effect(place)
    for key, place in before.items():
        if key not in after:
            yield (place, None), _left(place, old, new)


def place_effect(place: str) -> Effect:
    """Judge a place that is stated anew."""
    found = where(place)
    if found == "inside":
        return Effect.INSIDE
    return Effect.OUTSIDE if found == "outside" else Effect.PLACE_UNCLEAR


def _left(place: str, old: Texts, new: Texts) -> Effect:
    """Judge a place that went: what was inside may now be anywhere that is left.

    It narrows when every place left is inside; it moves when another one inside came for it.
    """
    before, after = spots(old or ()), spots(new or ())
    all_inside = bool(after) and all(where(one) == "inside" for one in after.values())
    if where(place) != "inside":
        kept = Effect.REMOVED if all_inside else dropped(place)
        return Effect.NO_LONGER_STATED if new is None else kept
    replaced = any(where(one) == "inside" for key, one in after.items() if key not in before)
    return Effect.REMOVED if replaced or all_inside else Effect.TAKEN_BACK


def grouped(changes: Iterator[Change]) -> Iterator[tuple[tuple[Stated, Stated], Effect]]:
    """Join the changes that go one way and do the same."""
    together: dict[tuple[bool, Effect], list[str]] = {}
    for (before, after), effect in changes:
        together.setdefault((before is None, effect), []).append(before or after or "")
    for (added, effect), words in together.items():
        yield ((None, tuple(words)) if added else (tuple(words), None)), effect
