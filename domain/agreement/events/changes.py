"""What can have happened to an announced change of a product, in this agreement."""

from typing import Literal

from domain.leaflet.digest import LeafletDigest
from domain.leaflet.importance import JudgedItem
from domain.messages import Message
from domain.values import Answer, Hash, Identifier, Instant, ReasonCode


class ServiceAtSchools(Message):
    """A service (or the core of a product) and the schools that have it."""

    service: Identifier
    schools: tuple[Identifier, ...]


class ChangeReceived(Message):
    """The announcement reached this agreement; the items are against what is in force here."""

    type: Literal["change.received"] = "change.received"
    change: Identifier
    product: Identifier
    base: Hash
    leaflet: LeafletDigest
    items: tuple[JudgedItem, ...]
    important_for: tuple[Identifier, ...]  # what important items touch; CORE for the product
    follows: Identifier | None
    announced_from: Instant
    notice_until: Instant | None  # set where a sub-processor is new (4.3)
    other_party: bool  # law 8: another legal person as supplier


class ChangeProposed(Message):
    """The board is asked; silence until `answer_by` lapses."""

    type: Literal["change.proposed"] = "change.proposed"
    change: Identifier
    touches: tuple[ServiceAtSchools, ...]
    remind_at: tuple[Instant, ...]
    answer_by: Instant


class ChangeTold(Message):
    """Nothing is asked. `in_force_from` is open while the change before it is undecided."""

    type: Literal["change.told"] = "change.told"
    change: Identifier
    reason: Literal["not_important", "options_not_chosen", "waits_for_earlier"]
    in_force_from: Instant | None


class ChangeReminded(Message):
    type: Literal["change.reminded"] = "change.reminded"
    change: Identifier
    answer_by: Instant


class ChangeApproved(Message):
    type: Literal["change.approved"] = "change.approved"
    change: Identifier
    leaflet: Hash
    in_force_from: Instant


class ChangeScheduled(Message):
    """A change that was only told gets its date, now that the one before it is decided."""

    type: Literal["change.scheduled"] = "change.scheduled"
    change: Identifier
    in_force_from: Instant


class ApprovalWithdrawn(Message):
    type: Literal["approval.withdrawn"] = "approval.withdrawn"
    change: Identifier


class ChangeRejected(Message):
    type: Literal["change.rejected"] = "change.rejected"
    change: Identifier
    reason: ReasonCode


class ChangeLapsed(Message):
    type: Literal["change.lapsed"] = "change.lapsed"
    change: Identifier


class AnswerCameLate(Message):
    """An answer after the period: on record, and without any effect (9.2)."""

    type: Literal["answer.came_late"] = "answer.came_late"
    change: Identifier
    answer: Answer


class ChangeWithdrawn(Message):
    type: Literal["change.withdrawn"] = "change.withdrawn"
    change: Identifier
    reason: ReasonCode


class ChangeSuperseded(Message):
    """The supplier corrected the leaflet; the correction is a change of its own."""

    type: Literal["change.superseded"] = "change.superseded"
    change: Identifier
    by: Identifier


class ChangeFell(Message):
    """The change it followed did not come about, so neither does this one."""

    type: Literal["change.fell"] = "change.fell"
    change: Identifier
    with_change: Identifier


class ChangeCancelled(Message):
    type: Literal["change.cancelled"] = "change.cancelled"
    change: Identifier
    reason: Literal["agreement_ends", "product_dropped"]
