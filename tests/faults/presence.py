"""A server of the rig that is there, away for a while, and back on the port that it had."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Presence(ABC):
    """How to listen is the server's own, and how to hang up."""

    port: int = 0
    _server: asyncio.Server | None = None

    @abstractmethod
    async def _listening(self) -> asyncio.Server:
        """Listen on the port; on any where it is 0."""

    @abstractmethod
    def _hang_up(self) -> None:
        """Break every connection."""

    async def up(self) -> None:
        """Listen, where it listened before."""
        self._server = await self._listening()
        self.port = self._server.sockets[0].getsockname()[1]

    async def down(self) -> None:
        """Hang up on everybody, and listen no more."""
        if self._server:
            self._server.close()
        self._hang_up()

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """Be down for the length of the block."""
        await self.down()
        try:
            yield
        finally:
            await self.up()
