"""The bare loop's workflow: it waits, and for each signal has nothing done."""

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
    """The activity, which counts how often it was done."""

    def __init__(self) -> None:
        self.times = 0

    @activity.defn(name="nothing")
    async def nothing(self, pointer: Pointer) -> None:
        """Do nothing."""
        del pointer
        self.times += 1
