"""What every storage does, the fake as well as the real one."""

from collections.abc import Callable

import pytest

from adapters.storage import CorruptDocumentError, DocumentNotFoundError, Storage
from domain.canonical import hash_of

CONTENT = b"%PDF-1.7 an agreement"
HASH = hash_of(CONTENT)


Damage = Callable[[str], None]


class StorageContract:
    """Give the fixtures `storage`, and `damage` for what it holds under a hash."""

    async def test_what_was_stored_is_read_back(self, storage: Storage) -> None:
        await storage.put(HASH, CONTENT)
        assert await storage.get(HASH) == CONTENT

    async def test_storing_the_same_again_changes_nothing(self, storage: Storage) -> None:
        await storage.put(HASH, CONTENT)
        await storage.put(HASH, CONTENT)
        assert await storage.get(HASH) == CONTENT

    async def test_documents_do_not_touch_each_other(self, storage: Storage) -> None:
        await storage.put(HASH, CONTENT)
        await storage.put(hash_of(b"another"), b"another")
        assert await storage.get(HASH) == CONTENT

    async def test_an_empty_document_is_a_document(self, storage: Storage) -> None:
        await storage.put(hash_of(b""), b"")
        assert await storage.get(hash_of(b"")) == b""

    async def test_bytes_under_a_hash_that_is_not_theirs_are_refused(
        self, storage: Storage
    ) -> None:
        with pytest.raises(CorruptDocumentError, match=HASH):
            await storage.put(HASH, b"other bytes")
        with pytest.raises(DocumentNotFoundError):
            await storage.get(HASH)

    async def test_what_was_never_stored_is_not_found(self, storage: Storage) -> None:
        with pytest.raises(DocumentNotFoundError, match=HASH):
            await storage.get(HASH)

    async def test_damage_is_seen_on_reading(self, storage: Storage, damage: Damage) -> None:
        await storage.put(HASH, CONTENT)
        damage(HASH)
        with pytest.raises(CorruptDocumentError, match=HASH):
            await storage.get(HASH)

    async def test_storing_again_repairs_what_was_damaged(
        self, storage: Storage, damage: Damage
    ) -> None:
        await storage.put(HASH, CONTENT)
        damage(HASH)
        await storage.put(HASH, CONTENT)
        assert await storage.get(HASH) == CONTENT
