"""An operator's order about a message in quarantine, and the command that it comes to."""

from enum import StrEnum
from typing import TypeVar

from domain.intake.commands import Discard, Replay
from domain.intake.reasons import DiscardReason, ReplayReason
from domain.letter_cases import UnknownReasonCodeError
from domain.orders import OperatorOrder
from domain.values import CommandId

Reason = TypeVar("Reason", bound=StrEnum)


class MessageOrder(OperatorOrder):
    """What an operator may ask about a message, by the engine's name of it."""

    message: CommandId


def replay_of(order: MessageOrder) -> Replay:
    """Raise `UnknownReasonCodeError`, which names the list, for a reason that is not in it."""
    return Replay(message=order.message, reason=_reason(order.reason, ReplayReason))


def discard_of(order: MessageOrder) -> Discard:
    """Raise `UnknownReasonCodeError`, which names the list, for a reason that is not in it."""
    return Discard(message=order.message, reason=_reason(order.reason, DiscardReason))


def _reason(reason: str, codes: type[Reason]) -> Reason:
    known = [code.value for code in codes]
    if reason not in known:
        raise UnknownReasonCodeError(", ".join(known))
    return codes(reason)
