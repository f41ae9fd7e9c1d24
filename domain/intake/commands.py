"""What can be asked of an intake: by the engine, by the clock, and on an operator's word."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from domain.intake.faults import Faults
from domain.intake.opened import Opened
from domain.intake.reasons import DiscardReason, ReplayReason
from domain.machines import PassTime
from domain.messages import Message
from domain.values import CommandId, Hash, Identifier


class TakeIn(Message):
    """The engine's own: a message was opened, for the first time or again.

    Its id and payload say which one it is. What else is known of it is told beside: the same
    message that comes twice, under another seal, is the same command.
    """

    kind: Literal["take_in"] = "take_in"
    message: CommandId
    payload: Hash
    opened: Opened = Field(exclude=True)


class InLine(Message):
    """The product has it, under this change."""

    result: Literal["in_line"] = "in_line"
    change: Identifier


class Early(Message):
    """The product does not know the leaflet that it follows."""

    result: Literal["early"] = "early"
    predecessor: Hash


class Refused(Message):
    """The product refuses it."""

    result: Literal["refused"] = "refused"
    faults: Annotated[Faults, Field(min_length=1)]


Outcome = Annotated[InLine | Early | Refused, Field(discriminator="result")]


class SettleMessage(Message):
    """The engine's own: what the product answered."""

    kind: Literal["settle_message"] = "settle_message"
    message: CommandId
    outcome: Outcome


class Replay(Message):
    """On an operator's word: open it again."""

    kind: Literal["replay"] = "replay"
    message: CommandId
    reason: ReplayReason


class Discard(Message):
    """On an operator's word: nothing more will come of it."""

    kind: Literal["discard"] = "discard"
    message: CommandId
    reason: DiscardReason


AnyCommand = TakeIn | SettleMessage | Replay | Discard | PassTime
IntakeCommand = Annotated[AnyCommand, Field(discriminator="kind")]
COMMAND_CLASSES = get_args(AnyCommand)


def taking_in(opened: Opened) -> TakeIn:
    """Return the command by which an opened message is taken in."""
    return TakeIn(message=opened.message, payload=opened.payload, opened=opened)
