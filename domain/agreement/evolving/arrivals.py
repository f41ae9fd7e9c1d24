"""How changes that arrive, and leaflets that are composed anew, move the state."""

from dataclasses import replace
from datetime import datetime

from domain.agreement.events.changes import ChangeComposed, ChangeReceived
from domain.agreement.evolving.one_change import find, replaced
from domain.agreement.state import Agreement, Change, ChangeStanding, ItemKey
from domain.leaflet.importance import JudgedItem


def received(state: Agreement, event: ChangeReceived, at: datetime) -> Agreement:
    """Put a change behind the others."""
    known = (_past_refusal(change, at) for change in state.changes)
    return replace(state, changes=(*known, _change(event, at)))


def _change(event: ChangeReceived, at: datetime) -> Change:
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
        base=event.base,
        published=event.published or event.leaflet.hash,
        predecessor=event.predecessor,
        independent_of=event.independent_of,
        label=event.label,
        announcement=event.announcement,
        received_at=at,
        matters=_matters(event.items),
    )


def _matters(items: tuple[JudgedItem, ...]) -> tuple[ItemKey, ...]:
    return tuple(dict.fromkeys((item.kind, item.target) for item in items if item.important))


def _past_refusal(change: Change, at: datetime) -> Change:
    """What is in force can be refused no more: the state stays small."""
    ruled = change.in_force_from is not None and change.in_force_from <= at
    return replace(change, matters=()) if ruled else change


def composed(state: Agreement, event: ChangeComposed) -> Agreement:
    """Put it on its new base: what it stands on now is independent of it no more."""
    known = find(state, event.change)
    if known is None:
        return state
    others = tuple(_not_beside(change, event) for change in state.changes)
    return replaced(replace(state, changes=others), _on_new_base(known, event))


def _not_beside(change: Change, event: ChangeComposed) -> Change:
    """Independence is kept on one of the two: on the one that was composed last."""
    kept = tuple(one for one in change.independent_of if one != event.change)
    return replace(change, independent_of=kept)


def _on_new_base(change: Change, event: ChangeComposed) -> Change:
    return replace(
        change,
        leaflet=event.leaflet,
        base=event.base,
        follows=event.follows,
        independent_of=event.independent_of,
        important_for=event.important_for,
        notice_until=event.notice_until,
        other_party=event.other_party,
        matters=_matters(event.items),
    )
