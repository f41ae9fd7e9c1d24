"""The services of a product at an instant: open by themselves, open by choice, or closed."""

from collections.abc import Mapping
from datetime import datetime

from domain.agreement.products import leaflets_ever_in_force, stands
from domain.agreement.state import Agreement, Product
from domain.agreement.verdicts import Reason
from domain.leaflet.digest import LeafletDigest, ServiceDigest
from domain.values import CORE, Answer

Services = Mapping[str, ServiceDigest]


def services_of(product: Product) -> frozenset[str]:
    """Return every service that a leaflet of the product names here, and the product as such."""
    leaflets = (product.offered, *(entry.leaflet for entry in product.schedule))
    return frozenset((CORE, *(one.id for leaflet in leaflets for one in leaflet.services)))


def named_services(leaflet: LeafletDigest | None) -> Services:
    """Return a leaflet's services by id; the product as such is its core, whatever its name."""
    if leaflet is None:
        return {}
    named = {one.id: one for one in reversed(leaflet.services)}
    core = sorted((one for one in leaflet.services if one.kind == "core"), key=_is_own)
    return {CORE: core[0], **named} if core else named


def _is_own(service: ServiceDigest) -> bool:
    return service.controller


def open_services(ruling: Services) -> frozenset[str]:
    """Return what comes with the product."""
    return frozenset(
        service for service, one in ruling.items() if one.kind == "core" and not one.controller
    )


def options(
    state: Agreement, product: Product, ruling: Services, at: datetime
) -> dict[str, frozenset[str]]:
    """Return each optional service with the schools whose yes to it holds."""
    options = {
        service: set[str]()
        for service, one in ruling.items()
        if one.kind == "optional" and not one.controller
    }
    begun = leaflets_ever_in_force(product, at)
    for choice in state.choices:
        asked = choice.product == product.id and choice.service in options
        if asked and choice.answer is Answer.YES and stands(choice, begun):
            options[choice.service].add(choice.school)
    return {service: frozenset(schools) for service, schools in options.items()}


def closed_services(product: Product, ruling: Services, at: datetime) -> dict[str, Reason]:
    """Return what is the supplier's own, was named by a leaflet of before, or will be by one."""
    closed: dict[str, Reason] = {}
    for entry in reversed(product.schedule):
        reason = Reason.ENDED if entry.since <= at else Reason.NOT_YET_IN_FORCE
        closed |= dict.fromkeys(named_services(entry.leaflet), reason)
    return closed | {
        service: Reason.SUPPLIER_IS_CONTROLLER for service, one in ruling.items() if one.controller
    }
