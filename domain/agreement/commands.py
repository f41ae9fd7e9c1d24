"""What can be asked of an agreement; actor, command id and time are the envelope's."""

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import Field

from domain.agreement.terms import Duration, Terms
from domain.messages import Message
from domain.values import Answer, Hash, Identifier, Instant, Label, ReasonCode

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


class ReceiveChange(Message):
    """An announcement; `label` is the supplier's own, it can raise importance only."""

    kind: Literal["receive_change"] = "receive_change"
    change: Identifier
    leaflet: Hash
    announced_from: Instant
    label: Literal["important", "not_important"] | None = None
    corrects: Identifier | None = None


class ApproveChange(Message):
    kind: Literal["approve_change"] = "approve_change"
    change: Identifier
    leaflet: Hash


class RejectChange(Message):
    kind: Literal["reject_change"] = "reject_change"
    change: Identifier
    leaflet: Hash
    reason: ReasonCode


class WithdrawApproval(Message):
    kind: Literal["withdraw_approval"] = "withdraw_approval"
    change: Identifier


class WithdrawChange(Message):
    kind: Literal["withdraw_change"] = "withdraw_change"
    change: Identifier
    reason: ReasonCode


class GiveNotice(Message):
    """End the agreement; `ends_on` absent means as early as the terms allow."""

    kind: Literal["give_notice"] = "give_notice"
    reason: ReasonCode
    ends_on: date | None = None


class OfEnding(Message):
    """A step in one ending; no categories named means all of them."""

    ending: Identifier
    categories: tuple[Label, ...] = ()


class RequestReturn(OfEnding):
    kind: Literal["request_return"] = "request_return"


class WaiveReturn(OfEnding):
    kind: Literal["waive_return"] = "waive_return"


class DeliverExport(OfEnding):
    kind: Literal["deliver_export"] = "deliver_export"
    export: Hash


class ConfirmExport(OfEnding):
    kind: Literal["confirm_export"] = "confirm_export"


class ReportIncompleteExport(OfEnding):
    kind: Literal["report_incomplete_export"] = "report_incomplete_export"
    reason: ReasonCode


class CertifyDestruction(Message):
    kind: Literal["certify_destruction"] = "certify_destruction"
    ending: Identifier
    part: Label
    certificate: Hash


class CiteDutyToKeep(Message):
    kind: Literal["cite_duty_to_keep"] = "cite_duty_to_keep"
    ending: Identifier
    part: Label
    categories: Annotated[tuple[Label, ...], Field(min_length=1)]
    law: Label
    until: date


class FileDocument(Message):
    """The engine's own: a document of this agreement is stored and read back."""

    kind: Literal["file_document"] = "file_document"
    document: Label
    of_version: int
    hash: Hash


class PassTime(Message):
    """The clock's own: an instant has come."""

    kind: Literal["pass_time"] = "pass_time"


AnyCommand = (
    Offer
    | ReviseOffer
    | WithdrawOffer
    | RefuseOffer
    | Choose
    | Sign
    | OfferProduct
    | WithdrawProduct
    | DropProduct
    | AddSchool
    | RemoveSchool
    | ReceiveChange
    | ApproveChange
    | RejectChange
    | WithdrawApproval
    | WithdrawChange
    | GiveNotice
    | RequestReturn
    | WaiveReturn
    | DeliverExport
    | ConfirmExport
    | ReportIncompleteExport
    | CertifyDestruction
    | CiteDutyToKeep
    | FileDocument
    | PassTime
)
AgreementCommand = Annotated[AnyCommand, Field(discriminator="kind")]
COMMAND_CLASSES = get_args(AnyCommand)
