"""A workflow that no replay can tell again, by itself: a sandbox loads what it stands with."""

import time

from temporalio import workflow


@workflow.defn
class Restless:
    """Asks the machine for the time, which no replay can tell again."""

    @workflow.run
    async def run(self) -> float:
        return time.time()
