"""The activity on products: what a decision about one needs from outside."""

from typing import Protocol

from temporalio import activity

from activities.alive import beating
from domain.product.gathering import ProductGathered, ProductNeed


class ProductFacts(Protocol):
    """Knows leaflets, texts, and what touches what."""

    async def gather(self, need: ProductNeed) -> ProductGathered:
        """Return what is needed; what is not stored is left out."""


class ProductActivities:
    """The facts for a product's turn."""

    def __init__(self, facts: ProductFacts) -> None:
        self._facts = facts

    @activity.defn(name="gather_product")
    @beating
    async def gather_product(self, need: ProductNeed) -> ProductGathered:
        """Fetch what a decision needs."""
        return await self._facts.gather(need)
