"""The engine that the tests of workflows share."""

from collections.abc import AsyncIterator

import pytest
from temporalio.client import Client

from adapters.local.temporal import Server
from gateway.engine import converter
from gateway.namespace import register_search_attributes
from tests.workflows.engine import Engine, working
from tests.workflows.memory import Memory


@pytest.fixture(scope="session")
async def client(temporal_server: Server) -> Client:
    """Return a client of the server, which knows our search attributes."""
    client = await Client.connect(temporal_server.address, data_converter=converter())
    await register_search_attributes(client)
    return client


@pytest.fixture
async def engine(client: Client) -> AsyncIterator[Engine]:
    """Run a worker of this test's own."""
    async with working(client, Memory()) as engine:
        yield engine
