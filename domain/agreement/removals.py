"""Services that leave the leaflet in force: their data ends there too (law 11)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from domain.agreement.products import products_in_force, stands
from domain.agreement.state import Agreement, Product
from domain.leaflet.digest import LeafletDigest, ServiceDigest
from domain.values import CORE, Answer


@dataclass(frozen=True, slots=True)
class Removal:
    """A service that a school has, and the instant from which no leaflet names it."""

    product: str
    service: str
    at: datetime


def removals(state: Agreement) -> Iterator[Removal]:
    """Yield those, past and scheduled, for which no ending was opened."""
    opened = {
        (ending.scope.product, ending.scope.service, ending.removed_at) for ending in state.endings
    }
    for product in products_in_force(state):
        for removal in _of_product(state, product):
            if (removal.product, removal.service, removal.at) not in opened:
                yield removal


def _of_product(state: Agreement, product: Product) -> Iterator[Removal]:
    leaflets = [entry.leaflet for entry in product.schedule]
    for index, entry in enumerate(product.schedule[1:], start=1):
        kept = {service.id for service in entry.leaflet.services}
        for service in leaflets[index - 1].services:
            if service.id not in kept and _was_had(state, leaflets[:index], service):
                yield Removal(product.id, service.id, entry.since)


def _was_had(state: Agreement, leaflets: list[LeafletDigest], service: ServiceDigest) -> bool:
    """Tell whether a school has it by an answer on one of these leaflets."""
    asked = CORE if service.kind == "core" else service.id
    hashes = {leaflet.hash for leaflet in leaflets}
    return any(
        choice.product == leaflets[-1].product
        and choice.service == asked
        and choice.answer is Answer.YES
        and choice.leaflet in hashes
        and (asked == CORE or stands(choice, leaflets))
        for choice in state.choices
    )
