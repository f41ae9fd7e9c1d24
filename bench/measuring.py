"""One run of measurements: what is wanted, one thing after the other, on servers of our own."""

from contextlib import AsyncExitStack
from dataclasses import dataclass
from enum import StrEnum

from adapters.local.progress import Say
from bench.appending import appending
from bench.bare import Bare, bare
from bench.comparing import Compared
from bench.costs import costs
from bench.fan_out import pair
from bench.figures import FanOut, Figures
from bench.gate import gate
from bench.interrupted import interrupted
from bench.latency import latency
from bench.log_reading import log_reading
from bench.market import Board, Market
from bench.open_agreements import Growth, open_agreements
from bench.remembering import remembering
from bench.replaying import replaying
from bench.site import Site, site
from bench.walking import walked_before, walks
from bench.worker_process import WorkerProcess
from settings import Settings

GROWTH = 10  # times as many agreements
TIMES = 7  # that the gate's lists are made


class Part(StrEnum):
    """What can be measured by itself."""

    FAN_OUT = "fan-out"
    APPEND = "append"
    LOG = "log"
    WALKS = "walks"
    LATENCY = "latency"
    REPLAY = "replay"
    MEMORY = "memory"
    GATE = "gate"
    GROWTH = "growth"
    OPEN = "open"
    INTERRUPTED = "interrupted"


SLOW = frozenset({Part.GROWTH, Part.OPEN, Part.INTERRUPTED})
"""Once for each release."""
EVERY_TIME = frozenset(Part) - SLOW
FANNED_OUT = frozenset({Part.FAN_OUT, Part.GROWTH, Part.INTERRUPTED})
ALIVE = frozenset({Part.WALKS, Part.LATENCY, Part.REPLAY, Part.MEMORY, Part.OPEN})


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which parts, how many agreements at one time, and how many pairs."""

    parts: frozenset[Part] = EVERY_TIME
    agreements: int = 1_000
    pairs: int = 5
    kills: tuple[int, ...] = tuple(range(1, 10))  # at so many tenths

    @property
    def pairs_needed(self) -> int:
        """Growth is seen beside one pair at least."""
        if Part.FAN_OUT in self.parts:
            return self.pairs
        return 1 if Part.GROWTH in self.parts else 0

    def part(self, number: int) -> int:
        """Return one in so many of the agreements, and a few at least."""
        return max(self.agreements // number, 4)


async def measured(settings: Settings, wanted: Wanted, say: Say) -> Figures:
    """Run servers of our own, measure, and leave nothing behind."""
    compared = await _stored(wanted, say)
    asked = None
    if Part.GATE in wanted.parts:
        asked = await gate(wanted.agreements, wanted.agreements, TIMES, say)
    fan_out, growth = FanOut(), None
    if wanted.parts & ALIVE:
        async with site(settings, say) as here:
            lived, growth = await _lived(here, wanted)
            compared += lived
    if wanted.parts & FANNED_OUT:
        async with site(settings, say) as here:
            fan_out = await _fanned_out(here, wanted)
    return Figures(fan_out, compared, growth, asked)


async def _stored(wanted: Wanted, say: Say) -> list[Compared]:
    """Measure what needs no engine."""
    found: list[Compared] = []
    if Part.APPEND in wanted.parts:
        found += await appending(wanted.part(10), wanted.pairs, say)
    if Part.LOG in wanted.parts:
        found += await log_reading(wanted.part(5), wanted.pairs, say)
    return found


async def _lived(site: Site, wanted: Wanted) -> tuple[list[Compared], Growth | None]:
    """Measure agreements that live; letters lie meanwhile, for no other shape writes any."""
    other = WorkerProcess(site.system.settings, "bench.other_worker")
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(site.post_office_closed())
        stack.push_async_callback(other.end)
        await other.begin()
        found = [*await _walked(site, wanted), *await _asked(site, wanted, other)]
        growth = await _grown(site, wanted) if Part.OPEN in wanted.parts else None
    return found, growth


async def _walked(site: Site, wanted: Wanted) -> list[Compared]:
    """Measure whole walks; what is replayed is one of them."""
    agreements, found = wanted.part(20), list[Compared]()
    if Part.WALKS in wanted.parts:
        found += await walks(site, agreements, wanted.pairs)
    if Part.REPLAY in wanted.parts:
        market = await walked_before(site, agreements)
        found.append(await replaying(site, str(market.place(Board(1))), wanted.pairs))
    return found


async def _asked(site: Site, wanted: Wanted, other: WorkerProcess) -> list[Compared]:
    found: list[Compared] = []
    if Part.LATENCY in wanted.parts:
        found += await latency(site, wanted.part(5), wanted.pairs)
    if Part.MEMORY in wanted.parts:
        found.append(await remembering(site, other, wanted.part(10), wanted.pairs))
    return found


async def _grown(site: Site, wanted: Wanted) -> Growth:
    number = wanted.agreements
    return await open_agreements(site, (number // GROWTH, number, number * GROWTH), wanted.part(20))


async def _fanned_out(site: Site, wanted: Wanted) -> FanOut:
    address, namespace = site.system.addresses.temporal, site.gateway.client.namespace
    concurrency = site.system.settings.fan_out_concurrency
    async with bare(address, namespace, concurrency) as other:
        return await _measured(site, other, wanted)


async def _measured(site: Site, bare: Bare, wanted: Wanted) -> FanOut:
    pairs = [
        await pair(site, bare, Market(f"pair-{one}", wanted.agreements), ours_first=one % 2 == 1)
        for one in range(1, wanted.pairs_needed + 1)
    ]
    cost = await costs(site, pairs[0].market) if pairs else None
    grown, grown_cost = None, None
    if Part.GROWTH in wanted.parts:
        many = Market("ten-times", GROWTH * wanted.agreements)
        grown = await pair(site, bare, many, ours_first=True)
        grown_cost = await costs(site, many)
    cut = None
    if Part.INTERRUPTED in wanted.parts:
        cut = await interrupted(site, Market("interrupted", wanted.agreements), wanted.kills)
    return FanOut(tuple(pairs), cost, grown, grown_cost, cut)
