"""Who looks after a worker tells what it saw, and is put off by nothing."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

import pytest
from temporalio.runtime import Runtime

from adapters import watch as module
from adapters.event_store import PostgresEventStore
from adapters.health import Health
from adapters.local.ports import free_port
from adapters.measures import Measures, MetricsAddressError, measured_runtime
from adapters.postgres import DatabaseUnavailableError, Pool, connect
from adapters.watch import Watch
from tests.conftest import Database
from tests.operation.figures import figures, total
from tests.scenario import START, Story
from tests.stored import store_story


@cache
def served() -> tuple[str, Runtime]:
    """Figures of a runtime for all these tests, on a port that no other program was faster at."""
    for _ in range(5):
        address = f"127.0.0.1:{free_port()}"
        with suppress(MetricsAddressError):
            return address, measured_runtime(address)
    raise MetricsAddressError("no port is left")


@pytest.fixture(scope="module")
def measures() -> Measures:
    """What is measured there."""
    return Measures(served()[1].metric_meter)


@pytest.fixture
async def watch(pool: Pool, measures: Measures) -> Watch:
    await store_story(PostgresEventStore(pool), Story().offered())
    health = Health()
    health.begin({"database": _fine, "temporal": _broken})
    return Watch(measures, health, pool, lambda: START + timedelta(days=365))


async def _fine() -> None:
    pass


async def _broken() -> None:
    raise TimeoutError


async def told(name: str, **labels: str) -> float:
    return total(await figures(served()[0]), name, **labels)


async def test_it_tells_which_parts_are_ready(watch: Watch) -> None:
    await watch.look()
    assert await told("akkoord_ready", part="database") == 1
    assert await told("akkoord_ready", part="temporal") == 0


async def test_it_tells_what_is_late_and_when_it_looked(watch: Watch) -> None:
    await watch.look()
    assert await told("akkoord_deadlines_overdue") == 1
    seen = datetime.fromtimestamp(await told("akkoord_looked_timestamp_seconds"), START.tzinfo)
    assert seen == START + timedelta(days=365)


async def test_a_letter_that_is_settled_leaves_its_figure(watch: Watch, pool: Pool) -> None:
    await watch.look()
    assert await told("akkoord_letters", state="no_recipient") == 1
    await pool.execute("UPDATE letter SET state = 'resolved', resolution = 'told'")
    await watch.look()
    assert await told("akkoord_letters", state="no_recipient") == 0


async def test_it_tells_how_many_chains_are_broken(watch: Watch, database: Database) -> None:
    await watch.check_chains()
    assert await told("akkoord_chains_broken") == 0
    assert await told("akkoord_chains_events") == 1
    async with connect(database.owner_url) as connection:
        await connection.execute("SET session_replication_role = replica")
        await connection.execute("ALTER TABLE event DISABLE TRIGGER event_only_grows")
        await connection.execute("UPDATE event SET actor = 'person:other'")
    await watch.check_chains()
    assert await told("akkoord_chains_broken") == 1


@dataclass
class Signed:
    """What the checkpoints say."""

    settled_at: datetime | None
    contradicted: int


async def test_it_tells_when_the_log_was_last_signed_and_what_contradicts_it(
    pool: Pool, measures: Measures
) -> None:
    await Watch(measures, Health(), pool, lambda: START, Signed(START, 2)).look()
    assert await told("akkoord_checkpoint_timestamp_seconds") == START.timestamp()
    assert await told("akkoord_checkpoints_contradicted") == 2


async def test_it_goes_on_when_the_database_was_away(
    pool: Pool, measures: Measures, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOOK_EVERY", 0.0)
    asked, again = 0, asyncio.Event()

    def clock() -> datetime:
        nonlocal asked
        asked += 1
        if asked == 1:
            raise DatabaseUnavailableError
        again.set()
        return START

    looking = asyncio.create_task(Watch(measures, Health(), pool, clock).look_always())
    async with asyncio.timeout(10):
        await again.wait()
    looking.cancel()


def test_an_address_for_figures_that_is_not_ours_is_named() -> None:
    with pytest.raises(MetricsAddressError, match=r"203\.0\.113\.1:9464"):
        measured_runtime("203.0.113.1:9464")


def test_an_address_for_figures_that_does_not_exist_is_named() -> None:
    with pytest.raises(MetricsAddressError, match=r"nowhere\.invalid:9464"):
        measured_runtime("nowhere.invalid:9464")
