"""Deciding on what the engine brings of a product: an announcement, or that it is withdrawn."""

from datetime import datetime

from domain.agreement import commands as c
from domain.agreement.arriving import ways
from domain.agreement.changes import base_of, is_pending
from domain.agreement.deciding.arrival import Arrival, arrived
from domain.agreement.deciding.facts import complete_leaflet, facts_of
from domain.agreement.deciding.falling import falls
from domain.agreement.events import Events
from domain.agreement.events.changes import ChangeSuperseded, ChangeWithdrawn
from domain.agreement.evolve import evolved
from domain.agreement.gathering import Need
from domain.agreement.products import product_of, products_in_force
from domain.agreement.requests import Request
from domain.agreement.state import Agreement, Change, Phase

_HEARD = (Phase.ACTIVE, Phase.ENDING)


def needed(state: Agreement, command: c.ReceiveChange, now: datetime) -> Need | None:
    """The leaflet's product is known only once it is read: every product's base is named."""
    if not _is_news(state, command):
        return None
    state = evolved(state, _superseding(state, command, now), now)
    products = products_in_force(state)
    bases = (base_of(state, product.id, now) for product in products)
    compositions = (
        composition
        for product in products
        for way in ways(state, command, product, now)
        for composition in way.compositions
    )
    return Need(
        board=state.board,
        leaflets=(command.leaflet,),
        compare_from=tuple(base.hash for base in bases if base is not None),
        compositions=tuple(dict.fromkeys(compositions)),
    )


def receive(state: Agreement, command: c.ReceiveChange, request: Request, now: datetime) -> Events:
    """Judge an announcement by this agreement's own leaflet and choices (laws 5 and 7).

    What is here already, or is of a product that is not, brings nothing.
    """
    if not _is_news(state, command):
        return ()
    facts = facts_of(request)
    leaflet = complete_leaflet(facts, command.leaflet, state.supplier)
    product = product_of(state, leaflet.product)
    if product is None or product.standing != "in_force":
        return ()
    superseded = _superseding(state, command, now, product.id)
    state = evolved(state, superseded, now)
    return (*superseded, *arrived(state, Arrival(command, product, leaflet), facts, now))


def withdraw(state: Agreement, command: c.WithdrawChange, now: datetime) -> Events:
    """Take an announcement back where it is pending; what is in force stays until a new change."""
    change = _pending(state, command.change, now)
    if change is None:
        return ()
    withdrawn = ChangeWithdrawn(change=change.id, reason=command.reason)
    return (withdrawn, *falls(state, change.id, now))


def _is_news(state: Agreement, command: c.ReceiveChange) -> bool:
    here = (known.id for known in state.changes)
    return state.phase in _HEARD and command.change not in here


def _superseding(
    state: Agreement, command: c.ReceiveChange, now: datetime, product: str | None = None
) -> Events:
    """Close the change that this one corrects, and what stood on it."""
    corrected = _pending(state, command.corrects, now)
    if corrected is None or product not in (None, corrected.product):
        return ()
    gone = ChangeSuperseded(change=corrected.id, by=command.change)
    return (gone, *falls(state, corrected.id, now))


def _pending(state: Agreement, change: str | None, now: datetime) -> Change | None:
    known = (one for one in state.changes if one.id == change)
    return next((one for one in known if is_pending(one, now)), None)
