"""Everything at once: the servers, the schema, the keys, and a worker of our own beside them."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest
from temporalio.client import Client

from adapters.local import processes
from adapters.local.progress import Say
from adapters.local.system import Addresses, running
from adapters.migrations import migrate
from adapters.postgres import engine_url
from adapters.seal import load_key_ring, load_sealer
from gateway.engine import engine_client
from gateway.namespace import register_search_attributes
from settings import Settings

WORKER_PATIENCE = 30.0


@asynccontextmanager
async def whole_system(settings: Settings, say: Say) -> AsyncIterator[Addresses]:
    """Run servers and worker for the length of the block.

    Raises a `LocalSystemError`, a `MigrationError`, `DatabaseUnavailableError`.
    """
    async with running(settings, say) as addresses:
        await prepared(settings, addresses, say)
        say("starting the worker")
        program = worker_program(settings)
        async with processes.running(program, settings.run_directory) as process:
            client = await engine_client(settings.temporal_variables, addresses.temporal)
            await processes.until_ready(
                program, process, lambda: _polls(client, settings), WORKER_PATIENCE
            )
            yield addresses


async def prepared(settings: Settings, addresses: Addresses, say: Say) -> None:
    """Bring the database and the namespace to where this code needs them; make the keys."""
    owner = addresses.database_url
    applied = await migrate(owner, engine_url(owner, settings.engine_database_url))
    client = await engine_client(settings.temporal_variables, addresses.temporal)
    registered = await register_search_attributes(client)
    load_sealer(settings.seal_key, settings.seal_directory)
    load_key_ring(settings.seal_public_keys, settings.seal_directory)
    say(f"schema: {len(applied)} migrations applied, {len(registered)} search attributes new")


def worker_program(settings: Settings) -> processes.Program:
    """Return the worker as a program: it finds the servers through the state folder."""
    # The servers are those that we recorded, whatever else the environment names.
    without = (
        "-u",
        "DATABASE_URL",
        "-u",
        "ENGINE_DATABASE_URL",
        "-u",
        "SMTP_URL",
        "-u",
        "STORAGE_URL",
    )
    variables = (
        f"AKKOORD_STATE={settings.state_directory}",
        f"AKKOORD_POLICY={settings.policy}",
        f"AKKOORD_TURNS_QUEUE={settings.turns_queue}",
        f"AKKOORD_LETTERS_QUEUE={settings.letters_queue}",
    )
    command = ["env", *without, *variables, sys.executable, str(settings.root / "worker.py")]
    return processes.Program("worker", command, settings.run_directory / "worker.log")


async def _polls(client: Client, settings: Settings) -> bool:
    """Whether somebody takes turns from the queue."""
    asked = DescribeTaskQueueRequest(
        namespace=client.namespace,
        task_queue=TaskQueue(name=settings.turns_queue),
        task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    )
    return bool((await client.workflow_service.describe_task_queue(asked)).pollers)
