"""The gate of one agreement: whether a service is open to a school, and under which leaflet."""

from collections.abc import Iterator
from datetime import datetime

from domain.agreement.deciding.end import end_of_agreement
from domain.agreement.gate_sheet import sheet
from domain.agreement.products import products_in_force
from domain.agreement.state import Agreement, Phase, Product
from domain.agreement.verdicts import Allowed, Denied, Reason, Window
from domain.leaflet.digest import LeafletDigest
from domain.values import CORE

__all__ = ["Allowed", "Denied", "Reason", "Window", "permits", "windows"]


def permits(
    state: Agreement, school: str, product: str, service: str, at: datetime
) -> Allowed | Denied:
    """Answer for an instant; `state` is the fold of the log up to then (law 4).

    A service is named by its id in the leaflet; `core` is the product as such. Whether a school
    or an agreement is known at all is for the one to say who looked them up.
    """
    answer = sheet(state, product, at).answer(school, service)
    return Denied(answer) if isinstance(answer, Reason) else Allowed(state.id, answer.hash)


def windows(state: Agreement) -> tuple[Window, ...]:
    """Return all that the state permits from its last event on, the scheduled future included."""
    start = state.last_at
    if start is None or state.phase is not Phase.ACTIVE:
        return ()
    return tuple(
        window
        for product in products_in_force(state)
        for leaflet, since, until in _spans(product, start, end_of_agreement(state))
        for window in _open(state, leaflet, since, until)
    )


def _open(
    state: Agreement, leaflet: LeafletDigest, since: datetime, until: datetime | None
) -> Iterator[Window]:
    """Yield what is open while one leaflet rules: nothing else moves in that time."""
    product = leaflet.product
    ruling = sheet(state, product, since)
    for school in state.schools:
        for service in dict.fromkeys((CORE, *(one.id for one in leaflet.services))):
            if ruling.answer(school, service) is leaflet:
                yield Window(school, product, service, leaflet.hash, since, until)


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
