"""Who sent a message: a person of the supplier, with a mandate to announce (law 2)."""

from datetime import datetime

from pydantic import TypeAdapter, ValidationError

from domain.actors import Actor, ActorKind, Right
from domain.agreement.refusals import MandateExpiredError, MandateMissingError
from domain.intake.envelope import Envelope
from domain.intake.faults import Fault, FaultCode, Faults, fault
from domain.intake.opened import Sender
from domain.mandates import valid_mandate
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
    actor = _actor(envelope)
    if actor is None or actor.kind is not ActorKind.PERSON:
        return _fault(FaultCode.SENDER_UNREADABLE)
    if actor.party != f"supplier:{supplier}":
        return _fault(FaultCode.WRONG_SUPPLIER)
    try:
        return _sender(envelope, actor, arrived)
    except MandateMissingError:
        return _fault(FaultCode.MANDATE_MISSING)
    except MandateExpiredError:
        return _fault(FaultCode.MANDATE_EXPIRED)
    except ValidationError:
        return _fault(FaultCode.SENDER_UNREADABLE)


def party_of(envelope: Envelope) -> str | None:
    """Return the supplier that the sender is said to act for."""
    actor = _actor(envelope)
    kind, _, party = (actor.party or "" if actor else "").partition(":")
    return party if kind == "supplier" else None


def _actor(envelope: Envelope) -> Actor | None:
    try:
        return Actor.model_validate_json(envelope.actor)
    except ValidationError:
        return None


def _sender(envelope: Envelope, actor: Actor, arrived: datetime) -> Sender:
    """Raises the refusal of a lacking mandate, or `ValidationError` for nobody or no door."""
    mandate = valid_mandate(actor, Right.ANNOUNCE, arrived)
    words = {"person": actor.person, "mandate": mandate.id, "via": envelope.via}
    return Sender.model_validate(words)


def _fault(code: FaultCode) -> Fault:
    return fault("envelope.actor", code)
