"""Services that a school holds data of, and those that leave the leaflet in force (law 11)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.agreement.choices import Key, choice_of
from domain.agreement.products import kind_of, products_in_force
from domain.agreement.state import Agreement, Product
from domain.leaflet.digest import LeafletDigest
from domain.values import CORE, Answer


@dataclass(frozen=True, slots=True)
class Removal:
    """A service that a school has, and the instant from which it is no part of the agreement."""

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
        for service in leaflets[index - 1].services:
            gone = kind_of(entry.leaflet, service.id) is None
            keys = ((school, product.id, service.id) for school in state.schools)
            if gone and any(holds(state, leaflets[:index], key) for key in keys):
                yield Removal(product.id, service.id, entry.since)


def holds(state: Agreement, leaflets: Sequence[LeafletDigest], key: Key) -> bool:
    """Tell whether a school has the service, or its data still, under the last of the leaflets.

    As core it came with the product. What turned from core to optional is held until the board
    says no: that it is closed meanwhile destroys nothing.
    """
    school, product, service = key
    core = choice_of(state.choices, (school, product, CORE))
    option = choice_of(state.choices, key)
    hashes = {leaflet.hash for leaflet in leaflets}
    if core is None or core.answer is Answer.NO or core.leaflet not in hashes:
        return False
    held = False
    for leaflet in leaflets:
        kind = kind_of(leaflet, service)
        if kind != "optional":
            held = kind == "core"
        elif option is not None and option.leaflet == leaflet.hash:
            held = option.answer is Answer.YES
    return held
