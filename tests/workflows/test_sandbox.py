"""Our workflows run as they are; under a sandbox that watches them they do the same."""

import pytest
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.worker import Replayer, Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner

from tests.replay import archive
from tests.replay.lives import LIVES, whole
from tests.workflows.engine import NUMBERS, working
from tests.workflows.memory import Memory
from tests.workflows.restless import Restless
from tests.workflows.watching import sandbox
from workflows.plugin import AkkoordPlugin


async def test_a_whole_life_is_lived_under_the_eyes_of_the_sandbox(client: Client) -> None:
    async with working(client, Memory(), max_cached_workflows=0) as engine:
        await whole(engine)

        description = await engine.handle.describe()

    assert description.status is WorkflowExecutionStatus.COMPLETED
    assert engine.types[-1] == "agreement.closed"


@pytest.mark.parametrize("life", LIVES)
async def test_what_was_recorded_is_told_again_under_the_eyes_of_the_sandbox(life: str) -> None:
    replayer = Replayer(workflows=[], plugins=[AkkoordPlugin(runner=sandbox())])

    for history in archive.read(f"life_{life}"):
        await replayer.replay_workflow(history)


async def test_a_sandbox_that_watches_stops_what_cannot_be_told_again(client: Client) -> None:
    assert await cause_of_failure(client, sandbox()) == "time.time"
    assert await cause_of_failure(client, sandbox("tests")) == ""


async def cause_of_failure(client: Client, runner: SandboxedWorkflowRunner) -> str:
    """What the first task of the restless failed for; nothing where it did not."""
    queue = f"restless-{next(NUMBERS)}"
    async with Worker(client, task_queue=queue, workflows=[Restless], workflow_runner=runner):
        handle = await client.start_workflow(Restless.run, id=queue, task_queue=queue)
        async for event in handle.fetch_history_events(wait_new_event=True):
            if event.HasField("workflow_task_failed_event_attributes"):
                await handle.terminate()
                failure = event.workflow_task_failed_event_attributes.failure
                return "time.time" if "time.time" in failure.message else failure.message
    return ""
