"""The fold: how stored events become the state of an intake."""

from dataclasses import replace
from datetime import datetime

from domain.answers import answered
from domain.intake import events as e
from domain.intake.state import (
    MOST_QUARANTINED,
    MOST_SETTLED,
    Intake,
    Settled,
    Standing,
    Taken,
    taken_of,
)
from domain.lately import lately
from domain.records import EventRecord


def evolve(state: Intake, event: e.IntakeEvent, at: datetime) -> Intake:
    """Move the state by one event; total over every state and event."""
    del at
    match event:
        case e.MessageAccepted():
            return _put(state, _accepted(state, event))
        case e.MessageWaits():
            return _put(state, _waits(state, event))
        case e.MessageQuarantined():
            return _put(state, _quarantined(event))
        case e.MessageAnnounced(change=change):
            return _settled(_followers_ready(state, event.message), event.message, change)
        case e.QuarantineDiscarded():
            return _settled(state, event.message, None)
        case e.QuarantineReplayed():
            return _without(state, event.message)


def evolved(state: Intake, events: e.Events, at: datetime) -> Intake:
    """Move the state by several events of one instant."""
    for event in events:
        state = evolve(state, event, at)
    return state


def fold(state: Intake, record: EventRecord) -> Intake:
    """Move the state by one stored event, and remember which command has its answer."""
    at, event = record.provenance.occurred_at, event_of(record)
    moved = _placed(evolve(state, event, at), event, record.event_id) if event else state
    return replace(
        moved,
        version=record.version,
        answers=answered(state.answers, record),
        lately=lately(state.lately, record),
        last_at=at,
    )


def event_of(record: EventRecord) -> e.IntakeEvent | None:
    """Return the event of a record; None where it is of another kind of stream."""
    return record.event if isinstance(record.event, e.AnyEvent) else None


def _accepted(state: Intake, event: e.MessageAccepted) -> Taken:
    before, announced = taken_of(state, event.message), event.announced
    return Taken(
        event.message,
        Standing.ACCEPTED,
        event.envelope,
        event.arrived,
        product=announced.product,
        leaflet=announced.leaflet,
        patience=event.patience,
        until=before.until if before else None,
    )


def _waits(state: Intake, event: e.MessageWaits) -> Taken:
    before = taken_of(state, event.message)
    taken = before or Taken(event.message, Standing.WAITING, event.envelope, event.arrived)
    return replace(
        taken,
        standing=Standing.WAITING,
        predecessor=event.predecessor,
        until=event.until,
        is_ready=False,
    )


def _quarantined(event: e.MessageQuarantined) -> Taken:
    return Taken(
        event.message,
        Standing.QUARANTINED,
        event.envelope,
        event.arrived,
        faults=len(event.faults),
    )


def _followers_ready(state: Intake, message: str) -> Intake:
    """What waits for the leaflet that is in line now can be tried again."""
    announced = taken_of(state, message)
    leaflet = announced.leaflet if announced else ""
    messages = (
        replace(one, is_ready=one.is_ready or one.predecessor == leaflet) for one in state.messages
    )
    return replace(state, messages=tuple(messages))


def _settled(state: Intake, message: str, change: str | None) -> Intake:
    settled = (*state.settled, Settled(message, change))[-MOST_SETTLED:]
    return replace(_without(state, message), settled=settled)


def _without(state: Intake, message: str) -> Intake:
    return replace(state, messages=tuple(x for x in state.messages if x.message != message))


def _put(state: Intake, taken: Taken) -> Intake:
    """Put a message behind the others; of those in quarantine the latest stay."""
    messages = (*_without(state, taken.message).messages, taken)
    held = [one.message for one in messages if one.standing is Standing.QUARANTINED]
    gone = set(held[:-MOST_QUARANTINED])
    kept = tuple(one for one in messages if one.message not in gone)
    return replace(state, messages=kept)


def _placed(state: Intake, event: e.IntakeEvent, event_id: str) -> Intake:
    """Note of the message that the event is about where that stands in the log."""
    messages = (
        replace(one, event_id=event_id) if one.message == event.message else one
        for one in state.messages
    )
    return replace(state, messages=tuple(messages))
