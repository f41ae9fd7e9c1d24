"""Pages served from within our own loop, for the length of a block."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp
from typing_extensions import override

PATIENCE = 2  # seconds that a page under way has to end


class ServingAddressError(Exception):
    """The address to serve pages at is not ours, or not free."""


@asynccontextmanager
async def serving(app: ASGIApp, address: str) -> AsyncIterator[None]:
    """Serve at HOST:PORT for the length of the block. Raises `ServingAddressError`."""
    listening = _listening(address)
    server = _Server(
        uvicorn.Config(
            app,
            lifespan="off",
            log_config=None,
            access_log=False,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=PATIENCE,
        )
    )
    task = asyncio.create_task(server.serve([listening]))
    try:
        yield
    finally:
        server.should_exit = True
        await task


class _Server(uvicorn.Server):
    """Leaves signals to the process that it is a guest of."""

    @override
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _listening(address: str) -> socket.socket:
    host, _, port = address.rpartition(":")
    try:
        found = socket.getaddrinfo(host.strip("[]"), int(port), type=socket.SOCK_STREAM)
        return socket.create_server(found[0][4][:2], family=found[0][0])
    except (OSError, ValueError) as error:
        raise ServingAddressError(f"{address}: {error}") from error
