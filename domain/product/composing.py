"""What touches what: whether announcements are independent, and parts a whole."""

from collections.abc import Mapping, Sequence

from domain.leaflet.apply import TouchSameItemError, apply
from domain.leaflet.compare import OtherProductError
from domain.leaflet.leaflet import Leaflet
from domain.leaflet.placing import touched
from domain.product.gathering import Division, Overlap

Stored = Mapping[str, Leaflet]
"""Whole leaflets by hash. What stands in a line is there; what is announced may not be."""


def touched_twice(overlap: Overlap, stored: Stored) -> str | None:
    """Return the places that both differences touch, as people write them; None where none is."""
    if overlap.after not in stored:
        return None
    before, between = stored[overlap.before], stored[overlap.between]
    try:
        apply(before, between, stored[overlap.after])
    except (TouchSameItemError, OtherProductError) as refused:
        return refused.detail
    return None


def is_whole(division: Division, stored: Stored) -> bool:
    """Tell whether each part changes something by itself, and all together are the difference."""
    if not {division.new, *division.parts} <= stored.keys():
        return False
    old, new = stored[division.old], stored[division.new]
    parts = [stored[one] for one in division.parts]
    try:
        composed = _joined(old, parts)
    except (TouchSameItemError, OtherProductError):
        return False
    return all(touched(old, part) for part in parts) and not touched(composed, new)


def _joined(old: Leaflet, parts: Sequence[Leaflet]) -> Leaflet:
    """Apply one part after the other. Raises TouchSameItemError."""
    composed = old
    for part in parts:
        composed = apply(composed, old, part)
    return composed
