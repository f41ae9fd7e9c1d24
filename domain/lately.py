"""What happened last in a stream: the few events that people want to see first."""

from dataclasses import dataclass
from datetime import datetime

from domain.records import EventRecord

HAPPENINGS_KEPT = 3  # the log has them all


@dataclass(frozen=True, slots=True)
class Happened:
    """An event by its type, and its instant."""

    type: str
    at: datetime


def lately(known: tuple[Happened, ...], record: EventRecord) -> tuple[Happened, ...]:
    """Put a stored event behind the others."""
    happened = Happened(record.event.type, record.provenance.occurred_at)
    return (*known, happened)[-HAPPENINGS_KEPT:]
