"""What was measured, and which of the issue's bounds it holds or breaks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from bench.comparing import Compared
from bench.costs import Costs
from bench.fan_out import Pair
from bench.gate import GOAL as GATE_GOAL
from bench.gate import GateFigures
from bench.interrupted import Interrupted
from bench.open_agreements import CACHED, MOST_BYTES, MOST_GROWTH, Growth

GOAL = 0.9  # of the ratio of the fan-out to the bare loop
MOST_EVENTS, MOST_PAYLOAD, MOST_MEMORY = 2_000, 200_000, 50 * 2**20


@dataclass(frozen=True, slots=True)
class FanOut:
    """Of the fan-out; what was not asked for is absent."""

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


@dataclass(frozen=True, slots=True)
class Figures:
    """All of one run; what was not asked for is absent."""

    fan_out: FanOut = FanOut()
    compared: Sequence[Compared] = ()
    growth: Growth | None = None
    gate: GateFigures | None = None


def broken(figures: Figures) -> tuple[str, ...]:
    """Name every bound that must hold and does not."""
    faults = dict.fromkeys(fault for one in figures.compared for fault in one.faults)
    return (*_not_whole(figures.fan_out), *_too_large(figures.fan_out), *faults)


def short(figures: Figures) -> tuple[str, ...]:
    """Name every goal that is not reached."""
    return (*_slow(figures), *_missed(figures.compared), *_grown(figures.growth))


def _slow(figures: Figures) -> Iterator[str]:
    pairs = figures.fan_out.pairs
    if pairs and (middle := median(pair.ratio for pair in pairs)) < GOAL:
        yield f"the fan-out reaches {middle:.2f} of the bare loop; the goal is {GOAL}"
    if figures.gate and figures.gate.ratio > GATE_GOAL:
        yield f"a yes of the gate takes {figures.gate.ratio:.2f} bare queries; at most {GATE_GOAL}"


def _missed(compared: Sequence[Compared]) -> Iterator[str]:
    for one in compared:
        if not one.is_reached:
            yield f"{one.name}: {one.ratio:.2f} of {one.against}; the goal is {one.goal}"


def _grown(growth: Growth | None) -> Iterator[str]:
    if growth is None:
        return
    many = f"at {growth.sizes[-1].agreements:,} open agreements"
    if growth.factor > MOST_GROWTH:
        yield f"a command {many} takes {growth.factor:.2f} times as long; at most {MOST_GROWTH}"
    if (each := growth.bytes_each or 0) > MOST_BYTES:
        yield f"the worker keeps {each:,.0f} bytes for each {many}; at most {MOST_BYTES:,}"


def _not_whole(figures: FanOut) -> Iterator[str]:
    for pair in (*figures.pairs, *([figures.growth] if figures.growth else [])):
        if not pair.receipts.is_whole:
            yield f"{pair.market.name}: {pair.receipts}"
    if (cut := figures.interrupted) is None:
        return
    if not cut.receipts.is_whole:
        yield f"interrupted: {cut.receipts}"
    if cut.broken_chains:
        yield f"interrupted: {cut.broken_chains} chains are broken"


def _too_large(figures: FanOut) -> Iterator[str]:
    for costs in filter(None, (figures.costs, figures.growth_costs)):
        if costs.largest.history_events > MOST_EVENTS:
            yield f"a history of {costs.largest.history_events:,} events; at most {MOST_EVENTS:,}"
        if costs.largest.payload_bytes > MOST_PAYLOAD:
            yield f"a payload of {costs.largest.payload_bytes:,} bytes; at most {MOST_PAYLOAD:,}"
    grown = figures.memory_grown or 0
    if grown > MOST_MEMORY and _is_large_enough(figures):
        yield f"the worker grew by {grown / 2**20:.0f} MiB; at most {MOST_MEMORY / 2**20:.0f}"


def _is_large_enough(figures: FanOut) -> bool:
    """Below, the worker still fills its cache of workflows: what it grows says nothing."""
    return all(pair.market.agreements >= CACHED for pair in figures.pairs)
