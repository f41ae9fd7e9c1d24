"""The worker: joins settings, servers, activities and workflows, and runs until it is told to end.

Nothing imports it.
"""

import asyncio
import gc
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import structlog
from temporalio.client import Client
from temporalio.worker import Worker

from activities.announcements import AnnouncementActivities, Pace
from activities.delivering import Delivery
from activities.documents import DocumentActivities
from activities.events import EventActivities
from activities.intakes import IntakeActivities
from activities.letters import LetterActivities
from activities.products import ProductActivities
from adapters.announcements import StoredAnnouncements
from adapters.checkpointing import checkpoints_written
from adapters.codec import CodecKeysUnreadableError
from adapters.leaving import leave
from adapters.local.errors import LocalSystemError
from adapters.local.places import Places, places
from adapters.logs import configure_logs
from adapters.mailer import MailAddressError, SmtpMailer, smtp_server
from adapters.measures import MetricsAddressError
from adapters.migrations import MigrationError, check_migrated
from adapters.opening import Opener
from adapters.oversight import overseen
from adapters.pollers import polling
from adapters.postgres import (
    DatabaseAddressError,
    DatabaseUnavailableError,
    Pool,
    open_pool,
)
from adapters.product_facts import StoredProductFacts
from adapters.products import known_product
from adapters.seal import KeyRing, KeyUnreadableError, load_key_ring
from adapters.serving import ServingAddressError
from adapters.storage import StorageAddressError, StorageUnavailableError, open_storage
from adapters.workforce import SLACK, Workforce, asked_for, give_up_after
from domain.letters import PATIENCE
from environment import SettingsError
from gateway.engine import engine_client
from gateway.namespace import RETENTION, retention
from gateway.post import Post
from gateway.refusals import EngineAwayError, EngineFaultError
from settings import Settings, read_settings
from workflows.plugin import LETTERS, TURNS, AkkoordPlugin, Duties, versioned

CANNOT_START = (
    SettingsError,
    LocalSystemError,
    EngineAwayError,
    EngineFaultError,
    DatabaseUnavailableError,
    DatabaseAddressError,
    MigrationError,
    KeyUnreadableError,
    CodecKeysUnreadableError,
    MailAddressError,
    StorageAddressError,
    StorageUnavailableError,
    MetricsAddressError,
    ServingAddressError,
)
TASKS_AT_ONCE = 16
AWAY = 3  # the exit code where a server is away, or not as it must be


log = structlog.get_logger("worker")


@dataclass(frozen=True, slots=True)
class Means:
    """What the worker's activities work with."""

    pool: Pool
    keys: KeyRing
    client: Client  # for what one workflow makes another do


def duties(settings: Settings, found: Places, means: Means) -> dict[str, Duties]:
    """Return what is done for each task queue: letters never hold up a turn."""
    return {
        settings.turns_queue: Duties(TURNS, _turns(settings, found, means)),
        settings.letters_queue: Duties(LETTERS, _letters(settings, found, means.pool).activities),
    }


def _turns(settings: Settings, found: Places, means: Means) -> tuple[Callable[..., Any], ...]:
    pool, client = means.pool, means.client
    events = EventActivities.on(pool, settings.policy)
    documents = DocumentActivities.on(
        pool, open_storage(found.storage_url, settings.state_directory / "storage")
    )
    pace = Pace(settings.fan_out_concurrency, settings.fan_out_rate)
    announcements = AnnouncementActivities(StoredAnnouncements(pool), client, pace)
    products = ProductActivities(StoredProductFacts(pool))
    opener = Opener(pool, means.keys, known_product, settings.policy)
    intakes = IntakeActivities(opener, client)
    return (
        *events.activities,
        *announcements.activities,
        *intakes.activities,
        products.gather_product,
        documents.file_document,
    )


def _letters(settings: Settings, found: Places, pool: Pool) -> LetterActivities:
    return LetterActivities(
        Delivery(
            pool=pool,
            mailer=SmtpMailer(smtp_server(found.smtp_url), settings.mail_from),
            patience=PATIENCE[settings.policy],
            contact=settings.mail_from,
            clock=_now,
        )
    )


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the hour enters here


