"""What a product can be found by in Temporal, as it stands."""

from temporalio.common import TypedSearchAttributes

from domain.announcing import Telling
from domain.product.state import Product
from workflows import search_attributes as by


def attributes(state: Product, telling: Telling | None = None) -> TypedSearchAttributes:
    """Return whose product it is, and how many agreements have heard all there is to hear."""
    return by.present(
        {
            by.PHASE: state.phase.value,
            by.SUPPLIER: state.supplier,
            by.PRODUCTS: [state.product],
            by.TOLD: telling.agreements - telling.lacking if telling else None,
            by.LACKING: telling.lacking if telling else None,
        }
    )
