"""A worker that is killed at every step of an announcement: everybody hears of it, once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from domain.agreement.terms import DEMONSTRATION
from domain.pointers import Pointer
from gateway import intake
from settings import Settings
from tests.journeys.clocks import calm
from tests.journeys.journey import Journey, begun
from tests.journeys.leaflets import NEW_PURPOSE
from tests.journeys.running import Servers
from tests.journeys.system import System
from tests.journeys.test_killed import own_servers, own_system, worker_process

__all__ = ["own_servers", "own_system"]  # fixtures

STEPS = (
    "message.accepted",
    "leaflet.announced",
    "message.announced",
    "change.received",
    "announcement.told",
)


async def stored(system: System, event_type: str) -> int:
    """How many events of a type there are."""
    counted = await system.pool.fetchval("SELECT count(*) FROM event WHERE type = $1", event_type)
    return int(counted)


@asynccontextmanager
async def killed_at(
    step: str, system: System, settings: Settings, servers: Servers
) -> AsyncIterator[None]:
    """Run a worker for the block and on, until the step is stored; then kill it."""
    async with worker_process(settings, servers) as doomed:
        yield
        async with asyncio.timeout(60):
            while not await stored(system, step):  # noqa: ASYNC110 - the worker stores it
                await asyncio.sleep(0.005)
        doomed.kill()


@pytest.mark.timeout(240)
async def test_story_29_an_announcement_survives_a_kill_at_each_of_its_steps(
    settings: Settings, own_servers: Servers, own_system: System
) -> None:
    first = await begun(own_system)
    journeys = [first, await begun(own_system, first.line), await begun(own_system, first.line)]
    for journey in journeys:
        journey.calm = calm(DEMONSTRATION)
    async with worker_process(settings, own_servers):
        await asyncio.gather(*(journey.active() for journey in journeys))
        await first.line.registered(own_system)
    said = first.line.announcement(own_system, NEW_PURPOSE, "change-1")

    await intake.send(own_system.gateway, await first.line.message(own_system, said))
    for step in STEPS:
        async with killed_at(step, own_system, settings, own_servers):
            pass
    async with worker_process(settings, own_servers):
        for journey in journeys:
            await journey.happened("change.proposed")

    for journey in journeys:
        assert await journey.count("change.received") == 1
        assert await journey.count("change.proposed") == 1
    assert [await stored(own_system, step) for step in STEPS] == [1, 1, 1, len(journeys), 1]


async def test_a_forged_pointer_says_nothing(journey: Journey) -> None:
    await journey.active()
    await journey.line.registered(journey.system)
    before = await journey.decided()

    await journey.handle.signal("hear", Pointer(event="product:somebody:else#3"))
    product = journey.system.client.get_workflow_handle(str(journey.line.place))
    answer = await product.execute_update("announce", Pointer(event=f"{journey.place}#1"))

    assert answer["outcome"]["result"] == "refused"
    assert answer["outcome"]["faults"][0]["code"] == "no_such_message"
    assert await journey.decided() == before
