"""A worker says that it is ready, and what it lacks when it is not."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from temporalio.client import Client
from temporalio.worker import Worker

from adapters.local.mail_sink import Keeper, mail_sink
from adapters.local.ports import free_port
from adapters.local.temporal import temporal_in_memory
from adapters.local.temporal_cli import temporal_cli
from adapters.pollers import NotPollingError, polling, refuse_unpolled
from adapters.postgres import connect
from gateway.engine import engine_client
from settings import Settings
from tests.conftest import Database
from tests.journeys.running import Servers, plugin_of, prepared, worker_settings
from tests.journeys.system import System
from tests.journeys.test_killed import own_servers, own_system, worker_process

__all__ = ["own_servers", "own_system"]  # fixtures


class Asked:
    """The health of a worker, asked until it is as wanted."""

    def __init__(self, address: str) -> None:
        self._address = address

    async def answer(self, page: str) -> tuple[int, dict[str, Any]]:
        async with httpx.AsyncClient(timeout=5) as client:
            said = await client.get(f"http://{self._address}{page}")
        return said.status_code, said.json()

    async def until_ready(self) -> None:
        await self._until(lambda code, _: code == 200)

    async def until_it_lacks(self, part: str, reason: str) -> None:
        await self._until(
            lambda code, said: code == 503 and reason in said["reasons"].get(part, "")
        )

    async def _until(self, holds: Callable[[int, dict[str, Any]], bool]) -> None:
        async with asyncio.timeout(40):
            while True:
                try:
                    if holds(*await self.answer("/readyz")):
                        return
                except httpx.TransportError:
                    pass  # it does not listen yet
                await asyncio.sleep(0.1)


@asynccontextmanager
async def asked(settings: Settings, servers: Servers) -> AsyncIterator[Asked]:
    """Run a worker whose health can be asked."""
    address = f"127.0.0.1:{free_port()}"
    async with worker_process(settings, servers, AKKOORD_HEALTH=address):
        yield Asked(address)


@pytest.mark.usefixtures("own_system")
async def test_a_database_that_is_not_as_it_must_be_is_told(
    settings: Settings, own_servers: Servers, database: Database
) -> None:
    async with asked(settings, own_servers) as health, connect(database.owner_url) as owner:
        await health.until_ready()
        await owner.execute("INSERT INTO migration VALUES ('9999_later.sql', '')")

        await health.until_it_lacks("database", "NewerDatabaseError: 9999_later.sql")

        assert await health.answer("/healthz") == (200, {"alive": True})
        await owner.execute("DELETE FROM migration WHERE name = '9999_later.sql'")
        await health.until_ready()


async def test_a_temporal_server_that_is_away_is_told(
    settings: Settings, database: Database, tmp_path: Path
) -> None:
    cli = await temporal_cli(settings, print)
    async with AsyncExitStack() as after, AsyncExitStack() as server_lives:
        smtp_url = await after.enter_async_context(mail_sink(Keeper(tmp_path / "mail")))
        server = await server_lives.enter_async_context(temporal_in_memory(cli, tmp_path / "run"))
        servers = Servers(server.address, database.owner_url, smtp_url, tmp_path)
        async with prepared(worker_settings(settings, servers, "demonstration"), servers):
            pass
        health = await after.enter_async_context(asked(settings, servers))
        await health.until_ready()

        await server_lives.aclose()

        await health.until_it_lacks("temporal", "RPCError")
        assert await health.answer("/healthz") == (200, {"alive": True})


async def test_a_queue_that_nobody_asks_for_work_is_told(
    own_system: System, own_servers: Servers, settings: Settings
) -> None:
    ours = worker_settings(settings, own_servers, "demonstration")
    plugin = plugin_of(ours, own_system.pool, own_system.client)
    client = await engine_client(ours, own_servers.temporal, plugin)
    worker = Worker(client, task_queue=ours.turns_queue)

    with pytest.raises(NotPollingError, match=ours.turns_queue):
        await refuse_unpolled(client, worker, own_system.now)
    async with polling([worker]):
        async with asyncio.timeout(20):
            await until_polled(client, worker, own_system)
    with pytest.raises(NotPollingError):
        await refuse_unpolled(client, worker, own_system.now)


async def until_polled(client: Client, worker: Worker, system: System) -> None:
    """Wait until the server has heard of the worker."""
    while True:
        try:
            return await refuse_unpolled(client, worker, system.now)
        except NotPollingError:
            await asyncio.sleep(0.05)


@pytest.mark.usefixtures("own_system")
async def test_a_worker_of_a_build_is_ready_like_any_other(
    settings: Settings, own_servers: Servers
) -> None:
    address = f"127.0.0.1:{free_port()}"
    async with worker_process(settings, own_servers, AKKOORD_HEALTH=address, AKKOORD_BUILD="b1"):
        await Asked(address).until_ready()
