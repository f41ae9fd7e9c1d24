"""What can be asked about an announced change of a product."""

from typing import Literal

from domain.messages import Message
from domain.product.announcement import Consequences, SupplierLabel
from domain.values import Day, Hash, Identifier, Instant, Label, ReasonCode


class ReceiveChange(Message):
    """The engine's own: an announcement of the product reaches this agreement."""

    kind: Literal["receive_change"] = "receive_change"
    change: Identifier
    leaflet: Hash
    announced_from: Instant
    label: SupplierLabel | None = None
    corrects: Identifier | None = None
    predecessor: Hash | None = None  # the leaflet before it in the product's line
    wish: Day | None = None
    consequences: Consequences | None = None
    independent_of: tuple[Identifier, ...] = ()
    announcement: Label | None = None  # the id of the event that announced it


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
    """The engine's own: the announcement was withdrawn by its supplier."""

    kind: Literal["withdraw_change"] = "withdraw_change"
    change: Identifier
    reason: ReasonCode


class ReofferChange(Message):
    """The supplier asks one board again about a change that lapsed there."""

    kind: Literal["reoffer_change"] = "reoffer_change"
    change: Identifier
    new_change: Identifier
