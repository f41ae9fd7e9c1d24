"""Deciding on proposals: offer, revise, withdraw, refuse, and a further product."""

from datetime import datetime

from domain.agreement import commands as c
from domain.agreement.deciding.consent import with_consent
from domain.agreement.deciding.facts import (
    agreed_terms,
    complete_leaflet,
    complete_leaflets,
    facts_of,
    known_schools,
    known_text,
    lasting,
    valid_until,
)
from domain.agreement.events import Events
from domain.agreement.events.offering import (
    AgreementOffered,
    OfferRefused,
    OfferRevised,
    OfferWithdrawn,
    ProductNotAdded,
    ProductOffered,
    SignaturesVoided,
)
from domain.agreement.products import product_of
from domain.agreement.refusals import ProductAlreadyThereError, UnknownProductError
from domain.agreement.requests import Request
from domain.agreement.state import Agreement
from domain.agreement.terms import Terms


def offer(state: Agreement, command: c.Offer, request: Request, now: datetime) -> Events:
    """Offer the agreement: complete leaflets, schools of the board, terms that hold the policy."""
    facts = facts_of(request)
    terms = agreed_terms(command.terms, facts.policy)
    return (
        AgreementOffered(
            board=state.board,
            supplier=state.supplier,
            schools=known_schools(facts, command.schools),
            products=complete_leaflets(facts, command.leaflets, state.supplier),
            text=known_text(command.text),
            terms=terms,
            policy=facts.policy,
            duration=lasting(command.duration, now),
            valid_until=valid_until(terms, command.duration, now),
        ),
    )


def revise(state: Agreement, command: c.ReviseOffer, request: Request, now: datetime) -> Events:
    """Offer anew: choices and signatures are void, both begin again (9.3)."""
    facts = facts_of(request)
    terms = agreed_terms(command.terms, state.policy)
    revised = OfferRevised(
        schools=known_schools(facts, command.schools),
        products=complete_leaflets(facts, command.leaflets, state.supplier),
        text=known_text(command.text),
        terms=terms,
        duration=lasting(command.duration, now),
        valid_until=valid_until(terms, command.duration, now),
    )
    return (revised, *signatures_voided(state, "offer_revised"))


def withdraw(command: c.WithdrawOffer) -> Events:
    """Take the offer back."""
    return (OfferWithdrawn(reason=command.reason),)


def refuse(command: c.RefuseOffer) -> Events:
    """Say no to the whole offer."""
    return (OfferRefused(reason=command.reason),)


def offer_product(
    state: Agreement, command: c.OfferProduct, request: Request, now: datetime
) -> Events:
    """Offer a further product in a running agreement; both will sign for it."""
    leaflet = complete_leaflet(facts_of(request), command.leaflet, state.supplier)
    known = product_of(state, leaflet.product)
    if known is not None and known.standing in ("offered", "in_force"):
        raise ProductAlreadyThereError(leaflet.product)
    lapses = terms_of(state).proposal_validity.after(now)
    offered = ProductOffered(leaflet=leaflet, valid_until=lapses)
    return (offered, *signatures_voided(state, "products_changed"))


def withdraw_product(state: Agreement, command: c.WithdrawProduct, now: datetime) -> Events:
    """Take the offer of a further product back before both signed for it."""
    known = product_of(state, command.product)
    if known is None or known.standing != "offered":
        raise UnknownProductError(command.product)
    gone = ProductNotAdded(product=command.product, reason="withdrawn")
    return with_consent(state, (gone, *signatures_voided(state, "products_changed")), now)


def signatures_voided(state: Agreement, reason: str) -> Events:
    """Void the signatures, where there are any."""
    if not state.signatures:
        return ()
    return (SignaturesVoided.model_validate({"reason": reason}),)


def terms_of(state: Agreement) -> Terms:
    """Return the terms of an agreement that was offered."""
    if state.terms is None:
        raise ValueError(state.id)
    return state.terms
