"""An alarm: the workflow is woken at an instant, in every version of Python alike."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context, copy_context
from datetime import datetime, timedelta
from math import ceil

from temporalio import workflow
from temporalio.api.sdk.v1 import UserMetadata
from temporalio.worker._workflow_instance import _TimerOptions, _TimerOptionsCtxVar


@contextmanager
def alarm(at: datetime | None, summary: str) -> Iterator[None]:
    """Have the workflow woken at an instant, for the length of the block.

    `summary` is what people read of the timer in the Temporal UI.

    Not by `wait_condition(timeout=...)`: how that wakes differs between versions of Python, and
    a history that one has told must be told the same by the next.
    """
    if at is None:
        yield
        return
    ahead = max(at - workflow.now(), timedelta()) / timedelta(milliseconds=1)
    timer = _summed_up(summary).run(
        asyncio.get_running_loop().call_later, ceil(ahead) / 1000, lambda: None
    )
    try:
        yield
    finally:
        timer.cancel()


def _summed_up(summary: str) -> Context:
    """Return a context in which a timer gets a summary, which the loop itself cannot be given."""
    payload = workflow.payload_converter().to_payload(summary)
    context = copy_context()
    context.run(_TimerOptionsCtxVar.set, _TimerOptions(user_metadata=UserMetadata(summary=payload)))
    return context
