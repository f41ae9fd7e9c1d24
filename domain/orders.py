"""An operator's order to the machine: never a decision for a party."""

from domain.messages import Message
from domain.values import ReasonCode


class OperatorOrder(Message):
    """What an operator may ask without a seal; the reason is a code, not a text."""

    reason: ReasonCode
