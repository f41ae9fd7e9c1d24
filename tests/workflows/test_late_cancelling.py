"""An activity that is told to stop when it is just over: the SDK warns, and its worker goes on.

Where that warning is an error, the worker no longer hears what it is told, and never stops.
"""

from temporalio import activity
from temporalio.bridge.proto.activity_task import Cancel
from temporalio.client import Client
from temporalio.worker import Worker


@activity.defn
async def rest() -> None:
    """Do nothing."""


async def test_a_worker_lives_on_when_it_is_told_to_stop_what_is_over(client: Client) -> None:
    async with Worker(client, task_queue="late-cancelling", activities=[rest]) as worker:
        heard = worker._activity_worker
        assert heard is not None
        heard._handle_cancel_activity_task(b"over", Cancel())
