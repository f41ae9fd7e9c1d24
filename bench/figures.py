"""What was measured, and which of the issue's bounds it holds or breaks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from bench.costs import Costs
from bench.fan_out import Pair
from bench.interrupted import Interrupted

GOAL = 0.9  # of the ratio of the fan-out to the bare loop
CACHED = 1_000  # workflows that a worker keeps
MOST_EVENTS, MOST_PAYLOAD, MOST_MEMORY = 2_000, 200_000, 50 * 2**20


@dataclass(frozen=True, slots=True)
class Figures:
    """All of one run; what was not asked for is absent."""

    pairs: Sequence[Pair] = ()
    costs: Costs | None = None  # of the first pair's market
    growth: Pair | None = None
    growth_costs: Costs | None = None
    interrupted: Interrupted | None = None

    @property
    def growth_of_ours(self) -> float | None:
        """Time per agreement at ten times as many, in that at one time."""
        return self._grown(lambda pair: pair.ours.seconds)

    @property
    def growth_of_bare(self) -> float | None:
        """The same of the bare loop."""
        return self._grown(lambda pair: pair.bare.seconds)

    @property
    def memory_grown(self) -> int | None:
        """The worker's memory at ten times as many, less that at one time, in bytes."""
        return self.growth.memory - self.pairs[-1].memory if self.growth and self.pairs else None

    def _grown(self, seconds: Callable[[Pair], float]) -> float | None:
        if self.growth is None or not self.pairs:
            return None
        each = [seconds(pair) / pair.market.agreements for pair in self.pairs]
        return seconds(self.growth) / self.growth.market.agreements / median(each)


def broken(figures: Figures) -> tuple[str, ...]:
    """Name every bound that must hold and does not."""
    return (*_not_whole(figures), *_too_large(figures))


def short(figures: Figures) -> tuple[str, ...]:
    """Name every goal that is not reached."""
    if not figures.pairs or (middle := median(pair.ratio for pair in figures.pairs)) >= GOAL:
        return ()
    return (f"the fan-out reaches {middle:.2f} of the bare loop; the goal is {GOAL}",)


def _not_whole(figures: Figures) -> Iterator[str]:
    for pair in (*figures.pairs, *([figures.growth] if figures.growth else [])):
        if not pair.receipts.is_whole:
            yield f"{pair.market.name}: {pair.receipts}"
    if (cut := figures.interrupted) is None:
        return
    if not cut.receipts.is_whole:
        yield f"interrupted: {cut.receipts}"
    if cut.broken_chains:
        yield f"interrupted: {cut.broken_chains} chains are broken"


def _too_large(figures: Figures) -> Iterator[str]:
    for costs in filter(None, (figures.costs, figures.growth_costs)):
        if costs.largest.history_events > MOST_EVENTS:
            yield f"a history of {costs.largest.history_events:,} events; at most {MOST_EVENTS:,}"
        if costs.largest.payload_bytes > MOST_PAYLOAD:
            yield f"a payload of {costs.largest.payload_bytes:,} bytes; at most {MOST_PAYLOAD:,}"
    grown = figures.memory_grown or 0
    if grown > MOST_MEMORY and _is_large_enough(figures):
        yield f"the worker grew by {grown / 2**20:.0f} MiB; at most {MOST_MEMORY / 2**20:.0f}"


def _is_large_enough(figures: Figures) -> bool:
    """Below, the worker still fills its cache of workflows: what it grows says nothing."""
    return all(pair.market.agreements >= CACHED for pair in figures.pairs)
