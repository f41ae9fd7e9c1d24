"""Object storage: documents kept under their content hash, in S3, GCS, Azure or a directory."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStoreMethods, from_url

from domain.canonical import hash_of

# The engine repeats a failed activity by itself: here it is enough to outlive a hiccup.
_PATIENCE = timedelta(seconds=20)
_RETRIES = 2


class StorageUnavailableError(Exception):
    """The storage of documents or checkpoints is away or full; ask the same again."""


class StorageAddressError(Exception):
    """A storage address is one of s3://, gs://, az:// or file:///; another is not understood."""


class DocumentNotFoundError(Exception):
    """Nothing is stored under this hash."""


class CorruptDocumentError(Exception):
    """The bytes are not those of the hash they stand under."""


class Storage(Protocol):
    """Keeps bytes under their content hash, for good."""

    async def put(self, content_hash: str, content: bytes) -> None:
        """Store the content and read it back; storing it again changes nothing.

        Raises `CorruptDocumentError` when content and hash do not belong together, and
        `StorageUnavailableError` when it could not be kept.
        """

    async def get(self, content_hash: str) -> bytes:
        """Return the content, checked against its hash.

        Raises `DocumentNotFoundError`, `CorruptDocumentError` or `StorageUnavailableError`.
        """


class ObjectStorage:
    """One prefix of an object store; the name of an object is the hash of what is in it."""

    def __init__(self, store: ObjectStoreMethods) -> None:
        self._store = store

    async def put(self, content_hash: str, content: bytes) -> None:
        check(content_hash, content)
        if await self._holds(content_hash):
            return
        with named_errors():
            await self._store.put_async(content_hash, content)
        await self.get(content_hash)

    async def get(self, content_hash: str) -> bytes:
        content = await self._read(content_hash)
        check(content_hash, content)
        return content

    async def _holds(self, content_hash: str) -> bool:
        try:
            await self.get(content_hash)
        except (DocumentNotFoundError, CorruptDocumentError):  # what is damaged is written again
            return False
        return True

    async def _read(self, content_hash: str) -> bytes:
        with named_errors():
            try:
                found = await self._store.get_async(content_hash)
            except FileNotFoundError:
                raise DocumentNotFoundError(content_hash) from None
            return bytes(await found.bytes_async())


def check(content_hash: str, content: bytes) -> None:
    """Raise `CorruptDocumentError` unless the content has this hash."""
    if hash_of(content) != content_hash:
        raise CorruptDocumentError(content_hash)


def open_storage(url: str | None, local_directory: Path) -> ObjectStorage:
    """Open the store at the URL, or else the directory, which is made where it is absent.

    Raises `StorageAddressError` for another kind of URL.
    """
    return ObjectStorage(open_store(url, local_directory))


def open_store(url: str | None, local_directory: Path) -> ObjectStoreMethods:
    """Open what objects of any name are kept in, by the same addresses.

    Credentials come the way each cloud has it (its own variables, files or instance roles).
    Raises `StorageAddressError` for another kind of URL.
    """
    address = url or local_directory.absolute().as_uri()
    return _directory(address) if urlsplit(address).scheme == "file" else _cloud(address)


def _directory(address: str) -> ObjectStoreMethods:
    with named_errors():
        return LocalStore.from_url(address, mkdir=True)


def _cloud(address: str) -> ObjectStoreMethods:
    # No options for the client from here: they would put out what its own variables say.
    try:
        return from_url(address, retry_config={"max_retries": _RETRIES, "retry_timeout": _PATIENCE})
    except (BaseError, ValueError) as error:
        said = f"{without_secrets(address)}: {_reason(error)}"
        raise StorageAddressError(said) from None


@contextmanager
def named_errors() -> Iterator[None]:
    """Give one name to all that means "not now"; the text holds no secret."""
    try:
        yield
    except (BaseError, OSError) as error:
        raise StorageUnavailableError(_reason(error)) from None


def _reason(error: Exception) -> str:
    return without_secrets(str(error).partition("\n")[0])


def without_secrets(text: str) -> str:
    """Leave out what a URL may carry of keys: the user before the host, the query behind it."""
    return re.sub(r"\?[^\s,]*", "", re.sub(r"//[^\s/]*@", "//", text))
