"""What an agreement takes of a worker's memory while it is cached, against an idle workflow."""

from dataclasses import dataclass

from bench.comparing import OURS, Amounts, Compared, Goal, Row, compared, in_turns
from bench.fan_out import opened
from bench.latency import started
from bench.market import Market
from bench.site import Site
from bench.walking import BARE_SIDE
from bench.worker_process import WorkerProcess

BYTES = "bytes"
ROW = Row(
    "memory of a cached agreement",
    BYTES,
    "an idle workflow that does nothing",
    BARE_SIDE,
    BYTES,
    Goal(1.5, at_most=True),
)


@dataclass(frozen=True, slots=True)
class Remembering:
    """Two workers whose caches fill: with so many more in each round."""

    site: Site
    other: WorkerProcess
    each: int

    async def ours(self, number: int) -> Amounts:
        before = self.site.worker.memory
        await opened(self.site, Market(f"memory-{number}", self.each))
        return {BYTES: max(self.site.worker.memory - before, 1) / self.each}

    async def bare(self, number: int) -> Amounts:
        before = self.other.memory
        await started(self.site, Market(f"memory-bare-{number}", self.each))
        await self.site.at_rest()
        return {BYTES: max(self.other.memory - before, 1) / self.each}


async def remembering(site: Site, other: WorkerProcess, agreements: int, rounds: int) -> Compared:
    """Measure on fresh workers; all rounds together fit into their caches."""
    for worker in (site.worker, other):
        await worker.end()
        await worker.begin()
    sides = Remembering(site, other, agreements)
    for warm in (0, -1):  # the first ones load what all later ones share
        await sides.ours(warm)
        await sides.bare(warm)
    return compared(ROW, await in_turns({OURS: sides.ours, BARE_SIDE: sides.bare}, rounds))
