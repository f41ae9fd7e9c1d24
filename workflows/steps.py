"""The steps of a turn that need nothing but the state: foresee, place the events, fold them."""

from datetime import datetime
from functools import reduce

from domain.actors import CLOCK, ENGINE, Actor
from domain.agreement.commands import AnyCommand, FileDocument, PassTime
from domain.agreement.decider import decide, needs
from domain.agreement.events import AgreementEvent
from domain.agreement.evolve import fold
from domain.agreement.mandates import mandate_for
from domain.agreement.phases import refuse_outside_phases
from domain.agreement.policy import letters_owed, questions_closed
from domain.agreement.requests import Request
from domain.agreement.state import Agreement
from domain.canonical import hash_of
from domain.records import Append, EventRecord, Provenance, records_of
from domain.repeats import digest_of
from domain.requests import RequestBody


def foresee(state: Agreement, body: RequestBody, now: datetime) -> None:
    """Refuse what its turn would refuse, as far as that can be known without gathering."""
    if needs(state, body.command, now) is None:
        decide(state, Request(body.command, body.actor), now)
    else:
        mandate_for(state, body.command, body.actor, now)
        refuse_outside_phases(state, body.command)


def append_of(
    state: Agreement, body: RequestBody, events: tuple[AgreementEvent, ...], now: datetime
) -> Append:
    """Place the events behind the state, with the letters and closed questions that follow."""
    records = records_of(state.id, state.version, _provenance(state, body, now), events)
    return Append(
        stream_id=state.id,
        expected_version=state.version,
        records=records,
        letters=letters_owed(folded(state, records), records),
        questions_closed=questions_closed(records),
    )


def folded(state: Agreement, records: tuple[EventRecord, ...]) -> Agreement:
    """Move the state by stored records."""
    return reduce(fold, records, state)


def _provenance(state: Agreement, body: RequestBody, now: datetime) -> Provenance:
    mandate = mandate_for(state, body.command, body.actor, now)
    return Provenance(
        command_id=body.command_id,
        command_digest=digest_of(body),
        actor=str(body.actor),
        mandate=mandate.id if mandate else None,
        via=body.via,
        occurred_at=now,
    )


def passing_time(state: Agreement, now: datetime) -> RequestBody:
    """Return the clock's request: its id says behind which version it came by."""
    return _own(state, CLOCK, PassTime(), f"clock:{state.version}", now)


def filing(state: Agreement, command: FileDocument, now: datetime) -> RequestBody:
    """Return the engine's request to put a stored document on record."""
    return _own(state, ENGINE, command, f"{command.document}:{command.of_version}", now)


def _own(
    state: Agreement, actor: Actor, command: AnyCommand, name: str, now: datetime
) -> RequestBody:
    """Name the command after its stream too: ids are unique over all streams."""
    return RequestBody(
        workflow_id=state.id,
        command_id=f"{name}:{hash_of(state.id.encode())[:24]}",
        actor=actor,
        via=actor.kind.value,
        issued_at=now,
        command=command,
    )
