"""What a letter of an agreement can speak of: the event, and the agreement as it stood then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.letters.change_facts import change_facts
from adapters.letters.ending_facts import ending_facts
from adapters.letters.layout import one_line
from adapters.letters.names import Names, version_name
from domain.agreement.choices import Choice
from domain.agreement.evolve import fold
from domain.agreement.products import product_of
from domain.agreement.state import Agreement, unborn
from domain.leaflet.digest import LeafletDigest
from domain.records import EventRecord
from domain.values import CORE, Answer, Side

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OfferedProduct:
    """A product as its leaflet offers it."""

    name: str
    version: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """What the board answered to one question; `service` is empty for the product as such."""

    product: str
    service: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


def agreement_facts(
    records: tuple[EventRecord, ...], side: Side, names: Names, texts: Mapping[str, str]
) -> Facts:
    """Return what the letter about the last of the records can say to a side.

    `records` are those of the agreement from its first event on.
    """
    state = folded(records)
    event = records[-1].event
    return {
        "event": event,
        "at": records[-1].provenance.occurred_at,
        "number": state.id,
        "phase": state.phase.value,
        "board": names.board(state.board),
        "supplier": names.supplier(state.supplier),
        "to_board": side is Side.BOARD,
        "schools": names.some_schools(state.schools),
        "sign_by": sign_by(state),
        "valid_until": state.valid_until,
        "ends_on": state.duration.ends_on,
        "chosen": chosen(state, state.choices, names),
        **_of_products(event, state, names),
        **change_facts(records, names, texts),
        **ending_facts(records, state, names),
    }


def folded(records: Iterable[EventRecord]) -> Agreement:
    """Return the agreement as it stood behind the last of the records."""
    records = tuple(records)
    stream = records[0].stream_id
    state = unborn(stream, *stream.split(":")[1:3])
    for record in records:
        state = fold(state, record)
    return state


def sign_by(state: Agreement) -> datetime | None:
    """Return until when both can sign: of the proposal, or of the additions that wait."""
    additions = (one.valid_until for one in state.products if one.standing == "offered")
    ends = [instant for instant in (state.valid_until, *additions) if instant is not None]
    return min(ends, default=None)


def chosen(state: Agreement, choices: tuple[Choice, ...], names: Names) -> tuple[Answered, ...]:
    """Return the answers, one for each question, the product as such before its options."""
    questions = sorted(
        {(choice.product, choice.service) for choice in choices},
        key=lambda asked: (asked[0], asked[1] != CORE, asked[1]),
    )
    return tuple(
        Answered(
            names.product(product),
            "" if service == CORE else service_name(state, product, service),
            *(_schools(choices, (product, service, answer), names) for answer in Answer),
        )
        for product, service in questions
    )


def service_name(state: Agreement, product: str, service: str) -> str:
    """Return the name of a service by the leaflets of the agreement, the latest first."""
    known = product_of(state, product)
    leaflets = (
        *(change.leaflet for change in reversed(state.changes) if change.product == product),
        *(() if known is None else (known.offered,)),
    )
    found = (one.name for leaflet in leaflets for one in leaflet.services if one.id == service)
    return one_line(next(found, service))


def _schools(
    choices: tuple[Choice, ...], wanted: tuple[str, str, Answer], names: Names
) -> tuple[str, ...]:
    return tuple(
        names.school(choice.school)
        for choice in choices
        if (choice.product, choice.service, choice.answer) == wanted
    )


def _of_products(event: Any, state: Agreement, names: Names) -> Facts:  # noqa: ANN401 - any event
    match event.type:
        case "agreement.offered" | "offer.revised":
            return {"products": tuple(_offered(one, names) for one in event.products)}
        case "product.offered":
            return {"product": _offered(event.leaflet, names)}
        case "product.added" | "product.not_added" | "product.dropped":
            known = product_of(state, event.product)
            return {"product": _offered(known.offered, names) if known else event.product}
        case "choices.recorded":
            return {"answers": chosen(state, event.choices, names)}
        case "school.added" | "school.removed":
            return {"school": names.school(event.school)}
        case _:
            return {}


def _offered(leaflet: LeafletDigest, names: Names) -> OfferedProduct:
    options = tuple(one_line(one.name) for one in leaflet.services if one.kind == "optional")
    return OfferedProduct(names.product(leaflet.product), version_name(leaflet.version), options)
