"""The engine's activities in memory: the store's fake, facts of the stories, a shelf of paper."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from temporalio import activity

from activities.events import EventActivities
from adapters.postgres import DatabaseUnavailableError
from domain.agreement.gathering import Gathered, GatheredLeaflet, Need
from domain.agreement.issuing import DocumentToFile, StoredDocument
from domain.announcing import LackedBy, LackedLeaflet, Lacking
from domain.canonical import content_hash
from domain.product.announcement import AnnouncedLeaflet, Consequences
from domain.records import EventRecord
from tests.fakes.event_store import FakeEventStore
from tests.scenario import MAIL_ADDED, SCHOOLS, V1, V2, V3, leaflet

MEET = leaflet("1", "meet")


class KnownFacts:
    """The schools and leaflets that stories speak of."""

    async def gather(self, need: Need) -> Gathered:
        stored = [one for one in (V1, V2, V3, MEET) if one.hash in need.leaflets]
        return Gathered(
            policy="production",
            schools=(*SCHOOLS, "nieuwe-school"),
            leaflets=tuple(GatheredLeaflet(digest=one, missing=()) for one in stored),
            compared_from=next(iter(need.compare_from), None),
            items=MAIL_ADDED if need.compare_from else (),
        )


@dataclass
class Shelf:
    """Where documents go, unless the storage is away."""

    filed: list[DocumentToFile] = field(default_factory=list)
    is_away: bool = False
    complaint: str = ""

    @activity.defn(name="file_document")
    async def file_document(self, document: DocumentToFile) -> StoredDocument:
        if self.is_away:
            raise ConnectionError(self.complaint)
        self.filed.append(document)
        return StoredDocument(hash=content_hash(document))


@dataclass
class Lines:
    """What was announced and withdrawn; nobody remembers who has heard of it."""

    times_away: int = 0
    lacking: Lacking = field(default_factory=Lacking)

    def announce(self, leaflet: str, change: str, at: datetime) -> None:
        """Announce a leaflet to all."""
        announced = AnnouncedLeaflet(
            change=change,
            product="code",
            leaflet=leaflet,
            predecessor=V1.hash,
            announced_from=at,
            consequences=Consequences(board=leaflet, parents=leaflet),
        )
        lacked = LackedLeaflet(announcement="product:github:code#2", announced=announced)
        self.lacking = Lacking(leaflets=(*self.lacking.leaflets, lacked))

    @activity.defn(name="lacked")
    async def lacked(self, asked: LackedBy) -> Lacking:
        del asked
        if self.times_away:
            self.times_away -= 1
            raise DatabaseUnavailableError
        return self.lacking


@dataclass
class Memory:
    """All that an engine keeps outside of Temporal."""

    store: FakeEventStore = field(default_factory=FakeEventStore)
    shelf: Shelf = field(default_factory=Shelf)
    lines: Lines = field(default_factory=Lines)

    @property
    def activities(self) -> tuple[Callable[..., Any], ...]:
        """What a worker runs."""
        events = EventActivities(self.store, KnownFacts())
        return (*events.activities, self.shelf.file_document, self.lines.lacked)

    def stream(self, stream_id: str) -> list[EventRecord]:
        """What is stored of a stream."""
        return [one for one in self.store.records if one.stream_id == stream_id]
