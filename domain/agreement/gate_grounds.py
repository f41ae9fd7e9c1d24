"""The events on which a yes of the gate rests: signed for, chosen, and brought by a change."""

from collections.abc import Iterable, Mapping

from domain.agreement.events.changes import ChangeApproved, ChangeScheduled, ChangeTold
from domain.agreement.events.offering import (
    AgreementActivated,
    ChoicesRecorded,
    ProductAdded,
    SchoolAdded,
)
from domain.agreement.products import kind_of, product_of
from domain.agreement.state import Agreement
from domain.agreement.verdicts import Window
from domain.events import AnyEvent
from domain.records import EventRecord
from domain.values import CORE

Ground = tuple[str, ...]
"""What an event may give: ("activated",), ("added", product), ("chosen", school, product,
service) or ("brought", change)."""
Grounds = Mapping[Ground, int]
"""The version of the last event that gave it."""
GROUND_TYPES = (
    "agreement.activated",
    "product.added",
    "choices.recorded",
    "school.added",
    "change.approved",
    "change.told",
    "change.scheduled",
)


def grounds(records: Iterable[EventRecord]) -> Grounds:
    """Read what may open a gate out of the log, in its order; other events are passed over."""
    return {ground: record.version for record in records for ground in _given(record.event)}


def _given(event: AnyEvent) -> tuple[Ground, ...]:
    match event:
        case AgreementActivated():
            return (("activated",),)
        case ProductAdded():
            return (("added", event.product),)
        case ChoicesRecorded() | SchoolAdded():
            return tuple(("chosen", *choice.key) for choice in event.choices)
        case ChangeApproved() | ChangeTold() | ChangeScheduled() if event.in_force_from:
            return (("brought", event.change),)
        case _:
            return ()


def deciding(found: Grounds, state: Agreement, window: Window) -> tuple[int, ...]:
    """Return the versions of the events that opened a window, in their order.

    They are: what put the product in force here, the board's yes to the product, its yes to the
    option where it is one, and what brought the leaflet where it is not the one signed for; of
    each the last up to the beginning of the window. `state` is the fold up to then.
    """
    entered = found.get(("added", window.product), found.get(("activated",), 0))
    core = found.get(("chosen", window.school, window.product, CORE), 0)
    option = found.get(("chosen", window.school, window.product, window.service), 0)
    brought = [one for one in _brought(found, state, window) if one > entered]
    versions = {entered, core, option if _is_option(state, window) else core, *brought[-1:]}
    return tuple(sorted(version for version in versions if version))


def _brought(found: Grounds, state: Agreement, window: Window) -> list[int]:
    """Return what brought the leaflet; one signed for anew may have come by a change before."""
    return sorted(
        found.get(("brought", change.id), 0)
        for change in state.changes
        if change.product == window.product and change.leaflet.hash == window.leaflet
    )


def _is_option(state: Agreement, window: Window) -> bool:
    product = product_of(state, window.product)
    return product is not None and any(
        kind_of(entry.leaflet, window.service) == "optional"
        for entry in product.schedule
        if entry.leaflet.hash == window.leaflet
    )
