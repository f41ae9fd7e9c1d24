"""Deciding on announced changes: told, asked, and what follows from an answer (9.2)."""

from dataclasses import dataclass
from datetime import datetime

from domain.agreement import commands as c
from domain.agreement.changes import (
    base_of,
    core_services,
    is_pending,
    pending_changes,
    touches,
)
from domain.agreement.deciding.facts import complete_leaflet, facts_of
from domain.agreement.deciding.falling import falls, pending_change
from domain.agreement.deciding.offer import Events, terms_of
from domain.agreement.events.changes import (
    ChangeProposed,
    ChangeReceived,
    ChangeSuperseded,
    ChangeTold,
    ServiceAtSchools,
)
from domain.agreement.evolve import evolved
from domain.agreement.evolving.changes import important_services
from domain.agreement.refusals import ChangeAlreadyReceivedError, UnknownProductError
from domain.agreement.requests import Request
from domain.agreement.state import Agreement, Change
from domain.leaflet.digest import LeafletDigest
from domain.leaflet.importance import JudgedItem, with_label


@dataclass(frozen=True, slots=True)
class _Between:
    """What rules or is pending, what was announced, and the judged items between them."""

    base: LeafletDigest
    leaflet: LeafletDigest
    items: tuple[JudgedItem, ...]


def receive(state: Agreement, command: c.ReceiveChange, request: Request, now: datetime) -> Events:
    """Judge an announcement by this agreement's own leaflet and choices (laws 5 and 7)."""
    facts = facts_of(request)
    leaflet = complete_leaflet(facts, command.leaflet)
    superseded = superseding(state, command, now)
    state = evolved(state, superseded, now)
    base = base_of(state, leaflet.product, now)
    if base is None:
        raise UnknownProductError(leaflet.product)
    _refuse_repetition(state, command, base, now)
    items = with_label(facts.items, command.label)
    received = _received(state, command, _Between(base, leaflet, items), now)
    after = evolved(state, (received,), now)
    return (*superseded, received, _asked_or_told(after, received, base, now))


def superseding(state: Agreement, command: c.ReceiveChange, now: datetime) -> Events:
    """Close the change that this one corrects, and what stood on it."""
    if command.corrects is None:
        return ()
    corrected = pending_change(state, command.corrects, now)
    gone = ChangeSuperseded(change=corrected.id, by=command.change)
    return (gone, *falls(state, corrected.id, now))


def _refuse_repetition(
    state: Agreement, command: c.ReceiveChange, base: LeafletDigest, now: datetime
) -> None:
    same_id = any(known.id == command.change for known in state.changes)
    same_leaflet = any(
        known.leaflet.hash == command.leaflet for known in state.changes if is_pending(known, now)
    )
    if same_id or same_leaflet or base.hash == command.leaflet:
        raise ChangeAlreadyReceivedError(command.change)


def _received(
    state: Agreement, command: c.ReceiveChange, between: _Between, now: datetime
) -> ChangeReceived:
    leaflet, items = between.leaflet, between.items
    new_processor = any(item.kind == "subprocessor.added" for item in items)
    before = pending_changes(state, leaflet.product, now)
    notice = terms_of(state).subprocessor_notice
    return ChangeReceived(
        change=command.change,
        product=leaflet.product,
        base=between.base.hash,
        leaflet=leaflet,
        items=items,
        follows=before[-1].id if before else None,
        announced_from=command.announced_from,
        notice_until=notice.after(now) if new_processor else None,
        other_party=any(item.kind == "supplier.changed" and item.important for item in items),
    )


def _asked_or_told(
    state: Agreement, received: ChangeReceived, base: LeafletDigest, now: datetime
) -> ChangeProposed | ChangeTold:
    important = important_services(received.items)
    core = core_services(base, received.leaflet)
    touched = touches(state, received.product, important, core)
    if touched:
        return proposal(state, received.change, touched, now)
    return ChangeTold(
        change=received.change,
        reason="options_not_chosen" if important else "not_important",
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
