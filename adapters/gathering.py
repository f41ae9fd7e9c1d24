"""What a decision needs from outside: a board's schools, leaflets, and what differs in them."""

from collections.abc import Mapping
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
        base = base_of(need, stored)
        return Gathered(
            policy=self._policy,
            schools=await schools_of(self._pool, need.board),
            leaflets=tuple(_gathered(one, stored[one]) for one in need.leaflets if one in stored),
            compared_from=base,
            items=_items(stored, base, need.leaflets[0]) if base else (),
        )


def base_of(need: Need, stored: Mapping[str, Leaflet]) -> str | None:
    """Return which of the leaflets the first one is compared with: that of its own product."""
    if not need.leaflets or need.leaflets[0] not in stored:
        return None
    product = stored[need.leaflets[0]].product
    known = (one for one in need.compare_from if one in stored)
    return next((one for one in known if stored[one].product == product), None)


def _gathered(stored_hash: str, leaflet: Leaflet) -> GatheredLeaflet:
    """Describe a leaflet, under the hash of its stored bytes."""
    return GatheredLeaflet(
        digest=digest(leaflet).model_copy(update={"hash": stored_hash}),
        missing=tuple(f"{one.path} ({one.article})" for one in missing(leaflet)),
    )


def _items(stored: Mapping[str, Leaflet], base: str, new: str) -> tuple[JudgedItem, ...]:
    return importance(compare(stored[base], stored[new]))
