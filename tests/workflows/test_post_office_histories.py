"""A post office that has much to do begins a new history before the old one grows long."""

import asyncio

from temporalio import activity
from temporalio.client import Client
from temporalio.worker import Worker

from domain.post import DeliverDue, Delivered, FindCases, FoundCases, PostOfficeOpened
from tests.workflows.engine import NUMBERS, RING
from tests.workflows.sandbox import sandbox
from workflows.plugin import LETTERS, AkkoordPlugin, Duties
from workflows.post_office import PostOfficeWorkflow

MOST = 2_000  # events


@activity.defn(name="deliver_due")
async def deliver_due(due: DeliverDue) -> Delivered:
    """Send as many as are asked for: there is always more."""
    return Delivered(sent=due.limit)


@activity.defn(name="find_cases")
async def find_cases(wanted: FindCases) -> FoundCases:
    del wanted
    return FoundCases()


async def test_it_ends_a_history_that_has_grown_though_rounds_are_left(client: Client) -> None:
    queue = f"busy-letters-{next(NUMBERS)}"
    duties = {queue: Duties(LETTERS, (deliver_due, find_cases))}
    plugin = AkkoordPlugin(RING, duties, runner=sandbox())
    async with Worker(client, task_queue=queue, plugins=[plugin]), asyncio.timeout(60):
        opened = PostOfficeOpened(rounds=10 * MOST)
        first = await client.start_workflow(
            PostOfficeWorkflow.run, opened, id=queue, task_queue=queue
        )
        office = client.get_workflow_handle(queue)
        while (await office.describe()).run_id == first.first_execution_run_id:  # noqa: ASYNC110 - the server's
            await asyncio.sleep(0.1)
        await office.terminate()

    old = client.get_workflow_handle(queue, run_id=first.first_execution_run_id)
    history = await old.fetch_history()
    assert len(history.events) < MOST
    assert "continued_as_new" in str(history.events[-1])
