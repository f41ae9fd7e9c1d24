"""The gate: whether a supplier may process a service for a school, and under which leaflet."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.agreement.choices import is_yes
from domain.agreement.deciding.end import end_of_agreement
from domain.agreement.products import leaflet_at, product_of, products_in_force
from domain.agreement.state import Agreement, Phase, Product
from domain.leaflet.digest import LeafletDigest, ServiceDigest
from domain.values import CORE


class Reason(StrEnum):
    """Why the gate is closed: a closed list."""

    NO_AGREEMENT = "no_agreement"
    NOT_SIGNED = "not_signed"
    PRODUCT_NOT_CHOSEN = "product_not_chosen"
    OPTION_NOT_CHOSEN = "option_not_chosen"
    SCHOOL_OUT_OF_SCOPE = "school_out_of_scope"
    NOT_YET_IN_FORCE = "not_yet_in_force"
    ENDED = "ended"
    SUPPLIER_IS_CONTROLLER = "supplier_is_controller"
    UNKNOWN_PRODUCT = "unknown_product"
    UNKNOWN_SCHOOL = "unknown_school"
    UNKNOWN_SERVICE = "unknown_service"


@dataclass(frozen=True, slots=True)
class Allowed:
    """Open, by this agreement and under this leaflet."""

    agreement: str
    leaflet: str


@dataclass(frozen=True, slots=True)
class Denied:
    """Closed, and why."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Window:
    """A time in which the gate is open; `until` is exclusive, None is open-ended."""

    school: str
    product: str
    service: str
    leaflet: str
    since: datetime
    until: datetime | None


def permits(
    state: Agreement, school: str, product: str, service: str, at: datetime
) -> Allowed | Denied:
    """Answer for an instant; `state` is the fold of the log up to then (law 4).

    A service is named by its id in the leaflet; `core` is the product as such.
    """
    if closed := _agreement_closed(state, at):
        return Denied(closed)
    known = product_of(state, product)
    if known is None:
        return Denied(Reason.UNKNOWN_PRODUCT)
    if closed := _school_closed(state, school) or _product_closed(state, known, school, at):
        return Denied(closed)
    leaflet = leaflet_at(known, at)
    if leaflet is None:
        return Denied(Reason.NOT_YET_IN_FORCE)
    if closed := _service_closed(state, known, leaflet, (school, product, service)):
        return Denied(closed)
    return Allowed(state.id, leaflet.hash)


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


def _school_closed(state: Agreement, school: str) -> Reason | None:
    return None if school in state.schools else Reason.SCHOOL_OUT_OF_SCOPE


def _product_closed(state: Agreement, product: Product, school: str, at: datetime) -> Reason | None:
    match product.standing:
        case "dropped":
            return Reason.ENDED
        case "offered":
            return Reason.NOT_SIGNED
        case "declined":
            return Reason.PRODUCT_NOT_CHOSEN
        case "in_force":
            if not is_yes(state.choices, (school, product.id, CORE)):
                return Reason.PRODUCT_NOT_CHOSEN
            return None if product.schedule[0].since <= at else Reason.NOT_YET_IN_FORCE


def _service_closed(
    state: Agreement, product: Product, leaflet: LeafletDigest, key: tuple[str, str, str]
) -> Reason | None:
    service = _service(leaflet, key[2])
    if service is None:
        ahead = any(_service(entry.leaflet, key[2]) for entry in product.schedule)
        return Reason.NOT_YET_IN_FORCE if ahead else Reason.UNKNOWN_SERVICE
    if service.controller:
        return Reason.SUPPLIER_IS_CONTROLLER
    if service.kind == "optional" and not is_yes(state.choices, key):
        return Reason.OPTION_NOT_CHOSEN
    return None


def _service(leaflet: LeafletDigest, service: str) -> ServiceDigest | None:
    found = [known for known in leaflet.services if known.id == service]
    if service == CORE and not found:
        found = [known for known in leaflet.services if known.kind == "core"]
    return found[0] if found else None


def windows(state: Agreement) -> tuple[Window, ...]:
    """Return all that the state permits from its last event on, the scheduled future included."""
    start = state.last_at
    if start is None or state.phase is not Phase.ACTIVE:
        return ()
    ends = end_of_agreement(state)
    return tuple(
        Window(school, product.id, service, leaflet.hash, since, until)
        for product in products_in_force(state)
        for leaflet, since, until in _spans(product, start, ends)
        for school in state.schools
        for service in _open_services(state, product, leaflet, school)
    )


def _spans(
    product: Product, start: datetime, ends: datetime | None
) -> tuple[tuple[LeafletDigest, datetime, datetime | None], ...]:
    """Return each leaflet of the schedule with the time it rules, cut at start and end."""
    nexts = (*(entry.since for entry in product.schedule[1:]), None)
    spans = []
    for entry, following in zip(product.schedule, nexts, strict=True):
        until = min((one for one in (following, ends) if one is not None), default=None)
        since = max(entry.since, start)
        if until is None or since < until:
            spans.append((entry.leaflet, since, until))
    return tuple(spans)


def _open_services(
    state: Agreement, product: Product, leaflet: LeafletDigest, school: str
) -> tuple[str, ...]:
    if _product_closed(state, product, school, product.schedule[0].since):
        return ()
    return tuple(
        service.id
        for service in leaflet.services
        if _service_closed(state, product, leaflet, (school, product.id, service.id)) is None
    )
