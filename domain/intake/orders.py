"""An operator's order about a message in quarantine, and the command that it comes to."""

from domain.intake.commands import Discard, Replay
from domain.intake.reasons import DiscardReason, ReplayReason
from domain.orders import OperatorOrder, reason_of
from domain.values import CommandId


class MessageOrder(OperatorOrder):
    """What an operator may ask about a message, by the engine's name of it."""

    message: CommandId


def replay_of(order: MessageOrder) -> Replay:
    """Raise `UnknownReasonCodeError`, which names the list, for a reason that is not in it."""
    return Replay(message=order.message, reason=reason_of(order, ReplayReason))


def discard_of(order: MessageOrder) -> Discard:
    """Raise `UnknownReasonCodeError`, which names the list, for a reason that is not in it."""
    return Discard(message=order.message, reason=reason_of(order, DiscardReason))
