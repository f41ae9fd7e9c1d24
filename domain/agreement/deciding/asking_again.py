"""Deciding to ask after all: an option is chosen that a told change is important for."""

from datetime import datetime

from domain.agreement.changes import is_pending, opened, stands_on
from domain.agreement.deciding.asking import proposal, touched_by
from domain.agreement.events import Events
from domain.agreement.events.changes import ChangeProposed, ChangeTold
from domain.agreement.state import Agreement, Change, ChangeStanding


def ask_for_newly_chosen(before: Agreement, after: Agreement, now: datetime) -> Events:
    """Ask about a told change that is important for what was chosen only now.

    Without this a change could come into force for a service that nobody was asked about. What
    was dated behind such a change waits again, for the answer or for one of its own.
    """
    events: Events = ()
    asked: set[str] = set()
    for change in after.changes:
        if not is_pending(change, now):
            continue
        if change.standing is ChangeStanding.TOLD and _is_opened(before, after, change, now):
            events = (*events, proposal(after, change, now))
            asked.add(change.id)
        elif asked & {one.id for one in stands_on(after, change, now)}:
            events = (*events, *_held_back(after, change, now))
    return events


def _is_opened(before: Agreement, after: Agreement, change: Change, now: datetime) -> bool:
    return opened(touched_by(before, change, now), touched_by(after, change, now))


def _held_back(
    state: Agreement, change: Change, now: datetime
) -> tuple[ChangeTold | ChangeProposed, ...]:
    if change.in_force_from is None:
        return ()
    if change.standing is ChangeStanding.APPROVED:
        return (proposal(state, change, now),)
    return (ChangeTold(change=change.id, reason="waits_for_earlier", in_force_from=None),)
