"""The line of a product as it grows: its events, command by command, handed to the store."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.event_store import EventStore
from domain.canonical import content_hash
from domain.leaflet.digest import LeafletDigest
from domain.product import events as e
from domain.product.announcement import AnnouncedLeaflet, Consequences, Part
from domain.product.evolve import fold
from domain.product.state import Product, unborn
from domain.records import Append, Provenance, records_of
from tests.scenario import START, V1

TOLD = Consequences(board=content_hash("for the board"), parents=content_hash("for parents"))


@dataclass
class Line:
    """A product of its supplier, of which every event is one command."""

    stream_id: str = "product:github:code"
    now: datetime = START
    state: Product = field(init=False)
    batches: list[Append] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.state = unborn(self.stream_id)

    def registered(self, leaflet: LeafletDigest = V1) -> "Line":
        """The supplier registers it, with its first leaflet."""
        return self._happened(
            e.ProductRegistered(
                product=self.state.product,
                supplier=self.state.supplier,
                name="Code",
                leaflet=leaflet,
            )
        )

    def announced(
        self, leaflet: LeafletDigest, change: str, parts: tuple[Part, ...] = (), **also: str
    ) -> "Line":
        """The supplier announces a leaflet behind the last that stands."""
        corrects = also.get("corrects")
        standing = [one for one in self.state.line if one.standing == "stands"]
        before = next(
            one for one in reversed(standing) if corrects is None or one.change != corrects
        )
        announced = {
            "change": change,
            "product": leaflet.product,
            "leaflet": leaflet.hash,
            "predecessor": before.leaflet,
            "announced_from": self.now,
            "consequences": TOLD,
            "parts": parts,
        }
        return self._happened(
            e.LeafletAnnounced(
                announced=AnnouncedLeaflet.model_validate(announced | also),
                digest=leaflet,
                message=f"message-{change}",
            )
        )

    def withdrawn(self, change: str) -> "Line":
        """The supplier takes an announcement back."""
        return self._happened(e.AnnouncementWithdrawn(change=change, reason="mistaken"))

    def told(self, change: str) -> "Line":
        """Nobody lacks it any more."""
        return self._happened(e.AnnouncementTold(change=change, agreements=1))

    def ended(self) -> "Line":
        """The supplier offers it no longer."""
        return self._happened(e.ProductEnded(reason="no_longer_made"))

    def _happened(self, event: e.AnyEvent) -> "Line":
        self.now += timedelta(seconds=1)
        command = f"{self.stream_id}:{self.state.version}"
        provenance = Provenance(
            command_id=command,
            command_digest=content_hash(command),
            actor="person:seller",
            mandate=None,
            via="test",
            occurred_at=self.now,
        )
        records = records_of(self.stream_id, self.state.version, provenance, (event,))
        batch = Append(
            stream_id=self.stream_id, expected_version=self.state.version, records=records
        )
        self.batches.append(batch)
        for record in records:
            self.state = fold(self.state, record)
        return self


async def store_line(store: EventStore, line: Line) -> None:
    """Append what was not appended yet."""
    while line.batches:
        await store.append(line.batches.pop(0))
