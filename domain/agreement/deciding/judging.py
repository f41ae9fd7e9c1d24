"""Judging an announcement by what it changes: importance, notice, another party (law 5)."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.agreement.changes import important_services
from domain.agreement.events.shown import RefusedBefore
from domain.agreement.state import Change
from domain.leaflet.digest import LeafletDigest
from domain.leaflet.importance import JudgedItem, with_label
from domain.product.announcement import SupplierLabel
from domain.values import CORE

_NEW_SUBPROCESSOR = ("subprocessor.added", "subprocessor.service.", "subprocessor.company.")


@dataclass(frozen=True, slots=True)
class Between:
    """What rules or is pending, what was announced, and the judged items between them."""

    base: LeafletDigest
    leaflet: LeafletDigest
    items: tuple[JudgedItem, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The items with the supplier's own label, and what they come to."""

    items: tuple[JudgedItem, ...]
    important_for: tuple[str, ...]
    takes_notice: bool  # a sub-processor is new here (4.3)
    other_party: bool  # another legal person as supplier (law 8)


def judged(between: Between, label: SupplierLabel | None) -> Judgement:
    """Judge a difference; what the supplier calls it can make it important, never less."""
    items = with_label(between.items, label)
    services = important_services(items, between.base, between.leaflet)
    return Judgement(
        items=items,
        # A label of the supplier counts also where no difference was found to carry it.
        important_for=(CORE,) if label == "important" and not items else services,
        takes_notice=_has_new_subprocessor(between.items),
        other_party=_is_of_other_party(between.items),
    )


def _has_new_subprocessor(items: tuple[JudgedItem, ...]) -> bool:
    """New, another legal person than before, or joining a further service: 4.3 asks notice."""
    return any(item.important and item.kind.startswith(_NEW_SUBPROCESSOR) for item in items)


def _is_of_other_party(items: tuple[JudgedItem, ...]) -> bool:
    return any(item.important and item.kind == "supplier.changed" for item in items)


def refused_before(
    changes: Iterable[Change], product: str, items: tuple[JudgedItem, ...]
) -> tuple[RefusedBefore, ...]:
    """Return what of this the board was asked about before, each with the last time it was."""
    found = [
        RefusedBefore.model_validate(
            {
                "change": change.id,
                "standing": change.standing.value,
                "at": change.refused_at,
                "kind": kind,
                "target": target,
            }
        )
        for change in changes
        if change.product == product and change.refused_at is not None
        for kind, target in change.matters
    ]
    last = {(one.kind, one.target): one for one in sorted(found, key=lambda one: one.at)}
    important = sorted({(item.kind, item.target) for item in items if item.important})
    return tuple(last[key] for key in important if key in last)
