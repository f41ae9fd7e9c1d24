"""Leaflets that are composed of others: made once, stored under their own hash, and compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

from adapters.leaflet_judgements import Described, Latest, LeafletJudgements
from adapters.postgres import Pool
from adapters.texts import find_leaflets, put_leaflet
from domain.agreement.gathering import Composition, Difference
from domain.leaflet.apply import TouchSameItemError, apply
from domain.leaflet.compare import OtherProductError
from domain.leaflet.importance import JudgedItem
from domain.leaflet.leaflet import Leaflet

Stored = Mapping[str, Leaflet]


@dataclass(frozen=True, slots=True)
class Made:
    """What a leaflet is made on, the leaflet, and what differs; both are stored."""

    base: Described
    leaflet: Described
    items: tuple[JudgedItem, ...]


class Compositions:
    """The same composition is made once, for however many agreements."""

    def __init__(self, pool: Pool, judgements: LeafletJudgements, room: int = 256) -> None:
        self._pool, self._judgements = pool, judgements
        self._made: Latest[Composition, Made] = Latest(room)

    async def made(self, wanted: Composition) -> Made | None:
        """Return what came of it; None where differences touch the same item, or cannot be had.

        Raises `CorruptTextError` or `DatabaseUnavailableError`.
        """
        if (known := self._made.find(wanted)) is not None:
            return known
        named = leaflets_named(wanted)
        stored = await find_leaflets(self._pool, named)
        composed = composed_of(wanted, stored) if len(stored) == len(named) else None
        if composed is None:
            return None
        base, leaflet = [await self._kept(one, stored) for one in composed]
        described = await self._judgements.described((base, leaflet))
        items = await self._judgements.items(base, leaflet)
        return self._made.keep(wanted, Made(described[base], described[leaflet], items))

    async def _kept(self, leaflet: Leaflet, stored: Stored) -> str:
        """Return the hash of a leaflet: one that comes to what its supplier published is that."""
        known = (one for one, other in stored.items() if other == leaflet)
        return next(known, None) or await put_leaflet(self._pool, leaflet)


def leaflets_named(wanted: Composition) -> tuple[str, ...]:
    """Return the hashes of all that a composition is made of."""
    after = (one for difference in wanted.after for one in (difference.old, difference.new))
    old = () if wanted.old is None else (wanted.old,)
    return tuple(dict.fromkeys((wanted.onto, *after, *old, wanted.new)))


def composed_of(wanted: Composition, stored: Stored) -> tuple[Leaflet, Leaflet] | None:
    """Return the base and the leaflet; None where differences touch the same item."""

    def applied(onto: Leaflet, difference: Difference) -> Leaflet:
        return apply(onto, stored[difference.old], stored[difference.new])

    try:
        base = reduce(applied, wanted.after, stored[wanted.onto])
        if wanted.old is None:
            return base, stored[wanted.new]
        return base, apply(base, stored[wanted.old], stored[wanted.new])
    except (TouchSameItemError, OtherProductError):
        return None
