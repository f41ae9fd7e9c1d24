"""Check all that the owner of the database could have changed: chains, documents and texts."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

from adapters.chain_walk import BEFORE_BIRTH, Broken, Filed, Place, walk
from adapters.checkpoints import History
from adapters.filed_documents import damaged_documents
from adapters.postgres import Connection, Pool, snapshot
from adapters.read_models import KINDS
from adapters.storage import Storage
from adapters.witnesses import Covered, covered, lost, seen_by
from domain.canonical import hash_of

__all__ = ["Broken", "Verified", "verify"]

_SEEN = " UNION ALL ".join(
    f"SELECT stream_id, version FROM {kind.table}"  # noqa: S608 - our own list
    for kind in KINDS.values()
)
_TEXTS = (
    "SELECT hash, content FROM leaflet"
    " UNION ALL SELECT hash, content FROM free_text WHERE content IS NOT NULL"
)


@dataclass(frozen=True, slots=True)
class Verified:
    """What was seen, and of it what is broken: records by stream, and texts by their hash."""

    events: int
    streams: int
    broken: tuple[Broken, ...]
    documents: int = 0
    texts: int = 0
    broken_texts: tuple[str, ...] = ()
    checkpoints: Covered | None = None
    broken_checkpoint: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing at all is broken."""
        return not (self.broken or self.broken_texts or self.broken_checkpoint)


async def verify(
    pool: Pool, storage: Storage | None = None, history: History | None = None
) -> Verified:
    """Look at every record; the first broken one of each stream is named.

    Without a storage no document is looked at; without a history no checkpoint. Whoever reads the
    history reads it before: what it has seen is in the log by then. Raises
    `DatabaseUnavailableError` and `StorageUnavailableError`.
    """
    seen = seen_by(history.checkpoints) if history else {}
    async with snapshot(pool) as connection:
        walked = await walk(connection, seen)
        found = [*await _against_read_models(connection, walked.heads), *lost(seen, walked.heads)]
        texts = [(one, is_whole) async for one, is_whole in _texts(connection)]
    if storage is not None:
        found += await damaged_documents(storage, walked.filed)
    for one in found:
        walked.name(one)
    return Verified(
        events=walked.events,
        streams=len(walked.heads.keys() | walked.broken.keys()),
        broken=tuple(walked.broken[stream] for stream in sorted(walked.broken)),
        documents=_distinct(walked.filed) if storage else 0,
        texts=len(texts),
        broken_texts=tuple(sorted(one for one, is_whole in texts if not is_whole)),
        checkpoints=covered(history.checkpoints, seen, walked.heads) if history else None,
        broken_checkpoint=history.fault if history else None,
    )


async def _against_read_models(connection: Connection, heads: Mapping[str, Place]) -> list[Broken]:
    """Name the streams that end elsewhere than their read model, which is written with them."""
    told = {row["stream_id"]: row["version"] for row in await connection.fetch(_SEEN)}
    broken = []
    for stream_id in told.keys() | heads.keys():
        known, there = told.get(stream_id, 0), heads.get(stream_id, BEFORE_BIRTH).version
        if there < known:
            broken.append(Broken(stream_id, there + 1, "the end of the stream is missing"))
        if there > known:
            broken.append(Broken(stream_id, known + 1, "no command has written it"))
    return broken


async def _texts(connection: Connection) -> AsyncIterator[tuple[str, bool]]:
    """Yield the hash of every text that is kept in the database, and whether it is its own."""
    async for row in connection.cursor(_TEXTS, prefetch=50):
        yield row["hash"], hash_of(row["content"]) == row["hash"]


def _distinct(filed: list[Filed]) -> int:
    return len({one.hash for one in filed})
