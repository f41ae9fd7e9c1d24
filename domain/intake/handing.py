"""What is asked and told when an accepted message is handed to its product."""

from domain.intake.commands import Outcome
from domain.messages import Message
from domain.values import Label


class HandOver(Message):
    """The id of the event that accepted the message, and the stream of the product it is for."""

    event: Label
    product: Label


class HandedOver(Message):
    """The product's answer."""

    outcome: Outcome
