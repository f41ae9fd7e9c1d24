"""Deciding to ask after all: an option is chosen that a told change is important for."""

from datetime import datetime

from domain.agreement.changes import is_pending, touches
from domain.agreement.deciding.change import proposal
from domain.agreement.events import Events
from domain.agreement.events.changes import ChangeProposed, ChangeTold
from domain.agreement.state import Agreement, Change, ChangeStanding


def ask_for_newly_chosen(before: Agreement, after: Agreement, now: datetime) -> Events:
    """Ask about a told change that is important for what was chosen only now.

    Without this a change could come into force for a service that nobody was asked about. What
    was dated behind such a change waits again, for the answer or for one of its own.
    """
    events: Events = ()
    behind: set[str | None] = set()
    for change in after.changes:
        if not is_pending(change, now):
            continue
        if change.standing is ChangeStanding.TOLD and _is_opened(before, after, change, now):
            events = (*events, proposal(after, change.id, _touched(after, change, now), now))
            behind.add(change.id)
        elif change.follows in behind:
            events = (*events, *_held_back(after, change, now))
            behind.add(change.id)
    return events


def _is_opened(before: Agreement, after: Agreement, change: Change, now: datetime) -> bool:
    had, has = _touched(before, change, now), _touched(after, change, now)
    return any(set(schools) - set(had.get(service, ())) for service, schools in has.items())


def _touched(state: Agreement, change: Change, now: datetime) -> dict[str, tuple[str, ...]]:
    return touches(state, change.product, change.important_for, now)


def _held_back(
    state: Agreement, change: Change, now: datetime
) -> tuple[ChangeTold | ChangeProposed, ...]:
    if change.in_force_from is None:
        return ()
    if change.standing is ChangeStanding.APPROVED:
        return (proposal(state, change.id, _touched(state, change, now), now),)
    return (ChangeTold(change=change.id, reason="waits_for_earlier", in_force_from=None),)
