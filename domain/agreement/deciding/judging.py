"""Judging an announcement by what it changes: importance, notice, another party (law 5)."""

from dataclasses import dataclass
from datetime import datetime

from domain.agreement import commands as c
from domain.agreement.changes import important_services, pending_changes
from domain.agreement.deciding.offer import terms_of
from domain.agreement.events.changes import ChangeReceived
from domain.agreement.state import Agreement
from domain.leaflet.digest import LeafletDigest
from domain.leaflet.importance import JudgedItem, with_label
from domain.values import CORE

_NEW_SUBPROCESSOR = ("subprocessor.added", "subprocessor.service.", "subprocessor.company.")


@dataclass(frozen=True, slots=True)
class Between:
    """What rules or is pending, what was announced, and the judged items between them."""

    base: LeafletDigest
    leaflet: LeafletDigest
    items: tuple[JudgedItem, ...]


def received_by(
    state: Agreement, command: c.ReceiveChange, between: Between, now: datetime
) -> ChangeReceived:
    leaflet = between.leaflet
    before = pending_changes(state, leaflet.product, now)
    notice = terms_of(state).subprocessor_notice
    return ChangeReceived(
        change=command.change,
        product=leaflet.product,
        base=between.base.hash,
        leaflet=leaflet,
        items=with_label(between.items, command.label),
        important_for=_important_for(command, between),
        follows=before[-1].id if before else None,
        announced_from=command.announced_from,
        notice_until=notice.after(now) if _has_new_subprocessor(between.items) else None,
        other_party=_is_of_other_party(between.items),
    )


def _important_for(command: c.ReceiveChange, between: Between) -> tuple[str, ...]:
    """A label of the supplier counts also where no difference was found to carry it."""
    items = with_label(between.items, command.label)
    if command.label == "important" and not items:
        return (CORE,)
    return important_services(items, between.base, between.leaflet)


def _has_new_subprocessor(items: tuple[JudgedItem, ...]) -> bool:
    """New, another legal person than before, or joining a further service: 4.3 asks notice."""
    return any(item.important and item.kind.startswith(_NEW_SUBPROCESSOR) for item in items)


def _is_of_other_party(items: tuple[JudgedItem, ...]) -> bool:
    return any(item.important and item.kind == "supplier.changed" for item in items)
