"""What a decision about an intake needs to know: the fold of its events, bounded."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.answers import Answered
from domain.lately import Happened
from domain.periods import Period, hours

MOST_OPEN = 100  # messages that are on their way or wait; what comes beyond goes to quarantine
MOST_QUARANTINED = 100  # the latest; the log has them all, and any of them can be replayed
MOST_SETTLED = 64


class Standing(StrEnum):
    """Where a message is."""

    ACCEPTED = "accepted"  # on its way to the product
    WAITING = "waiting"  # for the leaflet that it follows
    QUARANTINED = "quarantined"
    ANNOUNCED = "announced"
    DISCARDED = "discarded"


class Phase(StrEnum):
    """What people look for in a list of intakes."""

    UNBORN = "unborn"
    OPEN = "open"
    QUARANTINE = "quarantine"  # something is in it


@dataclass(frozen=True, slots=True)
class Taken:
    """A message that is not settled."""

    message: str
    standing: Standing
    envelope: str
    arrived: datetime
    patience: Period = field(default_factory=lambda: hours(24))
    event_id: str = ""  # of the event that brought it where it is
    product: str = ""
    leaflet: str = ""
    predecessor: str | None = None
    until: datetime | None = None  # how long it waits; stays when it is tried again
    is_ready: bool = False  # what it waited for has come
    faults: int = 0


@dataclass(frozen=True, slots=True)
class Settled:
    """A message that is announced under a change, or was discarded."""

    message: str
    change: str | None


@dataclass(frozen=True, slots=True)
class Intake:
    """The state of one intake; `Intake(id, supplier)` is the empty one."""

    id: str
    supplier: str
    version: int = 0
    messages: tuple[Taken, ...] = ()
    settled: tuple[Settled, ...] = ()  # the latest
    answers: tuple[Answered, ...] = ()
    lately: tuple[Happened, ...] = ()
    last_at: datetime | None = None

    @property
    def phase(self) -> Phase:
        """Where it stands, for those who look for it."""
        if self.version == 0:
            return Phase.UNBORN
        held = any(one.standing is Standing.QUARANTINED for one in self.messages)
        return Phase.QUARANTINE if held else Phase.OPEN

    @property
    def has_ended(self) -> bool:
        """A door stays."""
        return False


def unborn(stream_id: str) -> Intake:
    """Return the empty state; under another kind of name it is nobody's."""
    kind, _, supplier = stream_id.partition(":")
    return Intake(stream_id, supplier if kind == "intake" else "")


def taken_of(state: Intake, message: str) -> Taken | None:
    """Return a message that is not settled, as far as the state keeps it."""
    return next((one for one in state.messages if one.message == message), None)
