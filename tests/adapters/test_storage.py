"""Storage keeps documents, says by name what is wrong, and never keeps half of one."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from obstore.store import LocalStore, MemoryStore, ObjectStoreMethods, from_url

from adapters.storage import (
    ObjectStorage,
    Storage,
    StorageAddressError,
    StorageUnavailableError,
    open_storage,
)
from domain.canonical import hash_of
from tests.contracts.storage_contract import CONTENT, HASH, Damage, StorageContract
from tests.fakes.storage import FakeStorage


class TestFakeStorage(StorageContract):
    @pytest.fixture
    def storage(self) -> FakeStorage:
        return FakeStorage()

    @pytest.fixture
    def damage(self, storage: FakeStorage) -> Damage:
        return storage.damage

    async def test_a_storage_that_is_away_says_so_and_can_be_asked_again(self) -> None:
        storage = FakeStorage()
        storage.is_away = True
        with pytest.raises(StorageUnavailableError):
            await storage.put(HASH, CONTENT)
        storage.is_away = False
        await storage.put(HASH, CONTENT)


class TestMemoryStore(StorageContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()

    @pytest.fixture
    def storage(self, store: MemoryStore) -> Storage:
        return ObjectStorage(store)

    @pytest.fixture
    def damage(self, store: MemoryStore) -> Damage:
        return damaging(store)


class TestDirectory(StorageContract):
    @pytest.fixture
    def directory(self, tmp_path: Path) -> Path:
        return tmp_path / "a storage, é #1"

    @pytest.fixture
    def storage(self, directory: Path) -> Storage:
        return open_storage(None, directory)

    @pytest.fixture
    def damage(self, directory: Path) -> Damage:
        return damaging(LocalStore(directory))

    async def test_the_file_is_named_by_its_hash(self, storage: Storage, directory: Path) -> None:
        await storage.put(HASH, CONTENT)
        assert [file.name for file in directory.iterdir()] == [HASH]

    async def test_documents_outlive_the_one_who_stored_them(self, directory: Path) -> None:
        await open_storage(None, directory).put(HASH, CONTENT)
        assert await open_storage(directory.as_uri(), Path("unused")).get(HASH) == CONTENT

    async def test_a_full_storage_keeps_nothing_and_is_asked_again(
        self, storage: Storage, directory: Path
    ) -> None:
        large = b"x" * 100_000
        with full_disk(), pytest.raises(StorageUnavailableError, match="too large"):
            await storage.put(hash_of(large), large)
        assert list(directory.iterdir()) == []
        await storage.put(hash_of(large), large)
        assert await storage.get(hash_of(large)) == large

    async def test_a_directory_that_went_away_is_named(
        self, storage: Storage, directory: Path
    ) -> None:
        directory.rmdir()
        directory.write_text("a file in its place")
        with pytest.raises(StorageUnavailableError, match="Unable"):
            await storage.put(HASH, CONTENT)

    def test_a_directory_that_cannot_be_made_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(StorageUnavailableError):
            open_storage(None, tmp_path / "file" / "storage")


def damaging(store: ObjectStoreMethods) -> Damage:
    def damage(content_hash: str) -> None:
        store.put(content_hash, b"something else")

    return damage


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow beyond a few bytes: the system call fails, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("url", ["ftp://host/x", "nonsense", "s3:nothing"])
def test_an_address_of_another_kind_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(StorageAddressError):
        open_storage(url, tmp_path)


def test_a_refused_address_is_shown_without_its_secrets(tmp_path: Path) -> None:
    with pytest.raises(StorageAddressError) as refused:
        open_storage("ftp://user:secret@host/x?sig=secret", tmp_path)
    assert str(refused.value).startswith("ftp://host/x: ")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "s3://bucket/documents",
        "gs://bucket",
        "abfss://container@account.dfs.core.windows.net/documents",
    ],
)
def test_every_cloud_opens_by_its_address(url: str, tmp_path: Path) -> None:
    assert isinstance(open_storage(url, tmp_path), ObjectStorage)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ask", ["put", "get"])
async def test_a_cloud_that_is_away_is_named(ask: str) -> None:
    storage = ObjectStorage(
        from_url(
            "s3://bucket/documents",
            endpoint="http://127.0.0.1:1",
            region="none",
            access_key_id="key",
            secret_access_key="secret",  # noqa: S106 - of no account
            client_options={"allow_http": True},
            retry_config={"max_retries": 0},
        )
    )
    with pytest.raises(StorageUnavailableError, match="S3"):
        await (storage.put(HASH, CONTENT) if ask == "put" else storage.get(HASH))
