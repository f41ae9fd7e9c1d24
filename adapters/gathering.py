"""What a decision needs from outside: a board's schools, leaflets, and what differs in them."""

from collections.abc import Mapping
from typing import Protocol

from adapters.directory import schools_of
from adapters.leaflet_judgements import Described, LeafletJudgements
from adapters.postgres import Pool
from domain.agreement.gathering import Gathered, GatheredLeaflet, Need


class Gatherer(Protocol):
    """Knows the facts."""

    async def gather(self, need: Need) -> Gathered:
        """Return what is needed; a leaflet that is not stored is left out."""


class StoredFacts:
    """The facts as Postgres has them, and the policy that the engine runs under."""

    def __init__(self, pool: Pool, policy: str) -> None:
        self._pool, self._policy = pool, policy
        self._judgements = LeafletJudgements(pool)

    async def gather(self, need: Need) -> Gathered:
        stored = await self._judgements.described((*need.leaflets, *need.compare_from))
        base = base_of(need, stored)
        return Gathered(
            policy=self._policy,
            schools=await schools_of(self._pool, need.board),
            leaflets=tuple(_gathered(stored[one]) for one in need.leaflets if one in stored),
            compared_from=base,
            items=await self._judgements.items(base, need.leaflets[0]) if base else (),
        )


def base_of(need: Need, stored: Mapping[str, Described]) -> str | None:
    """Return which of the leaflets the first one is compared with: that of its own product."""
    if not need.leaflets or need.leaflets[0] not in stored:
        return None
    product = stored[need.leaflets[0]].digest.product
    known = (one for one in need.compare_from if one in stored)
    return next((one for one in known if stored[one].digest.product == product), None)


def _gathered(described: Described) -> GatheredLeaflet:
    return GatheredLeaflet(digest=described.digest, missing=described.missing)
