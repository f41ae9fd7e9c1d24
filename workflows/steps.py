"""The steps of a turn that need nothing but the state: foresee, place the events, fold them."""

from datetime import datetime
from functools import reduce
from typing import Generic, NamedTuple

from domain.actors import CLOCK, ENGINE, Actor
from domain.canonical import hash_of
from domain.commands import AnyCommand
from domain.events import AnyEvent
from domain.machines import PassTime
from domain.records import Append, EventRecord, Provenance, records_of
from domain.repeats import digest_of
from domain.requests import RequestBody
from workflows.kinds import Folded, Kind, State


class Step(NamedTuple, Generic[State]):
    """What one command brings: its events, and the state behind them."""

    batch: Append
    state: State


def foresee(kind: Kind[State], state: State, body: RequestBody, now: datetime) -> None:
    """Refuse what its turn would refuse, as far as that can be known without gathering."""
    if kind.needs(state, body.command, now) is None:
        kind.decide(state, body.command, body.actor, None, now)
    else:
        kind.mandate_for(state, body.command, body.actor, now)
        kind.refuse_early(state, body.command)


def step_of(
    kind: Kind[State],
    state: State,
    body: RequestBody,
    events: tuple[AnyEvent, ...],
    now: datetime,
) -> Step[State]:
    """Place the events behind the state, with the letters and closed questions that follow."""
    records = records_of(state.id, state.version, _provenance(kind, state, body, now), events)
    behind = folded(kind, state, records)
    batch = Append(
        stream_id=state.id,
        expected_version=state.version,
        records=records,
        letters=kind.letters_owed(behind, records),
        questions_closed=kind.questions_closed(records),
    )
    return Step(batch, behind)


def folded(kind: Kind[State], state: State, records: tuple[EventRecord, ...]) -> State:
    """Move the state by stored records."""
    return reduce(kind.fold, records, state)


def _provenance(kind: Kind[State], state: State, body: RequestBody, now: datetime) -> Provenance:
    mandate = kind.mandate_for(state, body.command, body.actor, now)
    return Provenance(
        command_id=body.command_id,
        command_digest=digest_of(body),
        actor=str(body.actor),
        mandate=mandate.id if mandate else None,
        via=body.via,
        occurred_at=now,
    )


def passing_time(state: Folded, now: datetime) -> RequestBody:
    """Return the clock's request: its id says behind which version it came by."""
    return _own(state, CLOCK, PassTime(), f"clock:{state.version}", now)


def own_request(state: Folded, command: AnyCommand, name: str, now: datetime) -> RequestBody:
    """Return a request of the engine itself, under a name that is the same when it is repeated."""
    return _own(state, ENGINE, command, name, now)


def _own(state: Folded, actor: Actor, command: AnyCommand, name: str, now: datetime) -> RequestBody:
    """Name the command after its stream too: ids are unique over all streams."""
    return RequestBody(
        workflow_id=state.id,
        command_id=f"{name}:{hash_of(state.id.encode())[:24]}",
        actor=actor,
        via=actor.kind.value,
        issued_at=now,
        command=command,
    )
