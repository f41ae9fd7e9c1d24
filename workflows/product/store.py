"""The store as a product sees it."""

from domain.announcing import Tell, Telling, TellingOf, ToldSoFar
from domain.product.gathering import ProductGathered, ProductNeed
from workflows.options import FAN_OUT, GATHER, STORE
from workflows.store import asked


async def gather_product(need: ProductNeed) -> ProductGathered:
    """Fetch what a decision about a product needs from outside."""
    return await asked("gather_product", need, ProductGathered, GATHER)


async def tell_agreements(tell: Tell) -> ToldSoFar:
    """Signal a wave of the agreements that lack something of a product."""
    return await asked("tell_agreements", tell, ToldSoFar, FAN_OUT)


async def telling(product: TellingOf) -> Telling:
    """Ask how far the announcements of a product have come."""
    return await asked("telling", product, Telling, STORE)
