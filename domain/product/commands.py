"""What can be asked of a product; actor, command id and time are the envelope's."""

from typing import Annotated, Literal, get_args

from pydantic import Field, NonNegativeInt

from domain.messages import Message
from domain.product.announcement import AnnouncedLeaflet
from domain.product.state import Standing
from domain.values import Hash, Identifier, Label, ReasonCode


class Register(Message):
    """The birth of a product, with the first leaflet of its line."""

    kind: Literal["register"] = "register"
    name: Label
    leaflet: Hash


class Announce(Message):
    """The engine's own: the intake accepted a message of the supplier's system."""

    kind: Literal["announce"] = "announce"
    message: Label
    announced: AnnouncedLeaflet


class WithdrawAnnouncement(Message):
    kind: Literal["withdraw_announcement"] = "withdraw_announcement"
    change: Identifier
    reason: ReasonCode


class NoteTold(Message):
    """The engine's own: nobody lacks an announcement any more, or its withdrawal.

    `standing`, where it is named, is how it stood when they were told: what has moved since is
    to be told again.
    """

    kind: Literal["note_told"] = "note_told"
    change: Identifier
    agreements: NonNegativeInt
    standing: Standing | None = None


class EndProduct(Message):
    kind: Literal["end_product"] = "end_product"
    reason: ReasonCode


AnyCommand = Register | Announce | WithdrawAnnouncement | NoteTold | EndProduct
ProductCommand = Annotated[AnyCommand, Field(discriminator="kind")]
COMMAND_CLASSES = get_args(AnyCommand)
