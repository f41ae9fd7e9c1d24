"""The gate: whether a supplier may process a service for a school, and under which leaflet."""

from collections.abc import Iterator
from datetime import datetime

from domain.agreement.choices import Key, is_yes
from domain.agreement.deciding.end import end_of_agreement
from domain.agreement.products import has_option, leaflet_at, product_of, products_in_force
from domain.agreement.state import Agreement, Phase, Product
from domain.agreement.verdicts import Allowed, Denied, Reason, Window
from domain.leaflet.digest import LeafletDigest, ServiceDigest
from domain.values import CORE

__all__ = ["Allowed", "Denied", "Reason", "Window", "permits", "windows"]


def permits(
    state: Agreement, school: str, product: str, service: str, at: datetime
) -> Allowed | Denied:
    """Answer for an instant; `state` is the fold of the log up to then (law 4).

    A service is named by its id in the leaflet; `core` is the product as such. Whether a school
    or an agreement is known at all is for the one to say who looked them up.
    """
    known = product_of(state, product)
    if known is None:
        return Denied(Reason.UNKNOWN_PRODUCT if state.products else Reason.NO_AGREEMENT)
    if closed := _agreement_closed(state, at):
        return Denied(closed)
    if closed := _school_closed(state, known, school):
        return Denied(closed)
    leaflet = leaflet_at(known, at)
    if leaflet is None:
        return Denied(Reason.NOT_YET_IN_FORCE)
    if closed := _service_closed(state, known, leaflet, (school, product, service), at):
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


def _school_closed(state: Agreement, product: Product, school: str) -> Reason | None:
    if school not in state.schools:
        return Reason.SCHOOL_OUT_OF_SCOPE
    match product.standing:
        case "dropped":
            return Reason.ENDED
        case "offered":
            return Reason.NOT_SIGNED
        case "declined":
            return Reason.PRODUCT_NOT_CHOSEN
        case "in_force":
            chosen = is_yes(state.choices, (school, product.id, CORE))
            return None if chosen else Reason.PRODUCT_NOT_CHOSEN


def _service_closed(
    state: Agreement, product: Product, leaflet: LeafletDigest, key: Key, at: datetime
) -> Reason | None:
    service = _service(leaflet, key[2])
    if service is None:
        return _absence(product, key[2], at)
    if service.controller:
        return Reason.SUPPLIER_IS_CONTROLLER
    if service.kind == "optional" and not has_option(state, product, key, at):
        return Reason.OPTION_NOT_CHOSEN
    return None


def _absence(product: Product, service: str, at: datetime) -> Reason:
    """A leaflet of before may have named the service, or one that is still ahead."""
    begun = [entry.since <= at for entry in product.schedule if _service(entry.leaflet, service)]
    if any(begun):
        return Reason.ENDED
    return Reason.NOT_YET_IN_FORCE if begun else Reason.UNKNOWN_SERVICE


def _service(leaflet: LeafletDigest, service: str) -> ServiceDigest | None:
    found = [known for known in leaflet.services if known.id == service]
    if service == CORE and not found:
        core = (known for known in leaflet.services if known.kind == "core")
        found = sorted(core, key=lambda known: known.controller)
    return found[0] if found else None


def windows(state: Agreement) -> tuple[Window, ...]:
    """Return all that the state permits from its last event on, the scheduled future included."""
    start = state.last_at
    if start is None or state.phase is not Phase.ACTIVE:
        return ()
    return tuple(
        Window(school, product.id, service, leaflet.hash, since, until)
        for product in products_in_force(state)
        for leaflet, since, until in _spans(product, start, end_of_agreement(state))
        for school in state.schools
        if _school_closed(state, product, school) is None
        for service in dict.fromkeys((CORE, *(known.id for known in leaflet.services)))
        if _service_closed(state, product, leaflet, (school, product.id, service), since) is None
    )


def _spans(
    product: Product, start: datetime, ends: datetime | None
) -> Iterator[tuple[LeafletDigest, datetime, datetime | None]]:
    """Yield each leaflet of the schedule with the time it rules, cut at start and end."""
    nexts = (*(entry.since for entry in product.schedule[1:]), None)
    for entry, following in zip(product.schedule, nexts, strict=True):
        until = min((one for one in (following, ends) if one is not None), default=None)
        since = max(entry.since, start)
        if until is None or since < until:
            yield entry.leaflet, since, until
