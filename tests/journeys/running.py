"""Running the engine for journeys: the worker's own composition, on servers of this process."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from temporalio.worker import Worker

import worker
from adapters.postgres import Pool, engine_url
from adapters.seal import load_key_ring, private_pem, public_pem
from gateway.engine import engine_client
from settings import PolicyName, Settings
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


def plugin_of(settings: Settings, pool: Pool) -> AkkoordPlugin:
    """The plugin of a worker with these settings."""
    keys = load_key_ring(settings.seal_public_keys, settings.seal_directory)
    return AkkoordPlugin(keys.check, worker.duties(settings, worker.places(settings), pool))


async def turns_worker(
    address: str,
    settings: Settings,
    pool: Pool,
    **options: Any,  # noqa: ANN401 - the worker's own
) -> Worker:
    """A worker that takes turns only: on another server, or in another way."""
    client = await engine_client({}, address, plugin_of(settings, pool))
    return Worker(client, task_queue=settings.turns_queue, **options)
