"""An object store that speaks S3, and that is away, loses half or gives back something else."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum

from typing_extensions import override

from adapters.local.ports import LOOPBACK
from tests.faults.presence import Presence

HEAD_ENDS = b"\r\n\r\n"
URL = "s3://bucket/documents"


class Fault(StrEnum):
    """What it does wrong with every document, for a while."""

    BUSY = "503"
    HALF_AND_CUT = "keeps half, and hangs up"
    HALF_AND_YES = "keeps half, and says that it has all"
    CORRUPT_ON_READING = "gives back something else"
    HANG = "never an answer"


@dataclass
class ObjectStore(Presence):
    """What it keeps by name, and what is wrong with it now; it counts whom it failed."""

    kept: dict[str, bytes] = field(default_factory=dict)
    fault: Fault | None = None
    suffered: int = 0
    asked: int = 0
    _open: set[asyncio.StreamWriter] = field(default_factory=set)

    @property
    def variables(self) -> Mapping[str, str]:
        """What a process must have in its environment to use this store at `URL`."""
        return {
            "AWS_ENDPOINT_URL": f"http://{LOOPBACK}:{self.port}",
            "AWS_ALLOW_HTTP": "true",
            "AWS_REGION": "none",
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "of no account",
        }

    @override
    async def _listening(self) -> asyncio.Server:
        return await asyncio.start_server(self._serve, LOOPBACK, self.port)

    @override
    def _hang_up(self) -> None:
        for writer in tuple(self._open):
            writer.transport.abort()

    @asynccontextmanager
    async def suffering(self, fault: Fault) -> AsyncIterator[None]:
        """Do this to every document of the block."""
        self.fault = fault
        try:
            yield
        finally:
            self.fault = None
            self._hang_up()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        with suppress(OSError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(HEAD_ENDS)).decode()
            method, path = head.split(" ", 2)[:2]
            content = await reader.readexactly(_length(head))
            self.asked += 1
            if self.fault is Fault.HANG and method == "PUT":
                self.suffered += 1
                await reader.read()  # until the other side gives up
            elif answer := self._answer(method, path.rpartition("/")[2], content):
                writer.write(answer)
                await writer.drain()
        self._open.discard(writer)
        writer.close()

    def _answer(self, method: str, name: str, content: bytes) -> bytes:
        """Answer one request; nothing means that the connection is cut."""
        if self.fault is not None and (method == "PUT") == (self.fault in _ON_WRITING):
            self.suffered += 1
            return self._wrongly(self.fault, name, content)
        if method == "PUT":
            self.kept[name] = content
            return answered("200 OK", b"", _etag(content))
        if name not in self.kept:
            return answered("404 Not Found", b"<Error><Code>NoSuchKey</Code></Error>")
        return answered("200 OK", self.kept[name], _etag(self.kept[name]))

    def _wrongly(self, fault: Fault, name: str, content: bytes) -> bytes:
        match fault:
            case Fault.BUSY:
                return answered("503 Slow Down", b"<Error><Code>SlowDown</Code></Error>")
            case Fault.CORRUPT_ON_READING:
                if name not in self.kept:
                    return answered("404 Not Found", b"")
                other = bytes(byte ^ 1 for byte in self.kept[name])
                return answered("200 OK", other, _etag(other))
            case _:
                self.kept[name] = content[: len(content) // 2]
                return answered("200 OK", b"", "half") if fault is Fault.HALF_AND_YES else b""


_ON_WRITING = (Fault.BUSY, Fault.HALF_AND_CUT, Fault.HALF_AND_YES)


def answered(status: str, content: bytes, etag: str = "none") -> bytes:
    """An answer, after which the connection ends."""
    head = (
        f"HTTP/1.1 {status}",
        f"Content-Length: {len(content)}",
        f'ETag: "{etag}"',
        "Last-Modified: Tue, 01 Sep 2026 08:00:00 GMT",
        "Connection: close",
    )
    return "\r\n".join(head).encode() + HEAD_ENDS + content


def _length(head: str) -> int:
    fields = dict(line.lower().split(": ", 1) for line in head.splitlines()[1:] if ": " in line)
    return int(fields.get("content-length", 0))


def _etag(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


@asynccontextmanager
async def object_store() -> AsyncIterator[ObjectStore]:
    """An object store of this process, for the length of the block."""
    store = ObjectStore()
    await store.up()
    try:
        yield store
    finally:
        await store.down()
