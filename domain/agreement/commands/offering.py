"""What can be asked until both parties signed, and about products and schools after it."""

from typing import Annotated, Literal

from pydantic import Field

from domain.agreement.terms import Duration, Terms
from domain.messages import Message
from domain.values import Answer, Hash, Identifier, ReasonCode

Schools = Annotated[tuple[Identifier, ...], Field(min_length=1)]
Leaflets = Annotated[tuple[Hash, ...], Field(min_length=1)]


class OfferBody(Message):
    """What a proposal consists of; `terms` absent means those of the engine's policy."""

    schools: Schools
    leaflets: Leaflets
    text: Hash
    terms: Terms | None = None
    duration: Duration = Duration()


class Offer(OfferBody):
    kind: Literal["offer"] = "offer"


class ReviseOffer(OfferBody):
    kind: Literal["revise_offer"] = "revise_offer"


class WithdrawOffer(Message):
    kind: Literal["withdraw_offer"] = "withdraw_offer"
    reason: ReasonCode


class RefuseOffer(Message):
    kind: Literal["refuse_offer"] = "refuse_offer"
    reason: ReasonCode


class Chosen(Message):
    """One answer of a board; `schools` absent means every school in scope."""

    product: Identifier
    service: Identifier
    answer: Answer
    leaflet: Hash
    schools: Schools | None = None


class Choose(Message):
    kind: Literal["choose"] = "choose"
    choices: Annotated[tuple[Chosen, ...], Field(min_length=1)]


class Sign(Message):
    kind: Literal["sign"] = "sign"
    hash: Hash


class OfferProduct(Message):
    kind: Literal["offer_product"] = "offer_product"
    leaflet: Hash


class WithdrawProduct(Message):
    kind: Literal["withdraw_product"] = "withdraw_product"
    product: Identifier


class DropProduct(Message):
    kind: Literal["drop_product"] = "drop_product"
    product: Identifier


class AddSchool(Message):
    kind: Literal["add_school"] = "add_school"
    school: Identifier


class RemoveSchool(Message):
    kind: Literal["remove_school"] = "remove_school"
    school: Identifier
