"""Letters that need a person: failed for good, without recipient, or of unknown fate."""

from enum import StrEnum

from domain.messages import Message
from domain.refusals import RefusedError
from domain.values import Label


class Standing(StrEnum):
    """Where a letter is in the outbox."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    NO_RECIPIENT = "no_recipient"
    OBSOLETE = "obsolete"  # its question was closed before it went
    RESOLVED = "resolved"  # an operator closed the case


NEEDS_A_PERSON = frozenset({Standing.FAILED, Standing.UNKNOWN, Standing.NO_RECIPIENT})
AT_REST = frozenset({Standing.SENT, Standing.OBSOLETE, Standing.RESOLVED})


class ResendReason(StrEnum):
    """Why a letter goes again."""

    ADDRESS_CORRECTED = "address_corrected"
    MAILBOX_REPAIRED = "mailbox_repaired"
    RECIPIENT_APPOINTED = "recipient_appointed"
    RECIPIENT_LACKS_IT = "recipient_lacks_it"


class ResolveReason(StrEnum):
    """Why a letter need not go any more."""

    RECIPIENT_HAS_IT = "recipient_has_it"
    TOLD_OTHERWISE = "told_otherwise"
    NO_LONGER_NEEDED = "no_longer_needed"
    CANNOT_BE_REACHED = "cannot_be_reached"


class LetterOnItsWayError(RefusedError):
    """The letter is on its way again, or needs nothing any more."""


class NobodyHoldsOfficeError(RefusedError):
    """Nobody holds the office that the letter is for; put a person in it first."""


class LetterCase(Message):
    """One letter and what is the matter with it; people are ids, as everywhere."""

    letter: Label
    standing: Standing
    stream: Label
    template: Label
    office: Label
    person: Label | None = None
    attempts: int = 0
    detail: Label | None = None


class Operated(Message):
    """The answer to an operator."""

    standing: Standing
