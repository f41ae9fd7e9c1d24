"""What decisions about a product read from the gathered facts, and refuse of them."""

from domain.agreement.deciding.facts import FactsNotGatheredError, unusable_names
from domain.agreement.refusals import LeafletNamesError, UnknownLeafletError
from domain.leaflet.apply import TouchSameItemError
from domain.leaflet.completeness import LeafletIncompleteError
from domain.leaflet.digest import LeafletDigest
from domain.product.announcement import AnnouncedLeaflet
from domain.product.gathering import ProductGathered
from domain.product.refusals import (
    ConsequencesMissingError,
    LeafletOfOtherProductError,
    PartsNotWholeError,
)
from domain.product.requests import Request
from domain.product.state import Product


def facts_of(request: Request) -> ProductGathered:
    """Return the gathered facts. Raises FactsNotGatheredError where they lack."""
    if request.gathered is None:
        raise FactsNotGatheredError
    return request.gathered


def usable_leaflet(state: Product, facts: ProductGathered, leaflet: str) -> LeafletDigest:
    """Return a stored leaflet of this product that misses nothing and can be chosen by name."""
    found = next((one for one in facts.leaflets if one.digest.hash == leaflet), None)
    if found is None:
        raise UnknownLeafletError(leaflet)
    if found.digest.product != state.product:
        raise LeafletOfOtherProductError(found.digest.product)
    if found.missing:
        raise LeafletIncompleteError("; ".join(found.missing))
    if unusable := unusable_names(found.digest):
        raise LeafletNamesError(", ".join(unusable))
    return found.digest


def refuse_untold_consequences(facts: ProductGathered, announced: AnnouncedLeaflet) -> None:
    """Both audiences are told, or nothing is announced (7.1, 9.2)."""
    texts = {"board": announced.consequences.board, "parents": announced.consequences.parents}
    if untold := [audience for audience, text in texts.items() if text not in facts.texts]:
        raise ConsequencesMissingError(", ".join(untold))


def refuse_dependent(facts: ProductGathered, announced: AnnouncedLeaflet) -> None:
    """What touches the same item as the change before it cannot be decided without it."""
    if announced.independent_of is not None and facts.touched_twice is not None:
        raise TouchSameItemError(facts.touched_twice)


def refuse_unfit_parts(state: Product, facts: ProductGathered, announced: AnnouncedLeaflet) -> None:
    """Each part is a usable leaflet of its own, and all together are the whole change."""
    for part in announced.parts:
        usable_leaflet(state, facts, part.leaflet)
    if announced.parts and not facts.is_whole:
        raise PartsNotWholeError
