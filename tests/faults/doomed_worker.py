"""The worker, which the rig makes die at a point, or do without a guard: an entry point of its own.

Nothing of this is in the product: what follows is patched in before `worker.py` begins.
"""

import asyncio
import os

import worker
from adapters.leaving import leave
from tests.faults.clocks import short_clocks
from tests.faults.fail_points import FAIL_POINTS
from tests.faults.without import GUARDS


def doomed() -> None:
    """Set up what the environment names: where to die, and what to do without."""
    for name in filter(None, os.environ.get("RIG_DIE_AT", "").split(",")):
        FAIL_POINTS[name]()
    for name in filter(None, os.environ.get("RIG_WITHOUT", "").split(",")):
        GUARDS[name]()


if __name__ == "__main__":
    doomed()
    with short_clocks():
        code = asyncio.run(worker.main())
    leave(code)