@asynccontextmanager
async def working(settings: Settings) -> AsyncIterator[None]:
    """Work for the length of the block, and finish what was begun."""
    found = places(settings)
    keys = load_key_ring(settings.seal_public_keys, settings.seal_directory)
    async with AsyncExitStack() as stack:
        enter = stack.enter_async_context
        oversight = await enter(overseen(settings.health_address, settings.metrics_address))
        pool = await enter(open_pool(found.database_url))
        await check_migrated(pool)
        signing = await enter(checkpoints_written(settings, pool, _now))
        at = partial(engine_client, settings, found.temporal)
        means = Means(pool, keys, await at(runtime=oversight.runtime))
        plugin = AkkoordPlugin(keys, duties(settings, found, means), oversight.measures)
        client = await at(plugin, oversight.runtime)
        workers = _workers(client, settings)
        await enter(polling(workers.values()))
        await Post(client, settings.letters_queue, settings.post_office, settings.policy).open()
        await _tell_how_long_it_remembers(client)
        await enter(oversight.over(pool, client, workers, settings.verify_every, signing))
        log.info("worker.ready", **{name: one.task_queue for name, one in workers.items()})
        yield


async def _tell_how_long_it_remembers(client: Client) -> None:
    """Warn where histories are gone before a restored log may need them.

    Who may not ask works all the same: `akkoord migrate` says it too.
    """
    try:
        kept = await retention(client)
    except (EngineAwayError, EngineFaultError) as error:
        log.warning("namespace.retention_unknown", reason=type(error).__name__)
        return
    if kept < RETENTION:
        log.warning("namespace.retention_short", days=kept.days, needed=RETENTION.days)


def _workers(client: Client, settings: Settings) -> dict[str, Worker]:
    return {
        "letters": _worker(client, settings, settings.letters_queue, None),
        "turns": _worker(client, settings, settings.turns_queue, settings.build),
    }


def _worker(client: Client, settings: Settings, queue: str, build: str | None) -> Worker:
    return Worker(
        client,
        task_queue=queue,
        deployment_config=versioned(build) if build else None,
        # The task queue of one worker alone is given up when that worker is dead: signals and
        # timers go on after this time, instead of the usual ten seconds.
        sticky_queue_schedule_to_start_timeout=timedelta(seconds=settings.given_up_after),
        graceful_shutdown_timeout=timedelta(seconds=settings.grace),
        # Tasks share one interpreter. With fewer of them at a time each is done well within its
        # limit, also when all are replayed because another worker died; and no fewer a second.
        max_concurrent_workflow_tasks=TASKS_AT_ONCE,
    )


async def main(index: int = 0) -> int:
    """Work until SIGTERM or SIGINT; returns the exit code."""
    told_to_end = _told_to_end()
    configure_logs("auto")
    try:
        settings = read_settings().of_process(index)
        configure_logs(settings.log_format)
        async with working(settings):
            # What was loaded stays for good: garbage is looked for in what comes. Not more seldom:
            # workflows that left the cache are garbage, some 100 kB each.
            gc.collect()
            gc.freeze()
            await told_to_end.wait()
            log.info("worker.ending")
            give_up_after(settings.grace + SLACK)
    except CANNOT_START as error:
        log.error("worker.cannot_start", reason=f"{type(error).__name__}: {error}")  # noqa: TRY400 - the reason is enough
        return AWAY
    log.info("worker.ended")
    return 0


async def several(count: int) -> int:
    """See that so many processes work until SIGTERM or SIGINT; returns the exit code."""
    told_to_end = _told_to_end()
    configure_logs("auto")
    try:
        settings = read_settings()
    except SettingsError as error:
        log.error("worker.cannot_start", reason=f"{type(error).__name__}: {error}")  # noqa: TRY400 - the reason is enough
        return AWAY
    configure_logs(settings.log_format)
    command = [sys.executable, __file__, "--index"]
    return await Workforce(command, count, settings.grace + 2 * SLACK).work(told_to_end)


def _told_to_end() -> asyncio.Event:
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    return told


if __name__ == "__main__":
    asked = asked_for(sys.argv[1:])
    leave(asyncio.run(main(asked.index) if asked.processes == 1 else several(asked.processes)))
