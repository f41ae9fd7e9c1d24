"""Storage in memory, that can be told to be away or to damage what it holds."""

from adapters.storage import DocumentNotFoundError, StorageUnavailableError, check


class FakeStorage:
    """Passes the same contract as object storage."""

    def __init__(self) -> None:
        self.documents: dict[str, bytes] = {}
        self.is_away = False

    async def put(self, content_hash: str, content: bytes) -> None:
        check(content_hash, content)
        self._answer()
        self.documents[content_hash] = content

    async def get(self, content_hash: str) -> bytes:
        self._answer()
        if content_hash not in self.documents:
            raise DocumentNotFoundError(content_hash)
        check(content_hash, self.documents[content_hash])
        return self.documents[content_hash]

    def damage(self, content_hash: str) -> None:
        self.documents[content_hash] = b"something else"

    def forget(self, content_hash: str) -> None:
        del self.documents[content_hash]

    def _answer(self) -> None:
        if self.is_away:
            reason = "the fake is away"
            raise StorageUnavailableError(reason)
