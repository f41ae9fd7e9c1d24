"""Running the engine for journeys: the worker's own composition, on servers of this process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from temporalio.client import Client
from temporalio.worker import Worker

import worker
from adapters.event_store import PostgresEventStore
from adapters.local.places import places
from adapters.postgres import Pool, engine_url, open_pool
from adapters.seal import Sealer, load_key_ring, private_pem, public_pem
from adapters.storage import open_storage
from gateway.commands import Gateway
from gateway.engine import engine_client
from gateway.namespace import register_search_attributes
from settings import PolicyName, Settings
from tests.journeys.system import System
from workflows.plugin import AkkoordPlugin

KEY = Ed25519PrivateKey.generate()
TURNS, LETTERS = "journeys-turns", "journeys-letters"


@dataclass(frozen=True, slots=True)
class Servers:
    """Where the servers of this process are."""

    temporal: str
    database_url: str
    smtp_url: str
    state: Path


def worker_settings(base: Settings, servers: Servers, policy: str) -> Settings:
    """The settings of a worker on these servers, under a policy."""
    return replace(
        base,
        state_directory=servers.state,
        temporal_variables={"TEMPORAL_ADDRESS": servers.temporal},
        turns_queue=TURNS,
        letters_queue=LETTERS,
        database_url=servers.database_url,
        engine_database_url=engine_url(servers.database_url),
        smtp_url=servers.smtp_url,
        storage_url=None,
        seal_key=private_pem(KEY).decode(),
        seal_public_keys=public_pem(KEY.public_key()).decode(),
        policy=cast("PolicyName", policy),
    )


@asynccontextmanager
async def prepared(settings: Settings, servers: Servers) -> AsyncIterator[System]:
    """Have all that an engine needs but a worker, for the length of the block."""
    client = await engine_client(settings, servers.temporal)
    await register_search_attributes(client)
    async with open_pool(settings.engine_database_url or "") as pool:
        gateway = Gateway(
            client,
            Sealer(KEY),
            PostgresEventStore(pool),
            settings.turns_queue,
            "test",
            lambda: datetime.now(UTC),
        )
        storage = open_storage(None, servers.state / "storage")
        system = System(client, pool, gateway, servers.state / "mail", storage)
        yield system


def plugin_of(settings: Settings, pool: Pool, client: Client) -> AkkoordPlugin:
    """The plugin of a worker with these settings."""
    keys = load_key_ring(settings.seal_public_keys, settings.seal_directory)
    means = worker.Means(pool, keys, client)
    return AkkoordPlugin(keys, worker.duties(settings, places(settings), means))


async def turns_worker(
    address: str,
    settings: Settings,
    pool: Pool,
    **options: Any,  # noqa: ANN401 - the worker's own
) -> Worker:
    """A worker that takes turns only: on another server, or in another way."""
    by_hand = await engine_client(settings, address)
    client = await engine_client(settings, address, plugin_of(settings, pool, by_hand))
    return Worker(client, task_queue=settings.turns_queue, **options)
