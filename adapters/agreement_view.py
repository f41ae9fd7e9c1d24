"""An agreement's document as the template reads it: dates in Belgian time, choices as tables."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.agreement.choices import Choice
from domain.agreement_document import AgreementDocument, LeafletPart, SignaturePart
from domain.document.words import MONTHS, NOT_STATED
from domain.offices import Role
from domain.text.citation import cited
from domain.text.model import Clause
from domain.values import CORE, Answer, Side

View = dict[str, Any]

_BRUSSELS = ZoneInfo("Europe/Brussels")
_REASONS = {
    "signature": "Uitgegeven na de ondertekening door beide partijen.",
    "annex": "Opnieuw uitgegeven omdat keuzes, scholen, producten of bijsluiters zijn gewijzigd.",
}
_ANSWERS = {Answer.YES: "ja", Answer.NO: "nee"}
_PARTIES = {Side.BOARD: "Het bestuur", Side.SUPPLIER: "De leverancier"}
_OFFICES = {
    Role.DIRECTION: "directie",
    Role.PRIVACY: "privacy",
    Role.SECRETARIAT: "secretariaat",
}


def agreement_view(document: AgreementDocument) -> View:
    """Return the document as JSON values, in the words and the order of the page."""
    view = document.model_dump(mode="json", exclude={"text", "choices", "leaflets", "signatures"})
    return view | {
        "issued": in_brussels(document.issued_at),
        "reason": _REASONS[document.reason],
        "text": _text(document),
        "choices": list(_choices(document)),
        "leaflets": [_leaflet(one) for one in document.leaflets],
        "signatures": [_signature(document, one) for one in document.signatures],
    }


def in_brussels(instant: datetime) -> str:
    """Return an instant as a Belgian reads it, with the zone because there are two."""
    local = instant.astimezone(_BRUSSELS)
    return f"{local.day} {MONTHS[local.month - 1]} {local:%Y, %H:%M:%S %Z}"


def _leaflet(leaflet: LeafletPart) -> View:
    since = in_brussels(leaflet.since) if leaflet.since else NOT_STATED
    return leaflet.model_dump(mode="json") | {"since": since}


def _text(document: AgreementDocument) -> View:
    text = document.text
    return {
        "title": text.title,
        "version": text.version,
        "marking": text.marking,
        "hash": text.hash,
        "clauses": [_clause(one) for one in text.clauses],
    }


def _clause(clause: Clause) -> View:
    return {
        "title": clause.title,
        "body": clause.body,
        "answers": "; ".join(cited(article) for article in clause.answers),
    }


def _choices(document: AgreementDocument) -> Iterator[View]:
    """Yield a table for each product: a row for each school, a column for each choice."""
    names = {one.product: one.name for one in document.leaflets}
    for product in dict.fromkeys((*names, *(one.product for one in document.choices))):
        given = {
            (one.school, one.service): one for one in document.choices if one.product == product
        }
        columns = _columns(document, product)
        yield {
            "product": names.get(product, product),
            "services": list(columns.values()),
            "schools": [
                {
                    "name": one.name,
                    "answers": [_answer(given.get((one.id, key))) for key in columns],
                }
                for one in document.schools
            ],
        }


def _columns(document: AgreementDocument, product: str) -> dict[str, str]:
    """Return the names of what was to be chosen, by key: the product as such comes first."""
    optional = {
        service.id: service.name
        for leaflet in document.leaflets
        if leaflet.product == product
        for service in leaflet.services
        if service.kind == "optional"
    }
    asked = {one.service: one.service for one in document.choices if one.product == product}
    as_such = {CORE: "Het product als zodanig"}
    return as_such | optional | asked | as_such | optional


def _answer(choice: Choice | None) -> View:
    if choice is None:
        return {"answer": "nee", "note": "niet beantwoord"}
    return {"answer": _ANSWERS[choice.answer], "note": choice.leaflet[:8]}


def _signature(document: AgreementDocument, signature: SignaturePart) -> View:
    party = document.board if signature.side is Side.BOARD else document.supplier
    return signature.model_dump(mode="json") | {
        "side": _PARTIES[signature.side],
        "party": party.name,
        "office": _OFFICES[signature.office],
        "mandate": signature.mandate or NOT_STATED,
        "signed": in_brussels(signature.signed_at),
    }
