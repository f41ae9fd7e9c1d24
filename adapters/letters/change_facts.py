"""What a letter can say of a change: what it touches here, why it matters, what came before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from adapters.letters.layout import one_line
from adapters.letters.names import Names, version_name
from domain.agreement.events import ChangeEvent
from domain.agreement.events.changes import (
    ChangeComposed,
    ChangeProposed,
    ChangeReceived,
    ChangeSuperseded,
)
from domain.agreement.events.shown import RefusedBefore
from domain.leaflet.digest import LeafletDigest
from domain.records import EventRecord
from domain.values import CORE

Judged = ChangeReceived | ChangeComposed
Told = TypeVar("Told", ChangeReceived, ChangeComposed, ChangeProposed)
Refusals = Mapping[tuple[str, str], RefusedBefore]


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
    refused: RefusedBefore | None  # the board was asked about it before, and did not agree


@dataclass(frozen=True, slots=True)
class Words:
    """What the supplier says of the consequences; no paragraphs where it was erased."""

    board: tuple[str, ...]
    parents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """A change as it would rule in this agreement: as received, or composed anew since."""

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
    wish: date | None
    words: Words | None  # None: announced before suppliers had to say
    new_options: tuple[str, ...]
    touches_core: bool
    again: bool  # offered again after it lapsed


def texts_told(records: tuple[EventRecord, ...]) -> tuple[str, ...]:
    """Return the hashes of the texts about the change that the last event is about."""
    event = records[-1].event
    change = event.change if isinstance(event, ChangeEvent) else ""
    received = _last(records, ChangeReceived, change)
    told = received.consequences if received else None
    return (told.board, told.parents) if told else ()


def change_facts(
    records: tuple[EventRecord, ...], names: Names, texts: Mapping[str, str]
) -> dict[str, Any]:
    """Return the facts of the change that the last event is about, and of its correction."""
    event = records[-1].event
    if not isinstance(event, ChangeEvent):
        return {}
    correction = event.by if isinstance(event, ChangeSuperseded) else None
    return {
        "change": _facts(records, event.change, names, texts),
        "correction": None if correction is None else _facts(records, correction, names, texts),
    }


def _facts(
    records: tuple[EventRecord, ...], change: str, names: Names, texts: Mapping[str, str]
) -> ChangeFacts | None:
    received = _last(records, ChangeReceived, change)
    if received is None:
        return None
    judged = _last(records, ChangeComposed, change) or received
    proposed = _last(records, ChangeProposed, change)
    refused = {(one.kind, one.target): one for one in received.refused_before}
    notice = judged.notice_until
    return ChangeFacts(
        id=change,
        product=names.product(received.product),
        version=version_name(judged.leaflet.version),
        important=_differences(judged, refused, important=True),
        other=_differences(judged, refused, important=False),
        touched=() if proposed is None else _touched(proposed, judged.leaflet, names),
        announced_from=received.announced_from,
        notice_until=notice,
        earliest=max(received.announced_from, notice or received.announced_from),
        other_party=judged.other_party,
        answer_by=None if proposed is None else proposed.answer_by,
        wish=received.wish,
        words=_words(received, texts),
        new_options=_new_options(judged),
        touches_core=CORE in judged.important_for,
        again=received.reoffers is not None,
    )


def _words(received: ChangeReceived, texts: Mapping[str, str]) -> Words | None:
    told = received.consequences
    if told is None:
        return None
    return Words(*(_paragraphs(texts.get(one, "")) for one in (told.board, told.parents)))


def _paragraphs(text: str) -> tuple[str, ...]:
    """Return a supplier's text by its lines: none of them can pass for a part of the letter."""
    return tuple(one_line(line) for line in text.splitlines() if line.strip())


def _new_options(judged: Judged) -> tuple[str, ...]:
    optional = {one.id: one_line(one.name) for one in judged.leaflet.services if one.kind != "core"}
    added = (item.services for item in judged.items if item.kind == "service.added")
    return tuple(optional[one] for services in added for one in services if one in optional)


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


def _differences(judged: Judged, refused: Refusals, *, important: bool) -> tuple[Difference, ...]:
    return tuple(
        Difference(
            kind=item.kind,
            target=one_line(item.target),
            before=_stated(item.before),
            after=_stated(item.after),
            services=tuple(_service(judged.leaflet, one) for one in item.services),
            reason=item.reason,
            article=item.article,
            refused=refused.get((item.kind, item.target)) if important else None,
        )
        for item in judged.items
        if item.important is important
    )


def _stated(stated: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if stated is None:
        return ()
    return tuple(one_line(one) for one in ((stated,) if isinstance(stated, str) else stated))
