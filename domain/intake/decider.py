"""The decider of an intake: its table of contents."""

from datetime import datetime

from domain.intake import commands as c
from domain.intake import events as e
from domain.intake.deadlines import waited_out
from domain.intake.deciding import judged, quarantined, settled, taken_in
from domain.intake.evolve import evolved
from domain.intake.faults import FaultCode, fault
from domain.intake.mandates import mandate_for
from domain.intake.opened import Opened, Reopen
from domain.intake.refusals import NotInQuarantineError
from domain.intake.requests import Request
from domain.intake.state import Intake, Standing, taken_of
from domain.machines import PassTime


def decide(state: Intake, request: Request, now: datetime) -> e.Events:
    """Return what happens: first what was overdue, then what the command brings, then its dues.

    Only an operator's order can be refused, and who may not ask.
    """
    before = overdue(state, now)
    state = evolved(state, before, now)
    mandate_for(state, request.command, request.actor, now)
    brought = _decided(state, request, now)
    state = evolved(state, brought, now)
    return (*before, *brought, *overdue(state, now))


def needs(state: Intake, command: c.AnyCommand, now: datetime) -> Reopen | None:
    """Return what must be gathered before the command can be decided."""
    del now
    match command:
        case c.Replay(message=message) | c.Discard(message=message):
            return Reopen(intake=state.id, message=message)
        case _:
            return None


def overdue(state: Intake, now: datetime) -> e.Events:
    """What has waited long enough goes to quarantine."""
    unknown = (fault("payload.predecessor", FaultCode.PREDECESSOR_UNKNOWN),)
    return tuple(quarantined(one, unknown) for one in waited_out(state, now))


def _decided(state: Intake, request: Request, now: datetime) -> e.Events:
    match request.command:
        case c.TakeIn(opened=opened):
            return taken_in(state, opened, now)
        case c.SettleMessage() as command:
            return settled(state, command, now)
        case c.Replay(message=message, reason=reason):
            opened = _held(state, request, message)
            replayed = e.QuarantineReplayed(message=message, reason=reason)
            after = evolved(state, (replayed,), now)
            return (replayed, *judged(after, opened, now))
        case c.Discard(message=message, reason=reason):
            _held(state, request, message)
            return (e.QuarantineDiscarded(message=message, reason=reason),)
        case PassTime():
            return ()


def _held(state: Intake, request: Request, message: str) -> Opened:
    """Return what is in quarantine, opened again; the log knows also what the state let go."""
    known = taken_of(state, message)
    opened = request.gathered.opened if request.gathered else None
    if opened is None or (known is not None and known.standing is not Standing.QUARANTINED):
        raise NotInQuarantineError(message)
    return opened
