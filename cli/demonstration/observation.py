"""What was seen when the stories were over: all that the checks may look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from cli.demonstration.stage import Attempt
from domain.agreement.evolve import fold
from domain.agreement.state import Agreement, unborn
from domain.messages import Message
from domain.records import EventRecord

Event = TypeVar("Event", bound=Message)


@dataclass(frozen=True, slots=True)
class Announcement:
    """A pair of versions that lie behind one another and differ, by the later one."""

    product: str
    version: str


@dataclass(frozen=True, slots=True)
class GateQuestion:
    """May this be processed for this school, at this instant? `about` says why it is asked."""

    about: str
    agreement: str
    school: str
    product: str
    service: str
    at: datetime


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """The answers of the read model and of the log: a leaflet's hash, or the reason of a no."""

    question: GateQuestion
    answer: str
    from_log: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Letters:
    """The outbox when all was done, and the files that the mail server kept."""

    sent: int
    unknown: int
    unfinished: int  # failed, without recipient, or still waiting
    files: int


@dataclass(frozen=True, slots=True)
class Signals:
    """What the suppliers' systems sent, each message twice, and what the intakes made of it."""

    messages: int
    unreadable: int  # of them
    announced: int
    quarantined: int
    on_their_way: int


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document that the log refers to, and whether its bytes are there and are those."""

    agreement: str
    hash: str
    is_stored: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """Everything that was seen."""

    records: tuple[EventRecord, ...]
    stuck: tuple[str, ...] = ()  # stories that did not come to their end, and why
    ends: dict[str, str]  # the phase in which each agreement's story ends
    announcements: tuple[Announcement, ...]
    attempts: tuple[Attempt, ...]
    gate: tuple[GateAnswer, ...]
    letters: Letters
    signals: Signals
    documents: tuple[StoredDocument, ...]
    chains_broken: tuple[str, ...]
    names: tuple[str, ...]  # of the people: what no event may hold

    def of(self, agreement: str) -> tuple[EventRecord, ...]:
        """The log of one agreement, in order."""
        found = [record for record in self.records if record.stream_id == agreement]
        return tuple(sorted(found, key=lambda record: record.version))

    def events(self, *kinds: type[Event]) -> Iterator[tuple[str, Event]]:
        """Every event of these kinds with its agreement."""
        for record in self.records:
            if isinstance(record.event, kinds):
                yield record.stream_id, record.event

    def state(self, agreement: str, at: datetime | None = None) -> Agreement:
        """The fold of an agreement's log, whole or up to an instant."""
        return folded(agreement, self.of(agreement), at)

    def count(self, *types: str) -> int:
        """How many events of these types there are."""
        return sum(record.event.type in types for record in self.records)


def folded(
    agreement: str, records: tuple[EventRecord, ...], at: datetime | None = None
) -> Agreement:
    """Fold a log up to and with an instant."""
    _, board, supplier, _ = agreement.split(":")
    state = unborn(agreement, board, supplier)
    for record in records:
        if at is None or record.provenance.occurred_at <= at:
            state = fold(state, record)
    return state
