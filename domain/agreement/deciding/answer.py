"""Deciding on the board's answer to a change, and on taking one back."""

from collections.abc import Iterable
from datetime import datetime

from domain.agreement import commands as c
from domain.agreement.changes import change_of, is_pending, is_undecided, stands_on
from domain.agreement.composing import steps_after
from domain.agreement.deciding.asking import earliest
from domain.agreement.deciding.composed import hashes_here, moved, standing_ill
from domain.agreement.deciding.falling import falls
from domain.agreement.events import Events
from domain.agreement.events.changes import (
    AnswerCameLate,
    ApprovalWithdrawn,
    ChangeApproved,
    ChangeCancelled,
    ChangeRejected,
)
from domain.agreement.evolve import evolved
from domain.agreement.gathering import Need
from domain.agreement.refusals import (
    AlreadyAnsweredError,
    ChangeInForceError,
    ChangeNoLongerOpenError,
    ChangesCollideError,
    ChangeWithdrawnError,
    NotApprovedError,
    NothingAskedError,
    PredecessorUndecidedError,
    SupplierIsAnotherPartyError,
    WrongLeafletError,
)
from domain.agreement.requests import Request
from domain.agreement.state import Agreement, Change, ChangeStanding
from domain.refusals import RefusedError
from domain.values import Answer


def needed(state: Agreement, command: c.ApproveChange, now: datetime) -> Need | None:
    """Others that wait beside it are composed anew on it; nothing where it is refused anyhow."""
    try:
        change = _approvable(state, command, now)
    except RefusedError:
        return None
    named = (step.composition for step in steps_after(state, change, now))
    compositions = tuple(one for one in named if one is not None)
    return Need(board=state.board, compositions=compositions) if compositions else None


def approve(state: Agreement, command: c.ApproveChange, request: Request, now: datetime) -> Events:
    """Approve the leaflet that was shown; it rules from the latest of its dates."""
    if change_of(state, command.change).standing is ChangeStanding.LAPSED:
        _named(state, command.change, command.leaflet)
        return (AnswerCameLate(change=command.change, answer=Answer.YES),)
    change = _approvable(state, command, now)
    steps = steps_after(state, change, now)
    besides = frozenset(step.change for step in steps)
    taken = hashes_here(state, change.product, now, besides)
    if ill := standing_ill(request.gathered, steps, taken):
        raise ChangesCollideError(", ".join(ill))
    since = max(earliest(state, change, now), change.notice_until or now)
    approved = ChangeApproved(change=change.id, leaflet=change.leaflet.hash, in_force_from=since)
    after = evolved(state, (approved,), now)
    return (approved, *moved(after, steps, request.gathered, now))


def _approvable(state: Agreement, command: c.ApproveChange, now: datetime) -> Change:
    change = _named(state, command.change, command.leaflet)
    _refuse_unless_asked(change)
    for before in stands_on(state, change, now):
        if is_undecided(before):
            raise PredecessorUndecidedError(before.id)
    if change.other_party:
        raise SupplierIsAnotherPartyError
    return change


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
        case ChangeStanding.TOLD | ChangeStanding.NOTED:
            raise NothingAskedError(change.id)
        case ChangeStanding.APPROVED | ChangeStanding.REJECTED:
            raise AlreadyAnsweredError(change.standing.value)
        case _:
            raise ChangeNoLongerOpenError(change.standing.value)
