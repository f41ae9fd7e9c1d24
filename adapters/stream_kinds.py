"""What is kept of one kind of stream: its state, and the tables that follow from it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Generic, Protocol, TypeVar

from pydantic import TypeAdapter

from adapters.postgres import Connection, Row
from adapters.writing import Writing
from domain.canonical import content_hash
from domain.records import EventRecord


class Folded(Protocol):
    """What the state of every stream tells."""

    @property
    def id(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def last_at(self) -> datetime | None: ...


State = TypeVar("State", bound=Folded)


@dataclass(frozen=True, slots=True)
class Done(Generic[State]):
    """A command that is stored: the state behind it, and its records."""

    state: State
    records: Sequence[EventRecord]

    @property
    def at(self) -> datetime:
        """The instant of the command."""
        return self.records[0].provenance.occurred_at


@dataclass(frozen=True, slots=True)
class Course(Generic[State]):
    """What happens to a stream: the state before, and one command or more in their order."""

    before: State
    done: Sequence[Done[State]]

    @property
    def after(self) -> State:
        """The state behind the last."""
        return self.done[-1].state


@dataclass(frozen=True, slots=True)
class Derived(Generic[State]):
    """A table that is a function of a stream's state, whole; `key` tells its rows apart."""

    table: str
    key: tuple[str, ...]
    rows: Callable[[State], list[Row]]


@dataclass(frozen=True, slots=True)
class Moved(Generic[State]):
    """Tables that keep what was, so that no state alone tells their rows.

    `move` reads what is there of some streams, and says what is to be written of them.
    """

    tables: tuple[str, ...]
    move: Callable[[Connection, Sequence[Course[State]], Writing], Awaitable[None]]


@dataclass(frozen=True, slots=True, eq=False)
class Kind(Generic[State]):
    """One kind of stream: how it is folded, and what is written of it.

    `table` keeps the state of each stream beside `row`, the fields to find it by.
    """

    table: str
    states: TypeAdapter[State]
    unborn: Callable[[str], State]  # of a stream id
    fold: Callable[[State, EventRecord], State]
    row: Callable[[State], Row]
    derived: tuple[Derived[State], ...]
    moved: tuple[Moved[State], ...] = ()

    @property
    def tables(self) -> tuple[str, ...]:
        """Every table that is written of it."""
        moved = (table for one in self.moved for table in one.tables)
        return (self.table, *(one.table for one in self.derived), *moved)


@cache
def shape(kind: Kind[Any]) -> str:
    """Return a hash that changes with the fields of the state."""
    return content_hash(kind.states.json_schema())
