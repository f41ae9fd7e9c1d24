"""What can have happened until both parties signed, and to products and schools after it."""

from typing import Annotated, Literal

from pydantic import Field

from domain.agreement.choices import Choice
from domain.agreement.terms import Duration, Terms
from domain.leaflet.digest import LeafletDigest
from domain.messages import Message
from domain.values import Hash, Identifier, Instant, Label, ReasonCode, Side


class AgreementOffered(Message):
    type: Literal["agreement.offered"] = "agreement.offered"
    board: Identifier
    supplier: Identifier
    schools: tuple[Identifier, ...]
    products: tuple[LeafletDigest, ...]
    text: Hash
    terms: Terms
    policy: Identifier
    duration: Duration
    valid_until: Instant


class OfferRevised(Message):
    type: Literal["offer.revised"] = "offer.revised"
    schools: tuple[Identifier, ...]
    products: tuple[LeafletDigest, ...]
    text: Hash
    terms: Terms
    duration: Duration
    valid_until: Instant


class OfferWithdrawn(Message):
    type: Literal["offer.withdrawn"] = "offer.withdrawn"
    reason: ReasonCode


class OfferRefused(Message):
    type: Literal["offer.refused"] = "offer.refused"
    reason: ReasonCode


class OfferLapsed(Message):
    type: Literal["offer.lapsed"] = "offer.lapsed"


class ChoicesRecorded(Message):
    """The written answers of a board, every school named; in force they are its instruction."""

    type: Literal["choices.recorded"] = "choices.recorded"
    choices: Annotated[tuple[Choice, ...], Field(min_length=1)]


class ConsentCompleted(Message):
    """Every product is answered; `hash` is what both are now asked to sign."""

    type: Literal["consent.completed"] = "consent.completed"
    hash: Hash


class SignaturesVoided(Message):
    type: Literal["signatures.voided"] = "signatures.voided"
    reason: Literal["choices_changed", "offer_revised", "products_changed", "schools_changed"]


class AgreementSigned(Message):
    type: Literal["agreement.signed"] = "agreement.signed"
    side: Side
    hash: Hash


class AgreementActivated(Message):
    type: Literal["agreement.activated"] = "agreement.activated"
    hash: Hash


class ProductOffered(Message):
    """A further product in a running agreement; nothing of it is open before both sign."""

    type: Literal["product.offered"] = "product.offered"
    leaflet: LeafletDigest
    valid_until: Instant


class ProductAdded(Message):
    type: Literal["product.added"] = "product.added"
    product: Identifier


class ProductNotAdded(Message):
    type: Literal["product.not_added"] = "product.not_added"
    product: Identifier
    reason: Literal["declined", "withdrawn", "lapsed", "agreement_ended"]


class ProductDropped(Message):
    type: Literal["product.dropped"] = "product.dropped"
    product: Identifier


class SchoolAdded(Message):
    """A school in scope from now: core as decided for the board, every option off."""

    type: Literal["school.added"] = "school.added"
    school: Identifier
    choices: tuple[Choice, ...]


class SchoolRemoved(Message):
    type: Literal["school.removed"] = "school.removed"
    school: Identifier


class PartyReminded(Message):
    """An operator had a party written to, about something that it has yet to do."""

    type: Literal["party.reminded"] = "party.reminded"
    side: Side
    waits_for: Literal["choices", "signature", "answer", "return", "export", "certificate"]
    subject: Identifier | None  # a product, a change or an ending
    question: Label  # the key of what is asked
    until: Instant | None
    reason: ReasonCode


class DocumentFiled(Message):
    """The agreement as it stood at a version of the stream, stored under its content hash."""

    type: Literal["document.filed"] = "document.filed"
    document: Label
    of_version: int
    hash: Hash
