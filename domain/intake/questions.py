"""What the engine asks of an intake: what to do next, and what became of a message."""

from domain.intake import events as e
from domain.intake.commands import Refused
from domain.intake.deadlines import waiting
from domain.intake.evolve import event_of
from domain.intake.faults import Faults, fault_of
from domain.intake.state import Intake, Settled, Standing, Taken, taken_of
from domain.messages import Message
from domain.records import EventRecord
from domain.refusals import RefusedError
from domain.values import CommandId, Identifier, Instant, Label


class Fate(Message):
    """What became of a message; `event` is the id of the event that says so in full."""

    message: CommandId
    standing: Standing
    event: Label | None = None
    change: Identifier | None = None
    until: Instant | None = None
    faults: Faults = ()


def to_hand_over(state: Intake) -> tuple[Taken, ...]:
    """Return what is next for each product: one at a time, in the order of arrival."""
    first: dict[str, Taken] = {}
    for one in state.messages:
        if one.standing is Standing.ACCEPTED:
            first.setdefault(one.product, one)
    return tuple(first.values())


def to_try_again(state: Intake) -> tuple[Taken, ...]:
    """Return what waited for a leaflet that has come; it is opened again and taken in."""
    return tuple(one for one in waiting(state) if one.is_ready)


def quarantined(state: Intake) -> tuple[Taken, ...]:
    """Return what is in quarantine, as far as the state keeps it; the latest is the last."""
    return tuple(one for one in state.messages if one.standing is Standing.QUARANTINED)


def attempt_name(taken: Taken) -> str:
    """Name what is done next about a message: the same until it is done, and never again."""
    return f"{taken.standing.value}:{taken.event_id.rpartition('#')[2]}"


def refused_by(refusal: RefusedError) -> Refused:
    """Return the outcome of a message that the product refuses."""
    return Refused(faults=(fault_of(type(refusal)),))


def fate_of(state: Intake, message: str) -> Fate | None:
    """Return what became of a message, its faults left out; None where the state let it go."""
    if taken := taken_of(state, message):
        waits = taken.until if taken.standing is Standing.WAITING else None
        return Fate(message=message, standing=taken.standing, event=taken.event_id, until=waits)
    return next((_settled(one) for one in state.settled if one.message == message), None)


def fate_on_record(records: tuple[EventRecord, ...], message: str) -> Fate | None:
    """Return what became of a message, from some or all records of its stream."""
    fates = filter(None, map(fate_told, reversed(records)))
    return next((one for one in fates if one.message == message), None)


def fate_told(record: EventRecord) -> Fate | None:
    """Return what an event says became of its message; of a replay that stands behind it."""
    event = event_of(record)
    standing = _standing(event) if event else None
    if event is None or standing is None:
        return None
    return Fate(
        message=event.message,
        standing=standing,
        event=record.event_id,
        **event.model_dump(include={"change", "until", "faults"}),
    )


def _settled(one: Settled) -> Fate:
    standing = Standing.DISCARDED if one.change is None else Standing.ANNOUNCED
    return Fate(message=one.message, standing=standing, change=one.change)


def _standing(event: e.IntakeEvent) -> Standing | None:
    match event:
        case e.MessageAccepted():
            return Standing.ACCEPTED
        case e.MessageAnnounced():
            return Standing.ANNOUNCED
        case e.MessageWaits():
            return Standing.WAITING
        case e.MessageQuarantined():
            return Standing.QUARANTINED
        case e.QuarantineDiscarded():
            return Standing.DISCARDED
        case e.QuarantineReplayed():
            return None
