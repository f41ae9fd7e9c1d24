"""An alarm: the workflow is woken at an instant, in every version of Python alike."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from math import ceil

from temporalio import workflow


@contextmanager
def alarm(at: datetime | None) -> Iterator[None]:
    """Have the workflow woken at an instant, for the length of the block.

    Not by `wait_condition(timeout=...)`: how that wakes differs between versions of Python, and
    a history that one has told must be told the same by the next.
    """
    if at is None:
        yield
        return
    ahead = max(at - workflow.now(), timedelta()) / timedelta(milliseconds=1)
    timer = asyncio.get_running_loop().call_later(ceil(ahead) / 1000, lambda: None)
    try:
        yield
    finally:
        timer.cancel()
