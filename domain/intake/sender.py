"""Who sent a message: a person of the supplier, with a mandate to announce (law 2)."""

from datetime import datetime

from pydantic import TypeAdapter, ValidationError

from domain.actors import Actor, ActorKind, Mandate, Right
from domain.intake.envelope import Envelope
from domain.intake.faults import Fault, FaultCode, Faults, fault
from domain.intake.opened import Sender
from domain.sealing import CLOCKS_APART, SEAL_LIFE
from domain.values import Instant

_INSTANT: TypeAdapter[datetime] = TypeAdapter(Instant)


def age_faults(envelope: Envelope, arrived: datetime) -> Faults:
    """Return the fault of a seal that was too old on arrival, or of a time to come."""
    try:
        received = _INSTANT.validate_python(envelope.received_at)
    except ValidationError:
        received = None
    if received is not None and -CLOCKS_APART <= arrived - received <= SEAL_LIFE:
        return ()
    return (fault("envelope.received_at", FaultCode.SEAL_EXPIRED),)


def sender_of(envelope: Envelope, supplier: str, arrived: datetime) -> Sender | Fault:
    """Return who sent it, by which mandate; or why nobody could."""
    try:
        actor = Actor.model_validate_json(envelope.actor)
    except ValidationError:
        return _fault(FaultCode.SENDER_UNREADABLE)
    if actor.kind is not ActorKind.PERSON:
        return _fault(FaultCode.SENDER_UNREADABLE)
    if actor.party != f"supplier:{supplier}":
        return _fault(FaultCode.WRONG_SUPPLIER)
    mandate = _mandate(actor, arrived)
    return mandate if isinstance(mandate, Fault) else _sender(envelope, actor, mandate)


def party_of(envelope: Envelope) -> str | None:
    """Return the supplier that the sender is said to act for."""
    try:
        kind, _, party = (Actor.model_validate_json(envelope.actor).party or "").partition(":")
    except ValidationError:
        return None
    return party if kind == "supplier" else None


def _mandate(actor: Actor, arrived: datetime) -> Mandate | Fault:
    granted = [one for one in actor.mandates if Right.ANNOUNCE in one.rights]
    if not granted:
        return _fault(FaultCode.MANDATE_MISSING)
    valid = [one for one in granted if _is_valid(one, arrived)]
    return valid[0] if valid else _fault(FaultCode.MANDATE_EXPIRED)


def _is_valid(mandate: Mandate, at: datetime) -> bool:
    ends = mandate.valid_until
    return mandate.valid_from <= at and (ends is None or at < ends)


def _sender(envelope: Envelope, actor: Actor, mandate: Mandate) -> Sender | Fault:
    words = {"person": actor.person, "mandate": mandate.id, "via": envelope.via}
    try:
        return Sender.model_validate(words)
    except ValidationError:
        return _fault(FaultCode.SENDER_UNREADABLE)


def _fault(code: FaultCode) -> Fault:
    return fault("envelope.actor", code)
