"""Many workflows are begun again: stopped by Ctrl-C, run twice at once, and told what hinders."""

import asyncio
import json
import signal
from collections import Counter
from datetime import UTC, datetime

import pytest

from bench.market import Market
from bench.seeding import seed
from gateway.refusals import EngineAwayError
from tests.conftest import Database
from tests.journeys.journey import begun
from tests.journeys.lost import World
from workflows.agreement.workflow import AgreementWorkflow

MARKET = Market("bench-lost", 300)


async def running(world: World) -> Counter[str]:
    """The types of the workflows that run."""
    listed = world.system.client.list_workflows("ExecutionStatus = 'Running'")
    return Counter([one.workflow_type async for one in listed])


async def test_stopped_by_ctrl_c_it_tells_how_far_it_came_and_goes_on_the_next_time(
    here: World, database: Database
) -> None:
    await seed(here.system.pool, database.owner_url, MARKET, datetime.now(UTC))
    async with here.running(works=False):
        stopped = await here.begin("rebuild", "workflows", "--json")
        while not (await running(here))["agreement"]:  # noqa: ASYNC110 - the command's
            await asyncio.sleep(0.02)
        stopped.send_signal(signal.SIGINT)
        said, wrong = await stopped.communicate()
        begun_before = (await running(here))["agreement"]
        both = await asyncio.gather(
            here.akkoord("rebuild", "workflows"), here.akkoord("rebuild", "workflows")
        )
        types = await running(here)

    told = json.loads(said)
    assert (stopped.returncode, told["whole"]) == (1, False), wrong
    assert 0 < begun_before < MARKET.agreements
    assert [code for code, _ in both] == [0, 0]
    assert types == {"agreement": 300, "product": 1, "post-office": 1}


async def test_who_does_not_answer_is_named_and_replaced_only_on_demand(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with here.running() as system:
        journey = await begun(system)
        await journey.offered()
        monkeypatch.setattr(AgreementWorkflow, "_take_turn", failing)
        with pytest.raises(EngineAwayError):
            await journey.chose()
        left = await here.akkoord("rebuild", "workflows")
        monkeypatch.undo()
        replaced = await here.akkoord("rebuild", "workflows", "--replace")
        await journey.chose()

    place = str(journey.place)
    assert (left[0], left[1]["to_be_looked_at"]) == (1, {place: "silent"})
    assert replaced[0] == 0


async def failing(*_: object) -> None:
    """A turn that cannot be taken, for ever."""
    raise KeyError
