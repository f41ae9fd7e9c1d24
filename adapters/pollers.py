"""Workers that ask their task queues for work, and whether the Temporal server knows of them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta

from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import (
    DescribeTaskQueueRequest,
    GetSystemInfoRequest,
)
from temporalio.client import Client
from temporalio.worker import Worker

Clock = Callable[[], datetime]
RECENT = timedelta(seconds=90)  # one long poll lasts a minute
ANSWER = timedelta(seconds=3)


class NotPollingError(Exception):
    """Nobody asks this task queue for work."""


@asynccontextmanager
async def polling(workers: Collection[Worker]) -> AsyncIterator[None]:
    """Have workers at work for the length of the block; at its end all have the same grace."""
    async with AsyncExitStack() as stack:
        for one in workers:
            await stack.enter_async_context(one)
        try:
            yield
        finally:
            await asyncio.gather(*(one.shutdown() for one in workers))


async def refuse_away(client: Client) -> None:
    """See that the server answers. Raises `RPCError`."""
    await client.workflow_service.get_system_info(GetSystemInfoRequest(), timeout=ANSWER)


async def refuse_unpolled(client: Client, worker: Worker, clock: Clock) -> None:
    """See that a worker runs and that the server knows who polls its queue.

    Not which process: the server tells those of one partition of the queue only.
    Raises `NotPollingError` or `RPCError`.
    """
    if not worker.is_running:
        raise NotPollingError(worker.task_queue)
    request = DescribeTaskQueueRequest(
        namespace=client.namespace,
        task_queue=TaskQueue(name=worker.task_queue),
        task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    )
    described = await client.workflow_service.describe_task_queue(request, timeout=ANSWER)
    now = clock()
    polled = (one.last_access_time.ToDatetime(UTC) for one in described.pollers)
    if not any(now - at < RECENT for at in polled):
        raise NotPollingError(worker.task_queue)
