"""What a decision about a product needs from outside: leaflets, texts, what touches what."""

from domain.leaflet.digest import LeafletDigest
from domain.messages import Message
from domain.values import Hash


class Overlap(Message):
    """Two differences in a row: before -> between, which the other may not touch, and -> after."""

    before: Hash
    between: Hash
    after: Hash


class Division(Message):
    """A difference old -> new, and the leaflets made of `old` with one part of it each."""

    old: Hash
    new: Hash
    parts: tuple[Hash, ...]


class ProductNeed(Message):
    """What the engine must fetch before it decides, by hash."""

    leaflets: tuple[Hash, ...]
    texts: tuple[Hash, ...] = ()
    overlap: Overlap | None = None
    division: Division | None = None


class FoundLeaflet(Message):
    """A stored leaflet: its digest, and what is missing from it, each with its article."""

    digest: LeafletDigest
    missing: tuple[str, ...]


class ProductGathered(Message):
    """The facts; what is not stored is left out.

    `composing` answers the last two; they stay as they are where nothing was asked.
    """

    leaflets: tuple[FoundLeaflet, ...] = ()
    texts: tuple[Hash, ...] = ()  # those that say something
    touched_twice: str | None = None  # the places of the overlap, as people write them
    is_whole: bool = False  # the parts together are the whole difference, each by itself


def leaflets_to_read(need: ProductNeed) -> tuple[Hash, ...]:
    """Return the leaflets that must be at hand as a whole, to answer what touches what."""
    overlap, division = need.overlap, need.division
    row = (overlap.before, overlap.between, overlap.after) if overlap else ()
    divided = (division.old, division.new, *division.parts) if division else ()
    return tuple(dict.fromkeys((*row, *divided)))
