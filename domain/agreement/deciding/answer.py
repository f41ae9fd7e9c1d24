"""Deciding on the board's answer to a change, and on taking one back."""

from collections.abc import Iterable
from datetime import datetime

from domain.agreement import commands as c
from domain.agreement.changes import change_of, followers, is_pending, is_undecided
from domain.agreement.deciding.falling import falls, pending_change
from domain.agreement.events import Events
from domain.agreement.events.changes import (
    AnswerCameLate,
    ApprovalWithdrawn,
    ChangeApproved,
    ChangeCancelled,
    ChangeRejected,
    ChangeScheduled,
    ChangeWithdrawn,
)
from domain.agreement.refusals import (
    AlreadyAnsweredError,
    ChangeInForceError,
    ChangeNoLongerOpenError,
    ChangeWithdrawnError,
    NotApprovedError,
    NothingAskedError,
    PredecessorUndecidedError,
    SupplierIsAnotherPartyError,
    WrongLeafletError,
)
from domain.agreement.state import Agreement, Change, ChangeStanding
from domain.values import Answer


def approve(state: Agreement, command: c.ApproveChange, now: datetime) -> Events:
    """Approve the leaflet that was shown; it rules from the latest of its dates."""
    change = _named(state, command.change, command.leaflet)
    if change.standing is ChangeStanding.LAPSED:
        return (AnswerCameLate(change=change.id, answer=Answer.YES),)
    _refuse_unless_asked(change)
    before = _predecessor(state, change)
    if before is not None and is_undecided(before):
        raise PredecessorUndecidedError(before.id)
    if change.other_party:
        raise SupplierIsAnotherPartyError
    since = _in_force_from(change, before, now)
    approved = ChangeApproved(change=change.id, leaflet=change.leaflet.hash, in_force_from=since)
    return (approved, *_released(state, change, since, now))


def reject(state: Agreement, command: c.RejectChange, now: datetime) -> Events:
    """Reject it: the old leaflet stays in force here (law 6)."""
    change = _named(state, command.change, command.leaflet)
    if change.standing is ChangeStanding.LAPSED:
        return (AnswerCameLate(change=change.id, answer=Answer.NO),)
    _refuse_unless_asked(change)
    rejected = ChangeRejected(change=change.id, reason=command.reason)
    return (rejected, *falls(state, change.id, now))


def withdraw_approval(state: Agreement, command: c.WithdrawApproval, now: datetime) -> Events:
    """Take an approval back before it rules: then nothing moves."""
    change = change_of(state, command.change)
    if change.standing is not ChangeStanding.APPROVED:
        raise NotApprovedError(change.standing.value)
    if not is_pending(change, now):
        raise ChangeInForceError(change.id)
    return (ApprovalWithdrawn(change=change.id), *falls(state, change.id, now))


def withdraw_change(state: Agreement, command: c.WithdrawChange, now: datetime) -> Events:
    """Take an announcement back; what is in force stays until a new change."""
    change = pending_change(state, command.change, now)
    withdrawn = ChangeWithdrawn(change=change.id, reason=command.reason)
    return (withdrawn, *falls(state, change.id, now))


def cancelled(changes: Iterable[Change], reason: str) -> Events:
    """Cancel changes, because the agreement or the product ends."""
    return tuple(
        ChangeCancelled.model_validate({"change": change.id, "reason": reason})
        for change in changes
    )


def _named(state: Agreement, change: str, leaflet: str) -> Change:
    known = change_of(state, change)
    if known.standing in (ChangeStanding.WITHDRAWN, ChangeStanding.SUPERSEDED):
        raise ChangeWithdrawnError(change)
    if known.leaflet.hash != leaflet:
        raise WrongLeafletError(known.leaflet.hash)
    return known


def _refuse_unless_asked(change: Change) -> None:
    match change.standing:
        case ChangeStanding.ASKED:
            return
        case ChangeStanding.TOLD:
            raise NothingAskedError(change.id)
        case ChangeStanding.APPROVED | ChangeStanding.REJECTED:
            raise AlreadyAnsweredError(change.standing.value)
        case _:
            raise ChangeNoLongerOpenError(change.standing.value)


def _predecessor(state: Agreement, change: Change) -> Change | None:
    return next((known for known in state.changes if known.id == change.follows), None)


def _in_force_from(change: Change, before: Change | None, now: datetime) -> datetime:
    earlier = before.in_force_from if before else None
    known = (change.announced_from, change.notice_until, earlier)
    return max(now, *(instant for instant in known if instant is not None))


def _released(state: Agreement, change: Change, since: datetime, now: datetime) -> Events:
    """Date the told changes that waited for this one, up to the next that is asked."""
    events: Events = ()
    decided = {change.id}
    for follower in followers(state, change.id, now):
        if follower.standing is ChangeStanding.TOLD and follower.follows in decided:
            decided.add(follower.id)
            since = max(since, follower.announced_from)
            events = (*events, ChangeScheduled(change=follower.id, in_force_from=since))
    return events
