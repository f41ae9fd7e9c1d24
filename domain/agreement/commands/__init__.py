"""What can be asked of an agreement; actor, command id and time are the envelope's."""

from typing import Annotated, get_args

from pydantic import Field

from domain.agreement.commands.changes import (
    ApproveChange,
    ReceiveChange,
    RejectChange,
    ReofferChange,
    WithdrawApproval,
    WithdrawChange,
)
from domain.agreement.commands.endings import (
    CertifyDestruction,
    CiteDutyToKeep,
    ConfirmExport,
    DeliverExport,
    GiveNotice,
    OfEnding,
    ReportIncompleteExport,
    RequestReturn,
    WaiveReturn,
)
from domain.agreement.commands.machines import FileDocument, Remind
from domain.agreement.commands.offering import (
    AddSchool,
    Choose,
    Chosen,
    DropProduct,
    Offer,
    OfferBody,
    OfferProduct,
    RefuseOffer,
    RemoveSchool,
    ReviseOffer,
    Sign,
    WithdrawOffer,
    WithdrawProduct,
)
from domain.machines import PassTime

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
    | ReofferChange
    | GiveNotice
    | RequestReturn
    | WaiveReturn
    | DeliverExport
    | ConfirmExport
    | ReportIncompleteExport
    | CertifyDestruction
    | CiteDutyToKeep
    | FileDocument
    | Remind
    | PassTime
)
AgreementCommand = Annotated[AnyCommand, Field(discriminator="kind")]
COMMAND_CLASSES = get_args(AnyCommand)

__all__ = [
    "COMMAND_CLASSES",
    "AddSchool",
    "AgreementCommand",
    "AnyCommand",
    "ApproveChange",
    "CertifyDestruction",
    "Choose",
    "Chosen",
    "CiteDutyToKeep",
    "ConfirmExport",
    "DeliverExport",
    "DropProduct",
    "FileDocument",
    "GiveNotice",
    "OfEnding",
    "Offer",
    "OfferBody",
    "OfferProduct",
    "PassTime",
    "ReceiveChange",
    "RefuseOffer",
    "RejectChange",
    "Remind",
    "RemoveSchool",
    "ReofferChange",
    "ReportIncompleteExport",
    "RequestReturn",
    "ReviseOffer",
    "Sign",
    "WaiveReturn",
    "WithdrawApproval",
    "WithdrawChange",
    "WithdrawOffer",
    "WithdrawProduct",
]
