"""An operator's order to the machine: never a decision for a party, and why by a code of a list."""

from enum import StrEnum
from typing import TypeVar

from domain.messages import Message
from domain.refusals import RefusedError
from domain.values import ReasonCode

Code = TypeVar("Code", bound=StrEnum)


class OperatorOrder(Message):
    """What an operator may ask without a seal; the reason is a code, not a text."""

    reason: ReasonCode


class CompactReason(StrEnum):
    """Why a history begins anew."""

    TOO_LONG = "too_long"
    NEW_CODE = "new_code"
    FAILING = "failing"
    PERSON_FORGOTTEN = "person_forgotten"
    REHEARSED = "rehearsed"


class UnknownReasonCodeError(RefusedError):
    """No such reason code can be given here; those that can are named."""


def reason_of(order: OperatorOrder, codes: type[Code]) -> Code:
    """Return it as one of the list. Raises `UnknownReasonCodeError`, which names the list."""
    known = [code.value for code in codes]
    if order.reason not in known:
        raise UnknownReasonCodeError(", ".join(known))
    return codes(order.reason)
