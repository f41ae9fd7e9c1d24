"""What a state says of one product at an instant, for every school and service at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.agreement.deciding.end import end_of_agreement
from domain.agreement.gate_services import (
    closed_services,
    named_services,
    open_services,
    options,
    services_of,
)
from domain.agreement.products import leaflet_at, product_of
from domain.agreement.state import Agreement, Phase, Product
from domain.agreement.verdicts import Reason
from domain.values import CORE, Answer


@dataclass(frozen=True, slots=True)
class Sheet:
    """What closes the product to everybody, or what opens it to whom.

    A service stands in `closed_services` with what closes it everywhere, in `options` with the
    schools whose yes to it holds, or under `open_services`. `leaflet` is the hash of the one that
    rules, `services` all that any leaflet names here.
    """

    closed: Reason | None
    services: frozenset[str] = frozenset()
    schools: frozenset[str] = frozenset()  # in scope
    standing: Reason | None = None  # what closes the product in all of them
    chosen: frozenset[str] = frozenset()  # said yes to the product
    leaflet: str | None = None
    open_services: frozenset[str] = frozenset()
    options: Mapping[str, frozenset[str]] = field(default_factory=dict)
    closed_services: Mapping[str, Reason] = field(default_factory=dict)

    def answer(self, school: str, service: str) -> str | Reason:
        """Return the hash of the leaflet under which it is open to the school, or what closes it.

        `service` is an id of the leaflet, or `core` for the product as such.
        """
        if closed := self.closed or self._closed_to(school):
            return closed
        if self.leaflet is None:
            return Reason.NOT_YET_IN_FORCE
        if service in self.open_services:
            return self.leaflet
        if service in self.options:
            return self.leaflet if school in self.options[service] else Reason.OPTION_NOT_CHOSEN
        return self.closed_services.get(service, Reason.UNKNOWN_SERVICE)

    def _closed_to(self, school: str) -> Reason | None:
        if school not in self.schools:
            return Reason.SCHOOL_OUT_OF_SCOPE
        if self.standing is not None:
            return self.standing
        return None if school in self.chosen else Reason.PRODUCT_NOT_CHOSEN


def sheet(state: Agreement, product: str, at: datetime) -> Sheet:
    """Read the state; it is the fold of the log up to `at`, or up to what was known of it."""
    known = product_of(state, product)
    if known is None:
        return Sheet(Reason.UNKNOWN_PRODUCT if state.products else Reason.NO_AGREEMENT)
    if closed := _agreement_closed(state, at):
        return Sheet(closed, services_of(known))
    leaflet = leaflet_at(known, at)
    ruling = named_services(leaflet)
    return Sheet(
        closed=None,
        services=services_of(known),
        schools=frozenset(state.schools),
        standing=_standing(known),
        chosen=_chosen(state, known),
        leaflet=leaflet.hash if leaflet else None,
        open_services=open_services(ruling),
        options=options(state, known, ruling, at),
        closed_services=closed_services(known, ruling, at),
    )


def _agreement_closed(state: Agreement, at: datetime) -> Reason | None:
    ends = end_of_agreement(state)
    match state.phase:
        case Phase.UNBORN | Phase.REFUSED | Phase.WITHDRAWN | Phase.LAPSED:
            return Reason.NO_AGREEMENT
        case Phase.OFFERED | Phase.CONSENTED:
            return Reason.NOT_SIGNED
        case Phase.ENDING | Phase.CLOSED:
            return Reason.ENDED
        case Phase.ACTIVE:
            return Reason.ENDED if ends is not None and at >= ends else None


def _standing(product: Product) -> Reason | None:
    match product.standing:
        case "dropped":
            return Reason.ENDED
        case "offered":
            return Reason.NOT_SIGNED
        case "declined":
            return Reason.PRODUCT_NOT_CHOSEN
        case "in_force":
            return None


def _chosen(state: Agreement, product: Product) -> frozenset[str]:
    return frozenset(
        choice.school
        for choice in state.choices
        if choice.product == product.id and choice.service == CORE and choice.answer is Answer.YES
    )
