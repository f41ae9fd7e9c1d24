"""What a decision needs from outside: a board's schools, leaflets, and what differs in them."""

from collections.abc import Mapping
from typing import Protocol

from adapters.compositions import Compositions, Made
from adapters.directory import schools_of
from adapters.leaflet_judgements import Described, LeafletJudgements
from adapters.postgres import Pool
from adapters.products import owners_of
from domain.agreement.gathering import Composed, Composition, Gathered, GatheredLeaflet, Need

Owners = Mapping[str, str]


class Gatherer(Protocol):
    """Knows the facts."""

    async def gather(self, need: Need) -> Gathered:
        """Return what is needed; a leaflet that is not stored is left out."""


class StoredFacts:
    """The facts as Postgres has them, and the policy that the engine runs under."""

    def __init__(self, pool: Pool, policy: str) -> None:
        self._pool, self._policy = pool, policy
        self._judgements = LeafletJudgements(pool)
        self._compositions = Compositions(pool, self._judgements)

    async def gather(self, need: Need) -> Gathered:
        stored = await self._judgements.described((*need.leaflets, *need.compare_from))
        made = {one: await self._compositions.made(one) for one in need.compositions}
        base = base_of(need, stored)
        owners = await self._owners(stored, made)
        leaflets = (stored[one] for one in need.leaflets if one in stored)
        return Gathered(
            policy=self._policy,
            schools=await schools_of(self._pool, need.board),
            leaflets=tuple(_gathered(one, owners) for one in leaflets),
            compared_from=base,
            items=await self._judgements.items(base, need.leaflets[0]) if base else (),
            compositions=tuple(_composed(one, made[one], owners) for one in need.compositions),
        )

    async def _owners(
        self, stored: Mapping[str, Described], made: Mapping[Composition, Made | None]
    ) -> Owners:
        """Who offers each product: asked anew each time, for it can change."""
        composed = (one.leaflet for one in made.values() if one is not None)
        return await owners_of(
            self._pool, {one.digest.product for one in (*stored.values(), *composed)}
        )


def base_of(need: Need, stored: Mapping[str, Described]) -> str | None:
    """Return which of the leaflets the first one is compared with: that of its own product."""
    if not need.leaflets or need.leaflets[0] not in stored:
        return None
    product = stored[need.leaflets[0]].digest.product
    known = (one for one in need.compare_from if one in stored)
    return next((one for one in known if stored[one].digest.product == product), None)


def _gathered(described: Described, owners: Owners) -> GatheredLeaflet:
    return GatheredLeaflet(
        digest=described.digest,
        missing=described.missing,
        supplier=owners.get(described.digest.product),
    )


def _composed(wanted: Composition, made: Made | None, owners: Owners) -> Composed:
    if made is None:
        return Composed(of=wanted)
    leaflet = _gathered(made.leaflet, owners)
    return Composed(of=wanted, base=made.base.digest, leaflet=leaflet, items=made.items)
