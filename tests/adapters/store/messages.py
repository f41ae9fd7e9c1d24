"""An intake as messages come to it: its events, command by command, handed to the store."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.event_store import EventStore
from domain.canonical import content_hash
from domain.intake import events as e
from domain.intake.evolve import fold
from domain.intake.faults import FaultCode, fault
from domain.intake.opened import Sender
from domain.intake.reasons import DiscardReason, ReplayReason
from domain.intake.state import Intake, unborn
from domain.periods import hours
from domain.product.announcement import AnnouncedLeaflet
from domain.records import Append, Provenance, records_of
from tests.adapters.store.lines import TOLD
from tests.scenario import START, V1, V2

FAULTS = (fault("payload", FaultCode.PRODUCT_UNKNOWN), fault("seal", FaultCode.SEAL_MISSING))


@dataclass
class Door:
    """The intake of a supplier, of which every event is one command, but for a replay."""

    stream_id: str = "intake:github"
    now: datetime = START
    state: Intake = field(init=False)
    batches: list[Append] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.state = unborn(self.stream_id)

    def accepted(self, message: str) -> "Door":
        """It can be read, and goes to the product."""
        return self._happened(self._accepted(message))

    def announced(self, message: str) -> "Door":
        """The product has it in its line."""
        return self._happened(e.MessageAnnounced(message=message, change="c2"))

    def waits(self, message: str) -> "Door":
        """The leaflet that it follows is not there yet."""
        return self._happened(
            e.MessageWaits(
                message=message,
                envelope=content_hash(message),
                arrived=START,
                predecessor=V1.hash,
                until=self.now + timedelta(hours=24),
            )
        )

    def quarantined(self, message: str) -> "Door":
        """It is kept as it came."""
        return self._happened(
            e.MessageQuarantined(
                message=message, envelope=content_hash(message), arrived=START, faults=FAULTS
            )
        )

    def discarded(self, message: str) -> "Door":
        """An operator puts it away."""
        reason = next(iter(DiscardReason))
        return self._happened(e.QuarantineDiscarded(message=message, reason=reason))

    def replayed(self, message: str) -> "Door":
        """An operator has it opened again, and it is accepted."""
        reason = next(iter(ReplayReason))
        replay = e.QuarantineReplayed(message=message, reason=reason)
        return self._happened(replay, self._accepted(message))

    def _accepted(self, message: str) -> e.MessageAccepted:
        return e.MessageAccepted(
            message=message,
            envelope=content_hash(message),
            arrived=START,
            sender=Sender(person="seller", mandate="m-seller", via="test"),
            announced=AnnouncedLeaflet(
                change="c2",
                product="code",
                leaflet=V2.hash,
                predecessor=V1.hash,
                announced_from=START,
                consequences=TOLD,
            ),
            patience=hours(24),
        )

    def _happened(self, *events: e.AnyEvent) -> "Door":
        self.now += timedelta(seconds=1)
        command = f"{self.stream_id}:{self.state.version}"
        provenance = Provenance(
            command_id=command,
            command_digest=content_hash(command),
            actor="engine",
            mandate=None,
            via="test",
            occurred_at=self.now,
        )
        records = records_of(self.stream_id, self.state.version, provenance, events)
        version = self.state.version
        self.batches.append(
            Append(stream_id=self.stream_id, expected_version=version, records=records)
        )
        for record in records:
            self.state = fold(self.state, record)
        return self


async def store_messages(store: EventStore, door: Door) -> None:
    """Append what was not appended yet."""
    while door.batches:
        await store.append(door.batches.pop(0))
