"""What can be asked about an announced change of a product."""

from typing import Literal

from domain.messages import Message
from domain.values import Hash, Identifier, Instant, ReasonCode


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
