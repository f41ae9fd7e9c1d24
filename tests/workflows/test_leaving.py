"""What a worker no longer keeps is gone at once: it does not wait for the garbage collector."""

import asyncio
import gc
from collections.abc import Iterator
from weakref import WeakSet

import pytest
from temporalio import workflow
from temporalio.client import Client, WorkflowHandle
from temporalio.worker import UnsandboxedWorkflowRunner, Worker, WorkflowRunner

from workflows.runner import PlainRunner

QUEUE = "leaving"
KEPT, MORE = 2, 5
here: "WeakSet[Waits]" = WeakSet()


@workflow.defn
class Waits:
    """Waits for ever as our workflows do: with a condition, and a task of its own that is due."""

    def __init__(self) -> None:
        here.add(self)
        self._asked = 0

    @workflow.run
    async def run(self) -> None:
        hours = asyncio.create_task(self._hours())
        await workflow.wait_condition(lambda: self._asked < 0 or hours.done())

    @workflow.update
    async def ask(self) -> int:
        self._asked += 1
        return self._asked

    async def _hours(self) -> None:
        while True:
            await workflow.sleep(3600)


@pytest.fixture
def _without_collector() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


async def _those_that_are_here(client: Client, runner: WorkflowRunner, name: str) -> int:
    """Ask more workflows than the worker keeps, twice over; returns how many it has in memory."""
    here.clear()
    async with Worker(
        client,
        task_queue=QUEUE,
        workflows=[Waits],
        workflow_runner=runner,
        max_cached_workflows=KEPT,
    ):
        met = [await _begun(client, f"{name}-{number}") for number in range(KEPT + MORE)]
        for times in (1, 2):
            assert [await one.execute_update(Waits.ask) for one in met] == [times] * len(met)
        known = len(here)
        for one in met:
            await one.terminate()
    return known


async def _begun(client: Client, name: str) -> WorkflowHandle[Waits, None]:
    return await client.start_workflow(Waits.run, id=name, task_queue=QUEUE)


@pytest.mark.usefixtures("_without_collector")
async def test_a_workflow_that_left_the_cache_is_gone(client: Client) -> None:
    assert await _those_that_are_here(client, PlainRunner(), "gone") <= KEPT + 1


@pytest.mark.usefixtures("_without_collector")
async def test_the_runner_of_the_sdk_would_leave_each_to_the_collector(client: Client) -> None:
    assert await _those_that_are_here(client, UnsandboxedWorkflowRunner(), "left") > KEPT + MORE
