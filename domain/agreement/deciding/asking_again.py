"""Deciding to ask after all: an option is chosen that a told change is important for."""

from datetime import datetime

from domain.agreement.changes import core_services, followers, is_pending, touches
from domain.agreement.deciding.change import proposal
from domain.agreement.deciding.offer import Events
from domain.agreement.events.changes import ChangeTold
from domain.agreement.state import Agreement, Change, ChangeStanding


def ask_for_newly_chosen(before: Agreement, after: Agreement, now: datetime) -> Events:
    """Ask about a told change that is important for an option which was chosen only now.

    Without this a change could come into force for a service that nobody was asked about.
    """
    events: Events = ()
    for change in after.changes:
        opened = _opened(before, after, change)
        if change.standing is ChangeStanding.TOLD and is_pending(change, now) and opened:
            held = _held_back(after, change, now)
            events = (*events, proposal(after, change.id, opened, now), *held)
    return events


def _opened(before: Agreement, after: Agreement, change: Change) -> dict[str, tuple[str, ...]]:
    had = _touched(before, change)
    return {
        service: schools
        for service, schools in _touched(after, change).items()
        if set(schools) - set(had.get(service, ()))
    }


def _touched(state: Agreement, change: Change) -> dict[str, tuple[str, ...]]:
    core = core_services(change.leaflet)
    return touches(state, change.product, change.important_for, core)


def _held_back(state: Agreement, change: Change, now: datetime) -> Events:
    """What was dated behind a change that is asked now waits for its answer again."""
    return tuple(
        ChangeTold(change=follower.id, reason="waits_for_earlier", in_force_from=None)
        if follower.standing is ChangeStanding.TOLD
        else proposal(state, follower.id, _touched(state, follower), now)
        for follower in followers(state, change.id, now)
        if follower.in_force_from is not None
    )
