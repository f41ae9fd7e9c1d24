"""What a letter can say of an ending: its scope, its data, and whose proof is still owed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from adapters.letters.layout import one_line
from adapters.letters.names import Names
from domain.agreement.endings import BACKUPS_PART, SUPPLIER_PART
from domain.agreement.events.endings import EndingOpened, ReturnSettled
from domain.agreement.products import product_of
from domain.agreement.state import Agreement, Ending
from domain.records import EventRecord

Told = TypeVar("Told", EndingOpened, ReturnSettled)


@dataclass(frozen=True, slots=True)
class Category:
    """A category of data; `product` is empty where the agreement has only one."""

    key: str
    product: str


@dataclass(frozen=True, slots=True)
class Part:
    """Who owes a certificate: the supplier, its backups or a sub-processor by name."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What a law keeps at a part, until a day."""

    part: Part
    categories: tuple[Category, ...]
    law: str
    until: date


@dataclass(frozen=True, slots=True)
class EndingFacts:
    """An ending as it stands; an empty scope field means all of them."""

    id: str
    product: str
    school: str
    service: str
    undecided: tuple[Category, ...]
    requested: tuple[Category, ...]
    delivered: tuple[Category, ...]
    uncertified: tuple[Part, ...]
    kept: tuple[Kept, ...]
    export_by: datetime | None
    next_reminder: datetime
    settled: ReturnSettled | None


def ending_facts(
    records: tuple[EventRecord, ...], state: Agreement, names: Names
) -> dict[str, Any]:
    """Return the facts of the ending that the last event is about."""
    event: Any = records[-1].event
    ending = next((one for one in state.endings if one.id == getattr(event, "ending", None)), None)
    if ending is None:
        return {}
    facts: dict[str, Any] = {"ending": _facts(records, state, ending, names)}
    if hasattr(event, "categories"):
        facts["categories"] = _categories(event.categories, state, names)
    if hasattr(event, "kept"):
        facts["kept_categories"] = _categories(event.kept.categories, state, names)
    if hasattr(event, "part"):
        facts["part"] = _part(event.part)
    if hasattr(event, "parts"):
        facts["parts"] = tuple(_part(part) for part in event.parts)
    return facts


def _facts(
    records: tuple[EventRecord, ...], state: Agreement, ending: Ending, names: Names
) -> EndingFacts:
    scope = ending.scope
    opened = _last(records, EndingOpened, ending.id)
    return EndingFacts(
        id=ending.id,
        product=names.product(scope.product) if scope.product else "",
        school=names.school(scope.school) if scope.school else "",
        service=_service(state, ending),
        undecided=_standing(state, ending, "open", names),
        requested=_standing(state, ending, "requested", names),
        delivered=_standing(state, ending, "delivered", names),
        uncertified=tuple(_part(proof.part) for proof in ending.proofs if not proof.final),
        kept=_kept(state, ending, names),
        export_by=opened.export_by if opened else None,
        next_reminder=ending.next_reminder,
        settled=_last(records, ReturnSettled, ending.id),
    )


def _last(records: tuple[EventRecord, ...], kind: type[Told], ending: str) -> Told | None:
    events = (record.event for record in reversed(records))
    found = (event for event in events if isinstance(event, kind) and event.ending == ending)
    return next(found, None)


def _service(state: Agreement, ending: Ending) -> str:
    service, product = ending.scope.service, product_of(state, ending.scope.product or "")
    if service is None:
        return ""
    leaflets = () if product is None else (product.offered, *(e.leaflet for e in product.schedule))
    found = (one.name for leaflet in leaflets for one in leaflet.services if one.id == service)
    return one_line(next(found, service))


def _standing(
    state: Agreement, ending: Ending, standing: str, names: Names
) -> tuple[Category, ...]:
    found = tuple(one.category for one in ending.returns if one.standing == standing)
    return _categories(found, state, names)


def _categories(
    categories: tuple[str, ...], state: Agreement, names: Names
) -> tuple[Category, ...]:
    several = len(state.products) > 1
    return tuple(
        Category(key or product, names.product(product) if key and several else "")
        for product, _, key in (category.partition(":") for category in categories)
    )


def _part(part: str) -> Part:
    if part in (SUPPLIER_PART, BACKUPS_PART):
        return Part(part, "")
    return Part("subprocessor", one_line(part.removeprefix("subprocessor:")))


def _kept(state: Agreement, ending: Ending, names: Names) -> tuple[Kept, ...]:
    return tuple(
        Kept(
            _part(proof.part),
            _categories(proof.kept.categories, state, names),
            one_line(proof.kept.law),
            proof.kept.until,
        )
        for proof in ending.proofs
        if proof.kept is not None and not proof.final
    )
