"""A workflow that the engine cannot go on with is listed, while it fails."""

import asyncio
from datetime import UTC, datetime

from gateway.dashboard import VIEWS
from tests.workflows.conftest import client, engine
from tests.workflows.engine import Engine

__all__ = ["client", "engine"]


async def test_a_workflow_whose_tasks_fail_is_listed(engine: Engine) -> None:
    (view,) = (one for one in VIEWS if one.name == "Failing workflows")
    place = str(engine.agreement)
    query = f"{view.at(datetime.now(UTC))} AND `WorkflowId`='{place}'"
    handle = await engine.client.start_workflow(
        "agreement", "no state", id=place, task_queue=engine.gateway.turns_queue
    )

    async with asyncio.timeout(100):
        while not (await engine.client.count_workflows(query)).count:  # noqa: ASYNC110 - the server's
            await asyncio.sleep(0.5)

    await handle.terminate("seen")
