"""What falls with a change that does not come about."""

from datetime import datetime

from domain.agreement.changes import change_of, followers, is_pending
from domain.agreement.events import Events
from domain.agreement.events.changes import ChangeFell
from domain.agreement.refusals import (
    ChangeInForceError,
    ChangeNoLongerOpenError,
    ChangeWithdrawnError,
)
from domain.agreement.state import Agreement, Change, ChangeStanding

_TAKEN_BACK = (ChangeStanding.WITHDRAWN, ChangeStanding.SUPERSEDED)


def falls(state: Agreement, change: str, now: datetime) -> Events:
    """Return the fall of every pending change that stands on this one."""
    return tuple(
        ChangeFell(change=follower.id, with_change=change)
        for follower in followers(state, change, now)
    )


def pending_change(state: Agreement, change: str, now: datetime) -> Change:
    """Return a change that the supplier may still take back or correct."""
    known = change_of(state, change)
    if is_pending(known, now):
        return known
    if known.standing in _TAKEN_BACK:
        raise ChangeWithdrawnError(change)
    if known.in_force_from is not None:
        raise ChangeInForceError(change)
    raise ChangeNoLongerOpenError(known.standing.value)
