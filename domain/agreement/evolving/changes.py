"""How changes move the state."""

from dataclasses import replace
from datetime import datetime

from domain.agreement.events import ChangeEvent
from domain.agreement.events.changes import (
    AnswerCameLate,
    ApprovalWithdrawn,
    ChangeApproved,
    ChangeCancelled,
    ChangeFell,
    ChangeLapsed,
    ChangeProposed,
    ChangeReceived,
    ChangeRejected,
    ChangeReminded,
    ChangeScheduled,
    ChangeSuperseded,
    ChangeTold,
    ChangeWithdrawn,
)
from domain.agreement.products import product_of, scheduled, unscheduled, with_product
from domain.agreement.state import Agreement, Change, ChangeStanding

Ended = (
    ApprovalWithdrawn
    | ChangeRejected
    | ChangeLapsed
    | ChangeWithdrawn
    | ChangeSuperseded
    | ChangeFell
    | ChangeCancelled
)


def evolve_change(state: Agreement, event: ChangeEvent, at: datetime) -> Agreement:  # noqa: C901, PLR0911, PLR0912 - the table of contents, one line an event
    """Move the state by one event."""
    match event:
        case ChangeReceived():
            return replace(state, changes=(*state.changes, _received(event)))
        case ChangeProposed():
            return _asked(state, event)
        case ChangeTold():
            told = _ended(state, event.change, ChangeStanding.TOLD)
            return _in_force(told, event.change, event.in_force_from)
        case ChangeReminded():
            return _reminded(state, event.change, at)
        case ChangeApproved():
            approved = _with_standing(state, event.change, ChangeStanding.APPROVED)
            return _in_force(approved, event.change, event.in_force_from)
        case ChangeScheduled():
            return _in_force(state, event.change, event.in_force_from)
        case AnswerCameLate():
            return state
        case ChangeWithdrawn():
            return _ended(state, event.change, ChangeStanding.WITHDRAWN)
        case ApprovalWithdrawn() | ChangeRejected():
            return _ended(state, event.change, ChangeStanding.REJECTED)
        case ChangeLapsed():
            return _ended(state, event.change, ChangeStanding.LAPSED)
        case ChangeSuperseded():
            return _ended(state, event.change, ChangeStanding.SUPERSEDED)
        case ChangeFell():
            return _ended(state, event.change, ChangeStanding.FELL)
        case ChangeCancelled():
            return _ended(state, event.change, ChangeStanding.CANCELLED)


def _received(event: ChangeReceived) -> Change:
    return Change(
        id=event.change,
        product=event.product,
        leaflet=event.leaflet,
        standing=ChangeStanding.RECEIVED,
        follows=event.follows,
        announced_from=event.announced_from,
        notice_until=event.notice_until,
        other_party=event.other_party,
        important_for=event.important_for,
    )


def _replaced(state: Agreement, change: Change) -> Agreement:
    changes = tuple(change if known.id == change.id else known for known in state.changes)
    return replace(state, changes=changes)


def _find(state: Agreement, change: str) -> Change | None:
    return next((known for known in reversed(state.changes) if known.id == change), None)


def _with_standing(state: Agreement, change: str, standing: ChangeStanding) -> Agreement:
    known = _find(state, change)
    if known is None:
        return state
    return _replaced(state, replace(known, standing=standing, remind_at=(), answer_by=None))


def _asked(state: Agreement, event: ChangeProposed) -> Agreement:
    known = _find(state, event.change)
    if known is None:
        return state
    closed = _ended(state, event.change, ChangeStanding.ASKED)
    asked = replace(
        known,
        standing=ChangeStanding.ASKED,
        remind_at=event.remind_at,
        answer_by=event.answer_by,
        in_force_from=None,
    )
    return _replaced(closed, asked)


def _reminded(state: Agreement, change: str, at: datetime) -> Agreement:
    known = _find(state, change)
    if known is None:
        return state
    ahead = tuple(instant for instant in known.remind_at if instant > at)
    return _replaced(state, replace(known, remind_at=ahead))


def _in_force(state: Agreement, change: str, since: datetime | None) -> Agreement:
    known = _find(state, change)
    product = product_of(state, known.product) if known else None
    if known is None or product is None or since is None:
        return state
    dated = _replaced(state, replace(known, in_force_from=since))
    return with_product(dated, scheduled(product, known.leaflet, since))


def _ended(state: Agreement, change: str, standing: ChangeStanding) -> Agreement:
    known = _find(state, change)
    product = product_of(state, known.product) if known else None
    if known is None or product is None:
        return state
    ended = _with_standing(state, change, standing)
    if known.in_force_from is None:
        return ended
    ended = _replaced(ended, replace(known, standing=standing, in_force_from=None))
    return with_product(ended, unscheduled(product, known.leaflet.hash))
