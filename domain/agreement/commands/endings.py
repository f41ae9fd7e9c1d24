"""What can be asked from notice to the last proof that data came back or was destroyed."""

from typing import Annotated, Literal

from pydantic import Field

from domain.messages import Message
from domain.values import Day, Hash, Identifier, Label, ReasonCode


class GiveNotice(Message):
    """End the agreement; `ends_on` absent means as early as the terms allow."""

    kind: Literal["give_notice"] = "give_notice"
    reason: ReasonCode
    ends_on: Day | None = None


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
    until: Day
