"""How proposals, choices, signatures, products and schools move the state."""

from dataclasses import replace
from datetime import datetime

from domain.agreement.choices import merged
from domain.agreement.events import OfferingEvent
from domain.agreement.events.offering import (
    AgreementActivated,
    AgreementOffered,
    AgreementSigned,
    ChoicesRecorded,
    ConsentCompleted,
    DocumentFiled,
    OfferLapsed,
    OfferRefused,
    OfferRevised,
    OfferWithdrawn,
    PartyReminded,
    ProductAdded,
    ProductDropped,
    ProductNotAdded,
    ProductOffered,
    SchoolAdded,
    SchoolRemoved,
    SignaturesVoided,
)
from domain.agreement.products import product_of, scheduled, with_product
from domain.agreement.state import Agreement, Phase, Product, Signature
from domain.leaflet.digest import LeafletDigest
from domain.values import CORE, Answer


def evolve_offering(state: Agreement, event: OfferingEvent, at: datetime) -> Agreement:  # noqa: C901, PLR0911, PLR0912, PLR0915 - the table of contents, one line an event
    """Move the state by one event."""
    match event:
        case AgreementOffered():
            return _proposed(replace(state, policy=event.policy), event)
        case OfferRevised():
            return _proposed(replace(state, choices=()), event)
        case OfferWithdrawn():
            return replace(state, phase=Phase.WITHDRAWN)
        case OfferRefused():
            return replace(state, phase=Phase.REFUSED)
        case OfferLapsed():
            return replace(state, phase=Phase.LAPSED)
        case ChoicesRecorded():
            return replace(state, choices=merged(state.choices, event.choices))
        case ConsentCompleted():
            return _consented(state)
        case SignaturesVoided():
            return replace(state, signatures=())
        case AgreementSigned():
            signature = Signature(event.side, event.hash, at)
            return replace(state, signatures=(*state.signatures, signature))
        case AgreementActivated():
            return _activated(state, at)
        case ProductOffered():
            product = Product(event.leaflet.product, "offered", event.leaflet)
            return with_product(state, replace(product, valid_until=event.valid_until))
        case ProductAdded():
            return replace(_enters(state, event.product, at), signatures=())
        case ProductNotAdded():
            return _leaves(state, event.product, "declined")
        case ProductDropped():
            return _leaves(state, event.product, "dropped")
        case SchoolAdded():
            return _school_added(state, event)
        case SchoolRemoved():
            return _school_removed(state, event.school)
        case DocumentFiled() | PartyReminded():
            return state


def _proposed(state: Agreement, event: AgreementOffered | OfferRevised) -> Agreement:
    return replace(
        state,
        phase=Phase.OFFERED,
        schools=event.schools,
        text=event.text,
        terms=event.terms,
        duration=event.duration,
        valid_until=event.valid_until,
        products=tuple(_offered(leaflet) for leaflet in event.products),
    )


def _offered(leaflet: LeafletDigest) -> Product:
    return Product(leaflet.product, "offered", leaflet)


def _consented(state: Agreement) -> Agreement:
    return replace(state, phase=Phase.CONSENTED) if state.phase is Phase.OFFERED else state


def _activated(state: Agreement, at: datetime) -> Agreement:
    active = replace(state, phase=Phase.ACTIVE, activated_at=at, valid_until=None, signatures=())
    for product in state.products:
        chosen = any(
            choice.answer is Answer.YES
            for choice in state.choices
            if choice.product == product.id and choice.service == CORE
        )
        active = (
            _enters(active, product.id, at) if chosen else _leaves(active, product.id, "declined")
        )
    return active


def _enters(state: Agreement, product: str, at: datetime) -> Agreement:
    known = product_of(state, product)
    if known is None:
        return state
    entered = replace(known, standing="in_force", valid_until=None)
    return with_product(state, scheduled(entered, known.offered, at))


def _leaves(state: Agreement, product: str, standing: str) -> Agreement:
    known = product_of(state, product)
    if known is None:
        return state
    kept = tuple(choice for choice in state.choices if choice.product != product)
    left = replace(
        known, standing="dropped" if standing == "dropped" else "declined", valid_until=None
    )
    return with_product(replace(state, choices=kept), left)


def _school_added(state: Agreement, event: SchoolAdded) -> Agreement:
    return replace(
        state,
        schools=tuple(sorted((*state.schools, event.school))),
        choices=merged(state.choices, event.choices),
    )


def _school_removed(state: Agreement, school: str) -> Agreement:
    return replace(
        state,
        schools=tuple(one for one in state.schools if one != school),
        choices=tuple(choice for choice in state.choices if choice.school != school),
    )
