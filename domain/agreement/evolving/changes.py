"""How changes move the state."""

from dataclasses import replace
from datetime import datetime

from domain.agreement.changes import is_undecided
from domain.agreement.events import ChangeEvent
from domain.agreement.events.changes import (
    AnswerCameLate,
    ApprovalWithdrawn,
    ChangeApproved,
    ChangeCancelled,
    ChangeComposed,
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
from domain.agreement.evolving.arrivals import composed, received
from domain.agreement.evolving.one_change import find, replaced
from domain.agreement.products import product_of, scheduled, unscheduled, with_product
from domain.agreement.state import Agreement, Change, ChangeStanding

_TOLD = {"agreement_ends": ChangeStanding.NOTED, "known_here": ChangeStanding.NOTED}
"""Where nothing follows from what the board was told."""


def evolve_change(state: Agreement, event: ChangeEvent, at: datetime) -> Agreement:  # noqa: C901, PLR0911, PLR0912 - the table of contents, one line an event
    """Move the state by one event."""
    match event:
        case ChangeReceived():
            return received(state, event, at)
        case ChangeComposed():
            return composed(state, event)
        case ChangeProposed():
            return _asked(state, event)
        case ChangeTold():
            told = _undated(state, event.change, _TOLD.get(event.reason, ChangeStanding.TOLD))
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
            return _refused(state, event.change, ChangeStanding.REJECTED, at)
        case ChangeLapsed():
            return _refused(state, event.change, ChangeStanding.LAPSED, at)
        case ChangeSuperseded():
            return _ended(state, event.change, ChangeStanding.SUPERSEDED)
        case ChangeFell():
            return _ended(state, event.change, ChangeStanding.FELL)
        case ChangeCancelled():
            return _ended(state, event.change, ChangeStanding.CANCELLED)


def _with_standing(state: Agreement, change: str, standing: ChangeStanding) -> Agreement:
    known = find(state, change)
    if known is None:
        return state
    return replaced(state, replace(known, standing=standing, remind_at=(), answer_by=None))


def _asked(state: Agreement, event: ChangeProposed) -> Agreement:
    known = find(state, event.change)
    if known is None:
        return state
    closed = _undated(state, event.change, ChangeStanding.ASKED)
    asked = replace(
        known,
        standing=ChangeStanding.ASKED,
        remind_at=event.remind_at,
        answer_by=event.answer_by,
        in_force_from=None,
    )
    return replaced(closed, asked)


def _reminded(state: Agreement, change: str, at: datetime) -> Agreement:
    known = find(state, change)
    if known is None:
        return state
    ahead = tuple(instant for instant in known.remind_at if instant > at)
    return replaced(state, replace(known, remind_at=ahead))


def _in_force(state: Agreement, change: str, since: datetime | None) -> Agreement:
    known = find(state, change)
    product = product_of(state, known.product) if known else None
    if known is None or product is None or since is None:
        return state
    dated = _before_undecided(state, replace(known, in_force_from=since))
    return with_product(dated, scheduled(product, known.leaflet, since))


def _before_undecided(state: Agreement, dated: Change) -> Agreement:
    """Each stands behind what it stands on: nothing that has a date stands on what has none."""
    others = tuple(known for known in state.changes if known.id != dated.id)
    waiting = [index for index, known in enumerate(others) if _waits(known, dated.product)]
    place = min(waiting, default=len(others))
    return replace(state, changes=(*others[:place], dated, *others[place:]))


def _waits(change: Change, product: str) -> bool:
    return change.product == product and is_undecided(change)


def _ended(state: Agreement, change: str, standing: ChangeStanding) -> Agreement:
    """Nothing comes of it here, and nobody was asked who said no."""
    ended = _undated(state, change, standing)
    known = find(ended, change)
    return replaced(ended, replace(known, matters=())) if known else ended


def _refused(state: Agreement, change: str, standing: ChangeStanding, at: datetime) -> Agreement:
    refused = _undated(state, change, standing)
    known = find(refused, change)
    return replaced(refused, replace(known, refused_at=at)) if known else refused


def _undated(state: Agreement, change: str, standing: ChangeStanding) -> Agreement:
    known = find(state, change)
    product = product_of(state, known.product) if known else None
    if known is None or product is None:
        return state
    ended = _with_standing(state, change, standing)
    if known.in_force_from is None:
        return ended
    ended = replaced(ended, replace(known, standing=standing, in_force_from=None))
    return with_product(ended, unscheduled(product, known.leaflet.hash))
