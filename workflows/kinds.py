"""What is different from one kind of stream to another; turns are the same for all."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from temporalio.common import TypedSearchAttributes

from domain.actors import Actor, Mandate
from domain.answers import Answered
from domain.events import AnyEvent
from domain.lately import Happened
from domain.records import EventRecord, LetterOwed


class Folded(Protocol):
    """What the state of every stream tells: whose it is, how far it is folded, what it answered."""

    @property
    def id(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def answers(self) -> tuple[Answered, ...]: ...
    @property
    def lately(self) -> tuple[Happened, ...]: ...
    @property
    def last_at(self) -> datetime | None: ...
    @property
    def phase(self) -> str: ...
    @property
    def has_ended(self) -> bool: ...


State = TypeVar("State", bound=Folded)


@dataclass(frozen=True, slots=True)
class Kind(Generic[State]):
    """The pure functions of one kind of stream, and how its facts are fetched."""

    unborn: Callable[[str], State]  # of a workflow id
    needs: Callable[[State, Any, datetime], Any]  # what must be gathered for a command, or None
    gather: Callable[[Any], Awaitable[Any]]
    decide: Callable[[State, Any, Actor, Any, datetime], tuple[AnyEvent, ...]]
    mandate_for: Callable[[State, Any, Actor, datetime], Mandate | None]
    refuse_early: Callable[[State, Any], None]  # what is known before anything is gathered
    fold: Callable[[State, EventRecord], State]
    letters_owed: Callable[[State, tuple[EventRecord, ...]], tuple[LetterOwed, ...]]
    questions_closed: Callable[[tuple[EventRecord, ...]], tuple[str, ...]]
    next_deadline: Callable[[State], datetime | None]
    details: Callable[[State], str]
    attributes: Callable[[State], TypedSearchAttributes]
