"""The documents that the log names, each fetched from its storage and held against its hash."""

import asyncio
from collections.abc import Sequence

from adapters.chain_walk import Broken, Filed
from adapters.storage import CorruptDocumentError, DocumentNotFoundError, Storage

_AT_ONCE = 16


async def damaged_documents(storage: Storage, filed: Sequence[Filed]) -> list[Broken]:
    """Name the records whose document is not there as it was. Raises `StorageUnavailableError`."""
    turn = asyncio.Semaphore(_AT_ONCE)

    async def fault_of(content_hash: str) -> str | None:
        async with turn:
            return await _fault_of(storage, content_hash)

    hashes = sorted({one.hash for one in filed})
    found = await asyncio.gather(*map(fault_of, hashes))
    faults = dict(zip(hashes, found, strict=True))
    return [
        Broken(one.stream_id, one.version, fault) for one in filed if (fault := faults[one.hash])
    ]


async def _fault_of(storage: Storage, content_hash: str) -> str | None:
    try:
        await storage.get(content_hash)
    except DocumentNotFoundError:
        return f"the document that it names is not there: {content_hash}"
    except CorruptDocumentError:
        return f"the document that it names is another one: {content_hash}"
    return None
