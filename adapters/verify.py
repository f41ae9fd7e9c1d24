"""Check every chain of the log against its hashes, as anybody could from an export."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from adapters.postgres import Connection, Pool, snapshot
from adapters.read_models import KINDS
from adapters.written_form import Fields, written_hash

Head = tuple[int, str | None, datetime | None]
_BEFORE_BIRTH: Head = (0, None, None)
_LOG = "SELECT * FROM event ORDER BY stream_id, version"
_SEEN = " UNION ALL ".join(
    f"SELECT stream_id, version FROM {kind.table}"  # noqa: S608 - our own list
    for kind in KINDS.values()
)


@dataclass(frozen=True, slots=True)
class Broken:
    """The first record of a stream that is not as it was written, and what is wrong with it."""

    stream_id: str
    version: int
    fault: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was seen: all the events, all the streams, and those that are broken."""

    events: int
    streams: int
    broken: tuple[Broken, ...]


async def verify(pool: Pool) -> Verified:
    """Walk every chain; the first broken record of each stream is named.

    Somebody who writes a whole chain anew, read model included, leaves no trace in the database:
    against that helps a copy of the hashes elsewhere.
    """
    heads: dict[str, Head] = {}
    broken: dict[str, Broken] = {}
    events = 0
    async with snapshot(pool) as connection:
        async for row in connection.cursor(_LOG, prefetch=500):
            events += 1
            stream_id = row["stream_id"]
            fault = fault_of(row, heads.get(stream_id, _BEFORE_BIRTH))
            if fault:
                broken.setdefault(stream_id, _broken(row, heads, fault))
            heads[stream_id] = (row["version"], row["hash"], row["occurred_at"])
        for one in await _cut_off(connection, heads):
            broken.setdefault(one.stream_id, one)
    streams = heads.keys() | broken.keys()
    return Verified(events, len(streams), tuple(broken[one] for one in sorted(broken)))


def fault_of(row: Fields, head: Head) -> str | None:
    """Say what is wrong with a record behind the one before it."""
    version, previous_hash, last_at = head
    if row["version"] != version + 1:
        return "a record is missing"
    if row["previous_hash"] != previous_hash:
        return "it does not follow the record before it"
    if row["hash"] != written_hash(row):
        return "its content is not what was hashed"
    if last_at is not None and row["occurred_at"] < last_at:
        return "it happened before the record before it"
    return None


def _broken(row: Fields, heads: Mapping[str, Head], fault: str) -> Broken:
    expected = heads.get(row["stream_id"], _BEFORE_BIRTH)[0] + 1
    return Broken(row["stream_id"], min(expected, row["version"]), fault)


async def _cut_off(connection: Connection, heads: Mapping[str, Head]) -> list[Broken]:
    """Name the streams that end before the version that their read model has seen."""
    rows = await connection.fetch(_SEEN)
    known = {row["stream_id"]: heads.get(row["stream_id"], _BEFORE_BIRTH)[0] for row in rows}
    return [
        Broken(row["stream_id"], known[row["stream_id"]] + 1, "the end of the stream is missing")
        for row in rows
        if known[row["stream_id"]] < row["version"]
    ]
