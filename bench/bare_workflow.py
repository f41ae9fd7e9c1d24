"""The bare loop's workflow: it waits, and for each signal has nothing done."""

import asyncio
from datetime import timedelta

from temporalio import activity, workflow

from domain.pointers import Pointer

PATIENCE = timedelta(seconds=60)


@workflow.defn(name="bare")
class BareWorkflow:
    """As idle as an agreement, and as ready to be signalled."""

    @workflow.run
    async def run(self) -> None:
        """Wait, for good."""
        await workflow.wait_condition(lambda: False)

    @workflow.signal
    async def hear(self, pointer: Pointer) -> None:
        """Have one activity done."""
        await workflow.execute_activity("nothing", pointer, start_to_close_timeout=PATIENCE)


class Nothing:
    """The activity, which knows how often it is still to be done."""

    def __init__(self) -> None:
        self._expected, self._done = 0, asyncio.Event()

    def expect(self, number: int) -> asyncio.Event:
        """Return what is set when it was done so often."""
        self._expected, self._done = number, asyncio.Event()
        return self._done

    @activity.defn(name="nothing")
    async def nothing(self, pointer: Pointer) -> None:
        """Do nothing."""
        del pointer
        self._expected -= 1
        if self._expected == 0:
            self._done.set()
