"""Every event of an agreement, as one union told apart by `type`."""

from typing import Annotated, get_args

from pydantic import Field

from domain.agreement.events.changes import (
    AnswerCameLate,
    ApprovalWithdrawn,
    ChangeApproved,
    ChangeCancelled,
    ChangeComposed,
    ChangeFell,
    ChangeLapsed,
    ChangeProposed,
    ChangeReceived,
    ChangeRejected,
    ChangeReminded,
    ChangeScheduled,
    ChangeSuperseded,
    ChangeTold,
    ChangeWithdrawn,
)
from domain.agreement.events.endings import (
    AgreementClosed,
    AgreementEnded,
    DestructionCertified,
    DutyToKeepCited,
    EndingCompleted,
    EndingOpened,
    EndingReminded,
    ExportConfirmed,
    ExportDelivered,
    ExportFoundIncomplete,
    NoticeGiven,
    ProofMissing,
    ReturnRequested,
    ReturnSettled,
    ReturnWaived,
    TermReminded,
)
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

OfferingEvent = (
    AgreementOffered
    | OfferRevised
    | OfferWithdrawn
    | OfferRefused
    | OfferLapsed
    | ChoicesRecorded
    | ConsentCompleted
    | SignaturesVoided
    | AgreementSigned
    | AgreementActivated
    | ProductOffered
    | ProductAdded
    | ProductNotAdded
    | ProductDropped
    | SchoolAdded
    | SchoolRemoved
    | DocumentFiled
    | PartyReminded
)
ChangeEvent = (
    ChangeReceived
    | ChangeComposed
    | ChangeProposed
    | ChangeTold
    | ChangeReminded
    | ChangeApproved
    | ChangeScheduled
    | ApprovalWithdrawn
    | ChangeRejected
    | ChangeLapsed
    | AnswerCameLate
    | ChangeWithdrawn
    | ChangeSuperseded
    | ChangeFell
    | ChangeCancelled
)
EndingEvent = (
    NoticeGiven
    | TermReminded
    | AgreementEnded
    | EndingOpened
    | ReturnRequested
    | ReturnWaived
    | ExportDelivered
    | ExportConfirmed
    | ExportFoundIncomplete
    | ReturnSettled
    | DutyToKeepCited
    | DestructionCertified
    | EndingReminded
    | ProofMissing
    | EndingCompleted
    | AgreementClosed
)
AnyEvent = OfferingEvent | ChangeEvent | EndingEvent
AgreementEvent = Annotated[AnyEvent, Field(discriminator="type")]
Events = tuple[AgreementEvent, ...]
EVENT_CLASSES = get_args(AnyEvent)
