"""A walk along every chain of the log, in the order of the log, as anybody could from an export."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import asyncpg
import orjson

from adapters.postgres import Connection
from adapters.written_form import INSTANTS, WRITTEN, in_order

_PAGE = 500  # events that are fetched while as many are looked at
_COLUMNS = {"data": "data::text"} | {
    name: f"to_char({name} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
    for name in INSTANTS
}
ROW = ", ".join([*(f"{_COLUMNS.get(name, name)} AS {name}" for name in WRITTEN), "hash, position"])
"""The columns of a record as it is hashed: instants and data as text."""

_LOG = f"SELECT {ROW} FROM event ORDER BY position"  # noqa: S608 - our own names
_NOT_AN_EVENT = (ValueError, TypeError, OverflowError, RecursionError)

Seen = Mapping[str, Mapping[int, "Witness"]]
"""By stream and version: what somebody outside of the database has seen there."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The first record of a stream that is not as it was written, and what is wrong with it."""

    stream_id: str
    version: int
    fault: str


class Witness(NamedTuple):
    """The hash of a record as a checkpoint has it, with the greatest position of that hour."""

    hash: str
    position: int
    checkpoint: int


class Filed(NamedTuple):
    """A document that a record names."""

    stream_id: str
    version: int
    hash: str


class Place(NamedTuple):
    """Where a walk is in a stream: the record that it came by last."""

    version: int
    hash: str | None
    occurred_at: str


BEFORE_BIRTH = Place(0, None, "")


@dataclass(slots=True)
class Walk:
    """What was come by: where every stream ends, what is broken, the documents that are named."""

    seen: Seen
    events: int = 0
    heads: dict[str, Place] = field(default_factory=dict)
    proven: dict[str, int] = field(default_factory=dict)
    broken: dict[str, Broken] = field(default_factory=dict)
    filed: list[Filed] = field(default_factory=list)

    def name(self, broken: Broken) -> None:
        """Put a fault on record; of a stream the first record counts, and what is known last."""
        known = self.broken.get(broken.stream_id)
        if known is None or broken.version <= known.version:
            self.broken[broken.stream_id] = broken

    def come_by(self, row: asyncpg.Record) -> None:
        """Look at the next record of the log: the fields `WRITTEN`, its hash and its position."""
        stream_id, version, stored_hash = row[_STREAM], row[_VERSION], row[_HASH]
        before = self.heads.get(stream_id, BEFORE_BIRTH)
        if fault := fault_of(row, before):
            self.name(Broken(stream_id, min(before.version + 1, version), fault))
        elif stream_id in self.seen and (fault := self._contradicted(row, stream_id, version)):
            self.name(Broken(stream_id, self.proven.get(stream_id, 0) + 1, fault))
        elif row[_TYPE] == "document.filed":
            self.filed.append(Filed(stream_id, version, orjson.loads(row[_DATA])["hash"]))
        self.heads[stream_id] = Place(version, stored_hash, row[_AT] or "")

    def _contradicted(self, row: asyncpg.Record, stream_id: str, version: int) -> str | None:
        """Say what a checkpoint has seen otherwise: all behind the last proven one may be it."""
        witness = self.seen[stream_id].get(version)
        if witness is None:
            return None
        if row[_HASH] != witness.hash:
            return f"checkpoint {witness.checkpoint} has seen another version {version}"
        if row[_POSITION] > witness.position:
            return (
                f"checkpoint {witness.checkpoint} has seen version {version} further to the front"
            )
        self.proven[stream_id] = version
        return None


async def walk(connection: Connection, seen: Seen) -> Walk:
    """Walk the whole log. Raises what asyncpg raises."""
    walked = Walk(seen)
    async for rows in _pages(connection):
        for row in rows:
            walked.come_by(row)
        walked.events += len(rows)
    return walked


def fault_of(row: asyncpg.Record, before: Place) -> str | None:
    """Say what is wrong with a record behind the one before it in the order of the log."""
    if row[_VERSION] <= before.version:
        return "it stands twice, or behind a later one"
    if row[_VERSION] != before.version + 1:
        return "a record is missing"
    if row[_PREVIOUS] != before.hash:
        return "it does not follow the record before it"
    if row[_HASH] != _made_anew(row):
        return "its content is not what was hashed"
    if row[_AT] < before.occurred_at:
        return "it happened before the record before it"
    return None


async def _pages(connection: Connection) -> AsyncIterator[list[asyncpg.Record]]:
    """Yield the log page by page; the server goes on with the next one meanwhile."""
    cursor = await connection.cursor(_LOG)
    coming = asyncio.ensure_future(cursor.fetch(_PAGE))
    try:
        while rows := await coming:
            coming = asyncio.ensure_future(cursor.fetch(_PAGE))
            await asyncio.sleep(0)  # lets it be asked for
            yield rows
    finally:
        await asyncio.wait([coming])


def form_of(row: asyncpg.Record) -> bytes:
    """Return the written form of a record."""
    fields = dict(zip(WRITTEN, row[:_HASH], strict=True))
    fields["data"] = orjson.loads(fields["data"])
    return in_order(fields)


def _made_anew(row: asyncpg.Record) -> str | None:
    """Return the hash that belongs to a record; none to what no event can be."""
    try:
        form = form_of(row)
    except _NOT_AN_EVENT:
        return None
    return hashlib.sha256(form).hexdigest()


_STREAM, _VERSION, _TYPE, _DATA, _AT, _PREVIOUS = map(
    WRITTEN.index, ("stream_id", "version", "type", "data", "occurred_at", "previous_hash")
)
_HASH, _POSITION = len(WRITTEN), len(WRITTEN) + 1
