"""Deciding on announced changes: received, then told or asked (9.2)."""

from datetime import datetime

from domain.agreement import commands as c
from domain.agreement.changes import (
    base_of,
    change_of,
    is_pending,
    touches,
)
from domain.agreement.deciding.facts import FactsNotGatheredError, complete_leaflet, facts_of
from domain.agreement.deciding.falling import falls, pending_change
from domain.agreement.deciding.judging import Between, received_by
from domain.agreement.deciding.offer import terms_of
from domain.agreement.events import Events
from domain.agreement.events.changes import (
    ChangeProposed,
    ChangeReceived,
    ChangeSuperseded,
    ChangeTold,
    ServiceAtSchools,
)
from domain.agreement.evolve import evolved
from domain.agreement.products import product_of
from domain.agreement.refusals import (
    ChangeAlreadyReceivedError,
    UnknownChangeError,
    UnknownProductError,
)
from domain.agreement.requests import Request
from domain.agreement.state import Agreement, Change
from domain.leaflet.digest import LeafletDigest


def receive(state: Agreement, command: c.ReceiveChange, request: Request, now: datetime) -> Events:
    """Judge an announcement by this agreement's own leaflet and choices (laws 5 and 7)."""
    facts = facts_of(request)
    leaflet = complete_leaflet(facts, command.leaflet)
    superseded = superseding(state, command, now)
    state = evolved(state, superseded, now)
    base = base_of(state, leaflet.product, now)
    if base is None:
        raise UnknownProductError(leaflet.product)
    _refuse_repetition(state, command, leaflet, now)
    _refuse_other_product(state, command, leaflet)
    if facts.compared_from != base.hash:
        raise FactsNotGatheredError(base.hash)
    received = received_by(state, command, Between(base, leaflet, facts.items), now)
    after = evolved(state, (received,), now)
    return (*superseded, received, _asked_or_told(after, received, now))


def superseding(state: Agreement, command: c.ReceiveChange, now: datetime) -> Events:
    """Close the change that this one corrects, and what stood on it."""
    if command.corrects is None:
        return ()
    corrected = pending_change(state, command.corrects, now)
    gone = ChangeSuperseded(change=corrected.id, by=command.change)
    return (gone, *falls(state, corrected.id, now))


def _refuse_other_product(
    state: Agreement, command: c.ReceiveChange, leaflet: LeafletDigest
) -> None:
    if command.corrects is not None:
        corrected = change_of(state, command.corrects)
        if corrected.product != leaflet.product:
            raise UnknownChangeError(f"{corrected.id} ({leaflet.product})")


def _refuse_repetition(
    state: Agreement, command: c.ReceiveChange, leaflet: LeafletDigest, now: datetime
) -> None:
    """A leaflet rules once: who goes back to an earlier one announces a new version of it."""
    same_id = any(known.id == command.change for known in state.changes)
    pending = {known.leaflet.hash for known in state.changes if is_pending(known, now)}
    product = product_of(state, leaflet.product)
    ruled = {entry.leaflet.hash for entry in product.schedule} if product else set()
    if same_id or leaflet.hash in pending | ruled:
        raise ChangeAlreadyReceivedError(command.change)


def _asked_or_told(
    state: Agreement, received: ChangeReceived, now: datetime
) -> ChangeProposed | ChangeTold:
    touched = touches(state, received.product, received.important_for, now)
    if touched or received.other_party:
        return proposal(state, received.change, touched, now)
    return ChangeTold(
        change=received.change,
        reason="options_not_chosen" if received.important_for else "not_important",
        in_force_from=told_from(state, state.changes[-1], now),
    )


def proposal(
    state: Agreement, change: str, touched: dict[str, tuple[str, ...]], now: datetime
) -> ChangeProposed:
    """Ask the board; the clocks are absolute from now."""
    terms = terms_of(state)
    return ChangeProposed(
        change=change,
        touches=tuple(
            ServiceAtSchools(service=service, schools=schools)
            for service, schools in touched.items()
        ),
        remind_at=(terms.first_reminder.after(now), terms.second_reminder.after(now)),
        answer_by=terms.answer_period.after(now),
    )


def told_from(state: Agreement, change: Change, now: datetime) -> datetime | None:
    """Return when a told change rules: its date, or open while the one before is undecided."""
    before = next((one for one in state.changes if one.id == change.follows), None)
    if before is None or not is_pending(before, now):
        return max(now, change.announced_from)
    if before.in_force_from is None:
        return None
    return max(now, change.announced_from, before.in_force_from)
