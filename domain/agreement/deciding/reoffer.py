"""Deciding to offer a lapsed change again, to this board alone."""

from datetime import datetime
from itertools import dropwhile

from domain.agreement import commands as c
from domain.agreement.changes import change_of, independent, is_in_force, is_pending
from domain.agreement.deciding import change as announced
from domain.agreement.deciding.arrival import Arrival, arrived
from domain.agreement.deciding.composed import hashes_here
from domain.agreement.deciding.facts import complete_leaflet, facts_of
from domain.agreement.events import Events
from domain.agreement.gathering import Need
from domain.agreement.products import product_of
from domain.agreement.refusals import (
    AnotherChangeWaitsError,
    ChangeAlreadyReceivedError,
    ChangeOvertakenError,
    NotLapsedError,
    UnknownProductError,
)
from domain.agreement.requests import Request
from domain.agreement.state import Agreement, Change, ChangeStanding, Product
from domain.refusals import RefusedError


def needed(state: Agreement, command: c.ReofferChange, now: datetime) -> Need | None:
    """What it takes to receive it again; nothing where it is refused anyhow."""
    try:
        change, _ = _offered_again(state, command, now)
    except RefusedError:
        return None
    return announced.needed(state, _announcement(state, change, command.new_change), now)


def reoffer(state: Agreement, command: c.ReofferChange, request: Request, now: datetime) -> Events:
    """Ask again, against what is in force here now."""
    change, product = _offered_again(state, command, now)
    facts = facts_of(request)
    leaflet = complete_leaflet(facts, change.published, state.supplier)
    announcement = _announcement(state, change, command.new_change)
    return arrived(state, Arrival(announcement, product, leaflet, change.id), facts, now)


def _offered_again(
    state: Agreement, command: c.ReofferChange, now: datetime
) -> tuple[Change, Product]:
    change = change_of(state, command.change)
    if change.standing is not ChangeStanding.LAPSED:
        raise NotLapsedError(change.standing.value)
    product = product_of(state, change.product)
    if product is None or product.standing != "in_force":
        raise UnknownProductError(change.product)
    if any(known.id == command.new_change for known in state.changes):
        raise ChangeAlreadyReceivedError(command.new_change)
    if change.published in hashes_here(state, product.id, now):
        raise ChangeAlreadyReceivedError(change.id)
    _refuse_behind_others(state, change, now)
    return change, product


def _refuse_behind_others(state: Agreement, change: Change, now: datetime) -> None:
    """A leaflet that came later holds it already, unless it was declared independent."""
    since = dropwhile(lambda one: one.id != change.id, state.changes)
    for later in since:
        if later.product != change.product or independent(later, change):
            continue
        if is_pending(later, now):
            raise AnotherChangeWaitsError(later.id)
        if is_in_force(later, now):
            raise ChangeOvertakenError(later.id)


def _announcement(state: Agreement, change: Change, new_change: str) -> c.ReceiveChange:
    """What was composed here is composed again."""
    beside = tuple(one.id for one in state.changes if independent(one, change))
    itself = () if change.is_as_published else (change.id,)
    return c.ReceiveChange(
        change=new_change,
        leaflet=change.published,
        announced_from=change.announced_from,
        label=change.label,
        predecessor=change.predecessor,
        independent_of=(*beside, *itself),
        announcement=change.announcement,
    )
