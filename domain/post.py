"""What the post office asks for and is told: one message in, one message out."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from domain.letter_cases import LetterCase
from domain.messages import Message
from domain.values import Label


class DeliverDue(Message):
    """Take what is due, at most so many letters; where nothing is, wait a while for it."""

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    wait: timedelta = timedelta()


class PostOfficeOpened(Message):
    """A post office, what it does in each round, and after how many its history begins anew."""

    number: int = 1
    round: DeliverDue = DeliverDue(wait=timedelta(seconds=10))
    rounds: int = 300


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
