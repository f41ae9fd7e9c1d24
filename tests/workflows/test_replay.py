"""A history can be told again: by a worker that has forgotten it, and by one without keys."""

from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.worker import Replayer

from domain.agreement import commands as c
from tests.scenario import SUPPLIER, V2
from tests.workflows.engine import Engine, working
from tests.workflows.memory import Memory
from workflows.plugin import AkkoordPlugin


async def a_whole_life(engine: Engine) -> None:
    """From the offer to the last certificate."""
    await engine.active()
    change = c.ReceiveChange(change="mail", leaflet=V2.hash, announced_from=engine.now())
    await engine.ask(change, SUPPLIER)
    await engine.ask(c.ApproveChange(change="mail", leaflet=V2.hash))
    await engine.until("document.filed")
    await engine.ask(c.GiveNotice(reason="moving_on"))
    await engine.until("ending.opened")
    ending = next(one for one in engine.events if one.type == "ending.opened")
    await engine.ask(c.WaiveReturn(ending=ending.ending))
    for part in ending.parts:
        certificate = c.CertifyDestruction(ending=ending.ending, part=part, certificate="a" * 64)
        await engine.ask(certificate, SUPPLIER)


async def test_a_replay_needs_no_keys(engine: Engine) -> None:
    await a_whole_life(engine)
    await engine.handle.result()
    assert engine.types[-1] == "agreement.closed"

    await Replayer(workflows=[], plugins=[AkkoordPlugin()]).replay_workflow(
        await engine.handle.fetch_history()
    )


async def test_a_worker_that_keeps_nothing_replays_every_task(client: Client) -> None:
    async with working(client, Memory(), max_cached_workflows=0) as engine:
        await a_whole_life(engine)
        await engine.handle.result()

        description = await engine.handle.describe()

    assert description.status is WorkflowExecutionStatus.COMPLETED


async def test_a_compacted_history_is_replayed(engine: Engine) -> None:
    await engine.active()
    await engine.until("document.filed")
    await engine.compacted()
    await engine.ask(c.AddSchool(school="nieuwe-school"))

    await Replayer(workflows=[], plugins=[AkkoordPlugin()]).replay_workflow(
        await engine.handle.fetch_history()
    )
