"""Questions about endings: what data and whose proof they concern, and what is still owed."""

from datetime import datetime

from domain.agreement.events.endings import EndingScope
from domain.agreement.products import leaflets_ever_in_force
from domain.agreement.refusals import UnknownEndingError
from domain.agreement.state import Agreement, Ending, Product, Proof
from domain.agreement.terms import Terms
from domain.calendar import end_of_day
from domain.leaflet.digest import LeafletDigest

SUPPLIER_PART, BACKUPS_PART = "supplier", "backups"


def ending_of(state: Agreement, ending: str) -> Ending:
    """Return an ending by its id. Raises UnknownEndingError."""
    for known in state.endings:
        if known.id == ending:
            return known
    raise UnknownEndingError(ending)


def categories_of(state: Agreement, scope: EndingScope, now: datetime) -> tuple[str, ...]:
    """Return the categories of data, as product:category, that any leaflet in force named."""
    found = {
        f"{leaflet.product}:{key}"
        for leaflet in _leaflets(state, scope, now)
        for service in leaflet.services
        if scope.service in (None, service.id) and not service.controller
        for key in service.data
    }
    return tuple(sorted(found))


def parts_of(state: Agreement, scope: EndingScope, now: datetime) -> tuple[str, ...]:
    """Return who owes a certificate: every sub-processor that any leaflet in force ever named."""
    names = {
        f"subprocessor:{processor.name}"
        for leaflet in _leaflets(state, scope, now)
        for processor in leaflet.subprocessors
        if scope.service is None or not processor.services or scope.service in processor.services
    }
    return (SUPPLIER_PART, BACKUPS_PART, *sorted(names))


def proof_due(ending: Ending, proof: Proof, terms: Terms) -> datetime | None:
    """Return by when the part owes its next certificate; None when it owes none."""
    if proof.final or ending.certify_by is None:
        return None
    if proof.certified and proof.kept is not None:
        return terms.certificate.after_end(end_of_day(proof.kept.until))
    return ending.certify_backups_by if proof.part == BACKUPS_PART else ending.certify_by


def missing_proof(ending: Ending, terms: Terms, now: datetime) -> tuple[str, ...]:
    """Return the parts whose certificate is overdue."""
    due = ((proof.part, proof_due(ending, proof, terms)) for proof in ending.proofs)
    return tuple(part for part, instant in due if instant is not None and instant <= now)


def is_settled(ending: Ending) -> bool:
    """Every category came back, or its return was waived in writing."""
    return all(one.standing in ("confirmed", "waived") for one in ending.returns)


def waits_for_board(ending: Ending) -> bool:
    """The board has not said return or destroy, or not confirmed what was delivered."""
    return any(one.standing in ("open", "delivered") for one in ending.returns)


def kept_by_law(ending: Ending) -> tuple[Proof, ...]:
    """Return the parts that still keep something that a law was cited for."""
    return tuple(proof for proof in ending.proofs if proof.kept and not proof.final)


def _leaflets(state: Agreement, scope: EndingScope, now: datetime) -> tuple[LeafletDigest, ...]:
    return tuple(
        leaflet
        for product in state.products
        if _is_concerned(product, scope)
        for leaflet in leaflets_ever_in_force(product, now)
    )


def _is_concerned(product: Product, scope: EndingScope) -> bool:
    return product.standing == "in_force" and scope.product in (None, product.id)
