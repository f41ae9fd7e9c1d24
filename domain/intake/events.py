"""What can have happened to a message of a supplier's system."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from domain.intake.faults import Faults
from domain.intake.opened import Sender
from domain.intake.reasons import DiscardReason, ReplayReason
from domain.messages import Message
from domain.periods import Period
from domain.product.announcement import AnnouncedLeaflet
from domain.values import CommandId, Hash, Identifier, Instant


class MessageAccepted(Message):
    """It can be read, misses nothing, and its sender may announce; it goes to the product."""

    type: Literal["message.accepted"] = "message.accepted"
    message: CommandId
    envelope: Hash
    arrived: Instant
    sender: Sender
    announced: AnnouncedLeaflet
    patience: Period  # how long it may wait for its predecessor


class MessageAnnounced(Message):
    """The product has it in its line."""

    type: Literal["message.announced"] = "message.announced"
    message: CommandId
    change: Identifier


class MessageWaits(Message):
    """The leaflet that it follows is not announced yet."""

    type: Literal["message.waits"] = "message.waits"
    message: CommandId
    envelope: Hash
    arrived: Instant
    predecessor: Hash
    until: Instant


class MessageQuarantined(Message):
    """It is kept as it came, for a person to look at."""

    type: Literal["message.quarantined"] = "message.quarantined"
    message: CommandId
    envelope: Hash
    arrived: Instant
    faults: Annotated[Faults, Field(min_length=1)]


class QuarantineReplayed(Message):
    """An operator had it opened again; what came of it follows."""

    type: Literal["quarantine.replayed"] = "quarantine.replayed"
    message: CommandId
    reason: ReplayReason


class QuarantineDiscarded(Message):
    type: Literal["quarantine.discarded"] = "quarantine.discarded"
    message: CommandId
    reason: DiscardReason


AnyEvent = (
    MessageAccepted
    | MessageAnnounced
    | MessageWaits
    | MessageQuarantined
    | QuarantineReplayed
    | QuarantineDiscarded
)
IntakeEvent = Annotated[AnyEvent, Field(discriminator="type")]
Events = tuple[IntakeEvent, ...]
EVENT_CLASSES = get_args(AnyEvent)
