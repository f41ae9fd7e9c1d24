"""The engine's activities over a store in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from temporalio import activity
from temporalio.exceptions import ApplicationError

from domain.agreement.gathering import Gathered, GatheredLeaflet, Need
from domain.agreement.issuing import DocumentToFile, StoredDocument
from domain.canonical import content_hash
from domain.reading import ReadStream, StreamRecords
from domain.records import Append, Appended, EventRecord
from tests.scenario import MAIL_ADDED, SCHOOLS, V1, V2, V3


@dataclass
class MemoryStore:
    """Streams as lists; what a test breaks is broken here."""

    streams: dict[str, list[EventRecord]] = field(default_factory=dict)
    filed: list[DocumentToFile] = field(default_factory=list)
    policy: str = "production"
    is_away: bool = False
    is_storage_away: bool = False
    refuses: str | None = None

    @activity.defn(name="append")
    async def append(self, batch: Append) -> Appended:
        if self.is_away:
            message = "the store is away"
            raise ConnectionError(message)
        stored = self.streams.setdefault(batch.stream_id, [])
        if self.refuses:
            raise ApplicationError("", type=self.refuses, non_retryable=True)
        known = [
            one.version
            for one in stored
            if one.provenance.command_id == batch.records[0].provenance.command_id
        ]
        if known:
            return Appended(version=known[-1])
        if len(stored) != batch.expected_version:
            name = "VersionConflictError" if batch.expected_version else "StreamExistsError"
            raise ApplicationError("", type=name, non_retryable=True)
        stored.extend(batch.records)
        return Appended(version=len(stored))

    @activity.defn(name="read_stream")
    async def read_stream(self, part: ReadStream) -> StreamRecords:
        return StreamRecords(records=tuple(self.streams.get(part.stream_id, [])[part.after :]))

    @activity.defn(name="gather")
    async def gather(self, need: Need) -> Gathered:
        stored = [one for one in (V1, V2, V3) if one.hash in need.leaflets]
        return Gathered(
            policy=self.policy,
            schools=(*SCHOOLS, "nieuwe-school"),
            leaflets=tuple(GatheredLeaflet(digest=one, missing=()) for one in stored),
            compared_from=next(iter(need.compare_from), None),
            items=MAIL_ADDED if need.compare_from else (),
        )

    @activity.defn(name="file_document")
    async def file_document(self, document: DocumentToFile) -> StoredDocument:
        if self.is_storage_away:
            message = "storage is away"
            raise ConnectionError(message)
        self.filed.append(document)
        return StoredDocument(hash=content_hash(document))

    @property
    def activities(self) -> tuple[Callable[..., Any], ...]:
        """What a worker runs."""
        return (self.append, self.read_stream, self.gather, self.file_document)
