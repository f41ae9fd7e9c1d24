"""`python -m bench.other_worker`: a worker of the other shapes, in a process as ours is in one."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from typing import Any

import structlog
from temporalio.client import Client
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from activities.announcements import AnnouncementActivities, Pace
from activities.documents import DocumentActivities
from activities.events import EventActivities
from adapters.announcements import StoredAnnouncements
from adapters.leaving import leave
from adapters.local.system import Addresses, addresses_of_running
from adapters.logs import configure_logs
from adapters.postgres import Pool, engine_url, open_pool
from adapters.seal import load_key_ring
from adapters.storage import open_storage
from bench.shapes import (
    BareAgreement,
    NaiveAgreement,
    NaiveCodec,
    do_nothing,
    send_letter,
    store_event,
)
from gateway.engine import converter
from settings import Settings, read_settings
from workflows.plugin import AkkoordPlugin, Duties

BARE_QUEUE, NAIVE_QUEUE = "bench-bare-agreements", "bench-naive-agreements"

log = structlog.get_logger("other")


@asynccontextmanager
async def working(settings: Settings) -> AsyncIterator[None]:
    """Work for both queues for the length of the block."""
    found = addresses_of_running(settings)
    async with AsyncExitStack() as stack:
        pool = await stack.enter_async_context(open_pool(engine_url(found.database_url)))
        await stack.enter_async_context(_bare(await _client(settings, found.temporal)))
        client = await _naive_client(settings, found, pool)
        await stack.enter_async_context(Worker(client, task_queue=NAIVE_QUEUE))
        yield


def _bare(client: Client) -> Worker:
    """Return a worker without a sandbox, as ours."""
    return Worker(
        client,
        task_queue=BARE_QUEUE,
        workflows=[BareAgreement],
        activities=[do_nothing],
        workflow_runner=UnsandboxedWorkflowRunner(),
    )


async def _client(settings: Settings, address: str, **also: Any) -> Client:  # noqa: ANN401 - the SDK's
    given = {"data_converter": converter()} | also
    return await Client.connect(address, namespace=settings.temporal_namespace, **given)


async def _naive_client(settings: Settings, found: Addresses, pool: Pool) -> Client:
    """Return a client whose workers check seals, and do all that the engine's do for a turn.

    What they write travels as it is: to deflate it is a part of our shape.
    """
    plain = await _client(settings, found.temporal)
    storage = open_storage(found.storage_url, settings.state_directory / "storage")
    activities: tuple[Callable[..., Any], ...] = (
        *EventActivities.on(pool, settings.policy).activities,
        *AnnouncementActivities(StoredAnnouncements(pool), plain, Pace()).activities,
        DocumentActivities.on(pool, storage).file_document,
        store_event,
        send_letter,
    )
    keys = load_key_ring(settings.seal_public_keys, settings.seal_directory)
    duties = {NAIVE_QUEUE: Duties((NaiveAgreement,), activities)}
    return await _client(
        settings,
        found.temporal,
        data_converter=replace(converter(), payload_codec=NaiveCodec({})),
        plugins=[AkkoordPlugin(keys, duties)],
    )


async def main() -> None:
    """Work until told to end."""
    told_to_end = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told_to_end.set)
    settings = read_settings()
    configure_logs(settings.log_format)
    async with working(settings):
        log.info("worker.ready")
        await told_to_end.wait()


if __name__ == "__main__":
    asyncio.run(main())
    leave(0)
