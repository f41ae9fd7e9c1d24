"""What can have happened to an announced change of a product, in this agreement."""

from typing import Literal

from domain.agreement.events.shown import RefusedBefore, ServiceAtSchools
from domain.leaflet.digest import LeafletDigest
from domain.leaflet.importance import JudgedItem
from domain.messages import Message
from domain.product.announcement import Consequences, SupplierLabel
from domain.values import Answer, Day, Hash, Identifier, Instant, Label, ReasonCode


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
    published: Hash | None = None  # the supplier's own leaflet, where the one here is composed
    predecessor: Hash | None = None  # the leaflet before it in the product's line
    independent_of: tuple[Identifier, ...] = ()  # what waits here and it does not stand on
    label: SupplierLabel | None = None
    wish: Day | None = None  # shown; it moves no clock
    consequences: Consequences | None = None
    announcement: Label | None = None  # the id of the event that announced it
    reoffers: Identifier | None = None  # the lapsed change that is offered again
    refused_before: tuple[RefusedBefore, ...] = ()


class ChangeComposed(Message):
    """Another one got its date: this one stands on it now, with a leaflet composed anew."""

    type: Literal["change.composed"] = "change.composed"
    change: Identifier
    leaflet: LeafletDigest
    base: Hash
    follows: Identifier
    independent_of: tuple[Identifier, ...]
    items: tuple[JudgedItem, ...]
    important_for: tuple[Identifier, ...]
    notice_until: Instant | None
    other_party: bool


class ChangeProposed(Message):
    """The board is asked; silence until `answer_by` lapses."""

    type: Literal["change.proposed"] = "change.proposed"
    change: Identifier
    touches: tuple[ServiceAtSchools, ...]
    remind_at: tuple[Instant, ...]
    answer_by: Instant


class ChangeTold(Message):
    """Nothing is asked. `in_force_from` is open while the change before it is undecided.

    It stays open where nothing moves here: the agreement ends, or the leaflet is known already.
    """

    type: Literal["change.told"] = "change.told"
    change: Identifier
    reason: Literal[
        "not_important", "options_not_chosen", "waits_for_earlier", "agreement_ends", "known_here"
    ]
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
