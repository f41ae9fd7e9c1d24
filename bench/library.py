"""The library eventsourcing as an event store, at its fastest: it only stores what is ready."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresFactory
from eventsourcing.utils import Environment

from domain.canonical import canonical
from domain.records import Append

Lives = Sequence[Sequence[Append]]


@dataclass(frozen=True, slots=True)
class Library:
    """Its recorder with a log in one order, as ours has."""

    recorder: Any

    async def stored(self, lives: Lives, callers: int) -> float:
        """Store lives, each command by itself, from so many threads; returns the seconds."""
        ready = [[_stored_events(batch) for batch in life] for life in lives]
        return await asyncio.to_thread(self._stored, ready, callers)

    def _stored(self, lives: Sequence[Sequence[list[StoredEvent]]], callers: int) -> float:
        def lived(life: Sequence[list[StoredEvent]]) -> None:
            for events in life:
                self.recorder.insert_events(events)

        with ThreadPoolExecutor(callers) as threads:
            begun = perf_counter()
            list(threads.map(lived, lives))
            return perf_counter() - begun


@asynccontextmanager
async def library(url: str, connections: int) -> AsyncIterator[Library]:
    """Open it on a database, with functions in the database and a connection for each caller."""
    address = urlsplit(url)
    given = {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": address.path.removeprefix("/"),
        "POSTGRES_HOST": str(address.hostname),
        "POSTGRES_PORT": str(address.port),
        "POSTGRES_USER": unquote(address.username or ""),
        "POSTGRES_PASSWORD": unquote(address.password or ""),
        "POSTGRES_SCHEMA": "public",
        "POSTGRES_POOL_SIZE": str(connections),
        "POSTGRES_MAX_OVERFLOW": str(connections),
        "POSTGRES_ENABLE_DB_FUNCTIONS": "y",
    }
    factory = PostgresFactory(Environment("bench", given))
    recorder = await asyncio.to_thread(factory.application_recorder)
    try:
        yield Library(recorder)
    finally:
        await asyncio.to_thread(factory.close)


def _stored_events(batch: Append) -> list[StoredEvent]:
    return [
        StoredEvent(
            originator_id=uuid5(NAMESPACE_URL, record.stream_id),
            originator_version=record.version,
            topic=record.event.type,
            state=canonical(record.event),
        )
        for record in batch.records
    ]
