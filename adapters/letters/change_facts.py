"""What a letter can say of a change: what it touches here, why it matters, what came before."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from adapters.letters.layout import one_line
from adapters.letters.names import Names, version_name
from domain.agreement.events import ChangeEvent
from domain.agreement.events.changes import (
    ApprovalWithdrawn,
    ChangeLapsed,
    ChangeProposed,
    ChangeReceived,
    ChangeRejected,
    ChangeSuperseded,
)
from domain.leaflet.digest import LeafletDigest
from domain.leaflet.importance import JudgedItem
from domain.records import EventRecord
from domain.values import CORE

_NOT_AGREED = ChangeRejected | ChangeLapsed | ApprovalWithdrawn

Told = TypeVar("Told", ChangeReceived, ChangeProposed)


@dataclass(frozen=True, slots=True)
class Touched:
    """A service that the board has, and where; `service` is empty for the product as such."""

    service: str
    schools: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between two leaflets, with the judgement on it."""

    kind: str
    target: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    services: tuple[str, ...]
    reason: str
    article: str
    refused_at: datetime | None  # when the board did not agree to the same thing before


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """A change as this agreement received it."""

    id: str
    product: str
    version: str
    important: tuple[Difference, ...]
    other: tuple[Difference, ...]
    touched: tuple[Touched, ...]
    announced_from: datetime
    notice_until: datetime | None
    earliest: datetime
    other_party: bool
    answer_by: datetime | None


def change_facts(records: tuple[EventRecord, ...], names: Names) -> dict[str, Any]:
    """Return the facts of the change that the last event is about, and of its correction."""
    event = records[-1].event
    if not isinstance(event, ChangeEvent):
        return {}
    correction = event.by if isinstance(event, ChangeSuperseded) else None
    return {
        "change": _facts(records, event.change, names),
        "correction": None if correction is None else _facts(records, correction, names),
    }


def _facts(records: tuple[EventRecord, ...], change: str, names: Names) -> ChangeFacts | None:
    received = _last(records, ChangeReceived, change)
    if received is None:
        return None
    proposed = _last(records, ChangeProposed, change)
    refused = _refused_before(records, received)
    notice = received.notice_until
    return ChangeFacts(
        id=change,
        product=names.product(received.product),
        version=version_name(received.leaflet.version),
        important=_differences(received, refused, important=True),
        other=_differences(received, refused, important=False),
        touched=() if proposed is None else _touched(proposed, received.leaflet, names),
        announced_from=received.announced_from,
        notice_until=notice,
        earliest=max(received.announced_from, notice or received.announced_from),
        other_party=received.other_party,
        answer_by=None if proposed is None else proposed.answer_by,
    )


def _last(records: tuple[EventRecord, ...], kind: type[Told], change: str) -> Told | None:
    events = (record.event for record in reversed(records))
    found = (event for event in events if isinstance(event, kind) and event.change == change)
    return next(found, None)


def _touched(proposed: ChangeProposed, leaflet: LeafletDigest, names: Names) -> tuple[Touched, ...]:
    return tuple(
        Touched(
            "" if one.service == CORE else _service(leaflet, one.service),
            names.some_schools(one.schools),
        )
        for one in sorted(proposed.touches, key=lambda one: one.service != CORE)
    )


def _service(leaflet: LeafletDigest, service: str) -> str:
    found = (one.name for one in leaflet.services if one.id == service)
    return one_line(next(found, service))


def _differences(
    received: ChangeReceived, refused: dict[Any, datetime], *, important: bool
) -> tuple[Difference, ...]:
    return tuple(
        Difference(
            kind=item.kind,
            target=one_line(item.target),
            before=_stated(item.before),
            after=_stated(item.after),
            services=tuple(_service(received.leaflet, one) for one in item.services),
            reason=item.reason,
            article=item.article,
            refused_at=refused.get(_same(item)),
        )
        for item in received.items
        if item.important is important
    )


def _stated(stated: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if stated is None:
        return ()
    return tuple(one_line(one) for one in ((stated,) if isinstance(stated, str) else stated))


def _same(item: JudgedItem) -> tuple[Any, ...]:
    return item.kind, item.target, item.after


def _refused_before(
    records: tuple[EventRecord, ...], received: ChangeReceived
) -> dict[Any, datetime]:
    """Return when each important item of an earlier change of this product was not agreed to."""
    refused: dict[Any, datetime] = {}
    for record in records:
        if isinstance(record.event, _NOT_AGREED) and record.event.change != received.change:
            earlier = _last(records, ChangeReceived, record.event.change)
            if earlier is not None and earlier.product == received.product:
                at = record.provenance.occurred_at
                refused |= {_same(item): at for item in earlier.items if item.important}
    return refused
