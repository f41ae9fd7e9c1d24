"""Leaving a Temporal server that is not ours: what would go on there for ever is ended."""

from collections.abc import Iterable
from contextlib import suppress

from temporalio.client import Client
from temporalio.service import RPCError

from workflows.ids import post_office_id

REASON = "the demonstration is over, and its database is gone"


async def leave(client: Client, agreements: Iterable[str], post_office: int) -> None:
    """Terminate the workflows of this run that still wait for something."""
    for workflow_id in (*agreements, post_office_id(post_office)):
        with suppress(RPCError):  # it has ended by itself
            await client.get_workflow_handle(workflow_id).terminate(reason=REASON)
