"""What a decision needs from outside: a board's schools, leaflets, and what differs in them."""

from collections.abc import Iterable
from typing import Protocol

from adapters.directory import schools_of
from adapters.postgres import Pool
from adapters.texts import find_leaflets
from domain.agreement.gathering import Gathered, GatheredLeaflet, Need
from domain.leaflet.compare import compare
from domain.leaflet.completeness import missing
from domain.leaflet.digest import digest
from domain.leaflet.importance import JudgedItem, importance
from domain.leaflet.leaflet import Leaflet


class Gatherer(Protocol):
    """Knows the facts."""

    async def gather(self, need: Need) -> Gathered:
        """Return what is needed; a leaflet that is not stored is left out."""


class StoredFacts:
    """The facts as Postgres has them, and the policy that the engine runs under."""

    def __init__(self, pool: Pool, policy: str) -> None:
        self._pool, self._policy = pool, policy

    async def gather(self, need: Need) -> Gathered:
        stored = await find_leaflets(self._pool, (*need.leaflets, *need.compare_from))
        return Gathered(
            policy=self._policy,
            schools=await schools_of(self._pool, need.board),
            leaflets=tuple(_gathered(one, stored[one]) for one in need.leaflets if one in stored),
            items=_items(need, stored),
        )


def _gathered(stored_hash: str, leaflet: Leaflet) -> GatheredLeaflet:
    """Describe a leaflet, under the hash of its stored bytes."""
    return GatheredLeaflet(
        digest=digest(leaflet).model_copy(update={"hash": stored_hash}),
        missing=tuple(f"{one.path} ({one.article})" for one in missing(leaflet)),
    )


def _items(need: Need, stored: dict[str, Leaflet]) -> tuple[JudgedItem, ...]:
    new = _first(need.leaflets, stored)
    bases = (stored[one] for one in need.compare_from if one in stored)
    same = (base for base in bases if new is not None and base.product == new.product)
    base = next(same, None)
    return importance(compare(base, new)) if base is not None and new is not None else ()


def _first(hashes: Iterable[str], stored: dict[str, Leaflet]) -> Leaflet | None:
    return next((stored[one] for one in hashes if one in stored), None)
