"""The activity on documents: put one together, print it, store it, read it back."""

import asyncio
import os
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import cache

from temporalio import activity

from activities.alive import beating
from adapters.document_sources import sources_of
from adapters.event_store import EventStore, PostgresEventStore
from adapters.pdf import render_agreement
from adapters.postgres import Pool
from adapters.storage import Storage
from domain.agreement.issuing import DocumentToFile, StoredDocument
from domain.agreement.state import Agreement
from domain.agreement_document import AgreementDocument
from domain.canonical import hash_of
from domain.document.issued import Sources, as_it_stood, issued
from domain.reading import ReadStream
from domain.records import EventRecord

LESS_PRESSING = 10  # of nice, which ends at 19
AT_ONCE = 8  # each holds a place of the worker's hundred, which commands need

FindSources = Callable[[Agreement], Awaitable[Sources]]


class ManyDocumentsError(Exception):
    """So many documents are under way that this one comes back later, as after a failure."""


class DocumentActivities:
    """A document follows from the stream up to a version; the same again is the same bytes."""

    def __init__(self, store: EventStore, find_sources: FindSources, storage: Storage) -> None:
        self._store, self._find_sources, self._storage = store, find_sources, storage
        self._places = asyncio.Semaphore(AT_ONCE)

    @classmethod
    def on(cls, pool: Pool, storage: Storage) -> "DocumentActivities":
        """Return the activity on a database and a storage."""
        return cls(PostgresEventStore(pool), lambda state: sources_of(pool, state), storage)

    @activity.defn(name="file_document")
    @beating
    async def file_document(self, wanted: DocumentToFile) -> StoredDocument:
        """Only what the storage gives back as it was put is told to be stored.

        A storage that hangs must not hold up commands: who finds no place does not wait for one.
        """
        if self._places.locked():
            raise ManyDocumentsError
        async with self._places:
            return await self._file(wanted)

    async def _file(self, wanted: DocumentToFile) -> StoredDocument:
        records = await self._records(wanted)
        state = as_it_stood(records, wanted.board, wanted.supplier)
        document = issued(state, records, await self._find_sources(state))
        content = await asyncio.get_running_loop().run_in_executor(_layout(), _laid_out, document)
        await self._storage.put(hash_of(content), content)
        return StoredDocument(hash=hash_of(content))

    async def _records(self, wanted: DocumentToFile) -> tuple[EventRecord, ...]:
        stored = await self._store.read_stream(ReadStream(stream_id=wanted.stream_id))
        return stored.records[: wanted.of_version]


def _laid_out(document: AgreementDocument) -> bytes:
    """Lay out, and rest as long as that took: it goes on for half of the time at most.

    Priorities alone do not do it: servers that run beside the worker are not of its process.
    """
    begun = time.monotonic()
    try:
        return render_agreement(document)
    finally:
        time.sleep(time.monotonic() - begun)  # noqa: TID251 - a thread of its own


@cache
def _layout() -> Executor:
    """Documents are laid out one at a time, behind all else: nobody waits for them.

    One takes as much of a processor as eight turns, and several at once would take all of it.
    """
    return ThreadPoolExecutor(1, "documents", initializer=_give_way)


def _give_way() -> None:
    """On Linux a thread can be less pressing than its process; elsewhere it is as it is."""
    if sys.platform == "linux":
        usual = os.getpriority(os.PRIO_PROCESS, 0)
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), usual + LESS_PRESSING)
