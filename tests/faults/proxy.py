"""A link between two parts that can be cut, slow, or silent; what passes is not looked at."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from adapters.local.ports import LOOPBACK

CHUNK = 16 * 1024


@dataclass
class Link:
    """One side connects here, the other is the target; what passed is counted."""

    target: int
    port: int = 0
    delay: float = 0.0  # seconds for each piece
    rate: float = float("inf")  # bytes a second, in each connection
    passed: int = 0
    refused: int = 0  # connections that lost their other side, or never had one
    _server: asyncio.Server | None = None
    _passing: asyncio.Event = field(default_factory=asyncio.Event)
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)

    @property
    def address(self) -> str:
        """Where the near side connects, as HOST:PORT."""
        return f"{LOOPBACK}:{self.port}"

    def instead(self, url: str) -> str:
        """The same address, by way of this link."""
        parts = urlsplit(url)
        before, at, _ = parts.netloc.rpartition("@")
        return urlunsplit(parts._replace(netloc=f"{before}{at}{self.address}"))

    async def mended(self) -> None:
        """Let everything pass again, at once."""
        self.delay, self.rate = 0.0, float("inf")
        self._passing.set()
        if self._server is None:
            self._server = await asyncio.start_server(self._joined, LOOPBACK, self.port)
            self.port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """Break every connection, and let nobody connect."""
        server, self._server = self._server, None
        if server:
            server.close()
        for writer in tuple(self._writers):
            self.refused += 1
            writer.transport.abort()

    async def slowed(self, delay: float, rate: float = float("inf")) -> None:
        """Hold each piece up, and let only so much pass."""
        self.delay, self.rate = delay, rate

    async def silenced(self) -> None:
        """Hold everything back, and break nothing: nobody is told."""
        self._passing.clear()

    async def _joined(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await asyncio.open_connection(LOOPBACK, self.target)
        except OSError:
            self.refused += 1
            writer.transport.abort()
            return
        ends = {writer, far_writer}
        self._writers |= ends
        await asyncio.gather(self._pass(reader, far_writer), self._pass(far_reader, writer))
        for end in ends:
            with suppress(OSError):
                await end.wait_closed()
        self._writers -= ends

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while piece := await reader.read(CHUNK):
                await asyncio.sleep(self.delay + len(piece) / self.rate)
                await self._passing.wait()
                writer.write(piece)
                await writer.drain()
                self.passed += len(piece)
        writer.close()


@asynccontextmanager
async def link_to(port: int) -> AsyncIterator[Link]:
    """A link to a port of this machine, for the length of the block."""
    link = Link(port)
    await link.mended()
    try:
        yield link
    finally:
        link._passing.set()
        await link.cut()
        while link._writers:  # noqa: ASYNC110 - connections that are broken go by themselves
            await asyncio.sleep(0)


@asynccontextmanager
async def link_of(url: str) -> AsyncIterator[Link]:
    """A link to where an address leads: a URL, or HOST:PORT."""
    port = urlsplit(url if "://" in url else f"tcp://{url}").port
    assert port, url
    async with link_to(port) as link:
        yield link
