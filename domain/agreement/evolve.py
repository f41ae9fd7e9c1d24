"""The fold: how stored events become the state."""

from dataclasses import replace
from datetime import datetime

from domain.agreement.events import AgreementEvent, AnyEvent, ChangeEvent, OfferingEvent
from domain.agreement.evolving.changes import evolve_change
from domain.agreement.evolving.endings import evolve_ending
from domain.agreement.evolving.offering import evolve_offering
from domain.agreement.issuing import document_due
from domain.agreement.state import Agreement
from domain.answers import answered
from domain.lately import lately
from domain.records import EventRecord


def evolve(state: Agreement, event: AgreementEvent, at: datetime) -> Agreement:
    """Move the state by one event; total over every state and event."""
    if isinstance(event, OfferingEvent):
        return evolve_offering(state, event, at)
    if isinstance(event, ChangeEvent):
        return evolve_change(state, event, at)
    return evolve_ending(state, event)


def evolved(state: Agreement, events: tuple[AgreementEvent, ...], at: datetime) -> Agreement:
    """Move the state by several events of one instant."""
    for event in events:
        state = evolve(state, event, at)
    return state


def fold(state: Agreement, record: EventRecord) -> Agreement:
    """Move the state by one stored event, and remember which command has its answer."""
    provenance, event = record.provenance, record.event
    at = provenance.occurred_at
    moved = evolve(state, event, at) if isinstance(event, AnyEvent) else state  # of its own stream
    return replace(
        moved,
        version=record.version,
        answers=answered(state.answers, record),
        document_due=document_due(state, record),
        lately=lately(state.lately, record),
        last_at=at,
    )
