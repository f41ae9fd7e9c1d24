"""Deciding on a message: accepted, made to wait, announced, or put in quarantine."""

from datetime import datetime

from domain.intake import commands as c
from domain.intake import events as e
from domain.intake.faults import FaultCode, Faults, fault
from domain.intake.opened import Fit, Lacks, Opened, Unfit
from domain.intake.state import MOST_OPEN, Intake, Standing, Taken, taken_of
from domain.periods import Period


def taken_in(state: Intake, opened: Opened, now: datetime) -> e.Events:
    """Judge an opened message; one that was opened again and waits no more brings nothing.

    Whether one that arrives came before is for the store to know: it has every command.
    """
    known = taken_of(state, opened.message)
    waits = known is not None and known.standing is Standing.WAITING
    return () if opened.again and not waits else judged(state, opened, now)


def judged(state: Intake, opened: Opened, now: datetime) -> e.Events:
    """Say what becomes of an opened message."""
    known = taken_of(state, opened.message)
    if known is None and _is_full(state) and not isinstance(opened.findings, Unfit):
        return (quarantined(opened, (fault("envelope", FaultCode.TOO_MANY_WAIT),)),)
    match opened.findings:
        case Fit() as fit:
            return (_accepted(opened, fit),)
        case Lacks(predecessor=predecessor):
            until = _until(known, opened.patience, now)
            return (_waits(opened, predecessor, until),)
        case Unfit(faults=faults):
            return (quarantined(opened, faults),)


def settled(state: Intake, command: c.SettleMessage, now: datetime) -> e.Events:
    """Put the product's answer on record, once."""
    taken = taken_of(state, command.message)
    if taken is None or taken.standing is not Standing.ACCEPTED:
        return ()
    match command.outcome:
        case c.InLine(change=change):
            return (e.MessageAnnounced(message=taken.message, change=change),)
        case c.Early(predecessor=predecessor):
            return (_waits(taken, predecessor, _until(taken, taken.patience, now)),)
        case c.Refused(faults=faults):
            return (quarantined(taken, faults),)


def quarantined(message: Opened | Taken, faults: Faults) -> e.MessageQuarantined:
    """Keep it as it came, with all that is wrong with it."""
    return e.MessageQuarantined(
        message=message.message,
        envelope=message.envelope,
        arrived=message.arrived,
        faults=faults,
    )


def _accepted(opened: Opened, fit: Fit) -> e.MessageAccepted:
    return e.MessageAccepted(
        message=opened.message,
        envelope=opened.envelope,
        arrived=opened.arrived,
        sender=fit.sender,
        announced=fit.announced,
        patience=opened.patience,
    )


def _waits(message: Opened | Taken, predecessor: str, until: datetime) -> e.MessageWaits:
    return e.MessageWaits(
        message=message.message,
        envelope=message.envelope,
        arrived=message.arrived,
        predecessor=predecessor,
        until=until,
    )


def _until(known: Taken | None, patience: Period, now: datetime) -> datetime:
    """What waited before, and is tried again, does not wait longer for it."""
    return known.until if known and known.until else patience.after(now)


def _is_full(state: Intake) -> bool:
    held = (Standing.ACCEPTED, Standing.WAITING)
    return sum(one.standing in held for one in state.messages) >= MOST_OPEN
