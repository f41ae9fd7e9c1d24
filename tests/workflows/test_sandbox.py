"""The sandbox of our tests watches: it stops what cannot be told again."""

from temporalio.client import Client
from temporalio.worker import Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner

from tests.workflows.engine import NUMBERS
from tests.workflows.restless import Restless
from tests.workflows.sandbox import sandbox


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
