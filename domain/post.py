"""What the post office asks for and is told: one message in, one message out."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from domain.letter_cases import LetterCase
from domain.messages import Message
from domain.values import Label


class PostOfficeOpened(Message):
    """How a post office runs: how often it looks, and how many letters it takes at once."""

    number: int = 1
    look_every: timedelta
    limit: Annotated[int, Field(ge=1, le=100)] = 20


class DeliverDue(Message):
    """Take what is due, at most so many letters."""

    limit: int


class Delivered(Message):
    """What became of the letters that were taken."""

    sent: int = 0
    put_off: int = 0  # tried again later: the mail server was away, or said not now
    cases: int = 0  # failed for good, unknown, or without recipient
    let_go: int = 0  # closed meanwhile, or taken by another

    @property
    def taken(self) -> int:
        return self.sent + self.put_off + self.cases + self.let_go


class FindCases(Message):
    """Name the letters that need a person, the oldest first."""

    limit: int = 100


class FoundCases(Message):
    cases: tuple[LetterCase, ...] = ()


class LetterNamed(Message):
    """A letter; with a reason code where an operator asks for something."""

    letter: Label
    reason: Label | None = None
