"""The gate of one agreement: whether a service is open to a school, and under which leaflet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from domain.agreement.deciding.end import end_of_agreement
from domain.agreement.gate_sheet import Sheet, sheet
from domain.agreement.state import Agreement, Product
from domain.agreement.verdicts import Allowed, Denied, Reason, Window

__all__ = ["Allowed", "Denied", "Reason", "Span", "Window", "permits", "spans", "windows"]


@dataclass(frozen=True, slots=True)
class Span:
    """The time in which a sheet of a product holds; `until` is exclusive, None is open-ended."""

    product: str
    sheet: Sheet
    since: datetime
    until: datetime | None


def permits(
    state: Agreement, school: str, product: str, service: str, at: datetime
) -> Allowed | Denied:
    """Answer for an instant; `state` is the fold of the log up to then (law 4).

    A service is named by its id in the leaflet; `core` is the product as such. Whether a school
    or an agreement is known at all is for the one to say who looked them up.
    """
    return said(state.id, sheet(state, product, at).answer(school, service))


def said(agreement: str, answer: str | Reason) -> Allowed | Denied:
    """Return what a sheet answers as the agreement's answer."""
    return Denied(answer) if isinstance(answer, Reason) else Allowed(agreement, answer)


def spans(state: Agreement) -> tuple[Span, ...]:
    """Return what the state says from its last event on, the scheduled future included."""
    start = state.last_at
    if start is None:
        return ()
    return tuple(span for product in state.products for span in _spans(state, product, start))


def _spans(state: Agreement, product: Product, start: datetime) -> Iterator[Span]:
    dates = (*(entry.since for entry in product.schedule), end_of_agreement(state))
    edges = sorted({start, *(one for one in dates if one is not None and one > start)})
    sheets = [(since, sheet(state, product.id, since)) for since in edges]
    begun = [next(same) for _, same in groupby(sheets, key=lambda one: one[1])]
    ends = (*(since for since, _ in begun[1:]), None)
    for (since, one), until in zip(begun, ends, strict=True):
        yield Span(product.id, one, since, until)


def windows(state: Agreement) -> tuple[Window, ...]:
    """Return all that the state permits from its last event on, the scheduled future included."""
    return windows_of(spans(state))


def windows_of(found: Iterable[Span]) -> tuple[Window, ...]:
    """Return all that sheets permit while they hold."""
    return tuple(
        Window(school, span.product, service, leaflet, span.since, span.until)
        for span in found
        if (leaflet := span.sheet.leaflet) is not None
        for school in sorted(span.sheet.schools)
        for service in sorted(span.sheet.services)
        if span.sheet.answer(school, service) == leaflet
    )
