"""Whole agreements a second, what they take of the processors, and what they leave in histories."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from adapters.verify import verify
from bench.announcing import announced, received_by
from bench.comparing import OURS, Amounts, Compared, Goal, Rounds, Row, compared, in_turns
from bench.histories import cost_of, histories
from bench.lives import Step
from bench.market import Board, Market
from bench.pacing import each, reached
from bench.seeding import Seeded, prepare, start
from bench.site import Seconds, Site, used
from bench.walks import BARE, NAIVE, Shape, Walking, ours

CALLERS, LOOKED_AT = 50, 20
BARE_SIDE, NAIVE_SIDE = "bare", "naive"
NOT_COUNTED = ("bench",)  # who asks, and the mail server
RATE, PROCESSOR = "agreements a second", "processor seconds for each agreement"
EVENTS, BYTES, ACTIONS = "events", "bytes", "Actions"
BARE_PATH = "bare workflow: the same updates, one empty activity each"
NAIVE_PATH = "naive shape: an activity for each event and letter"
MOST, LITTLE_MORE = Goal(0.4, at_most=True), Goal(1.25, at_most=True)

ROWS = (
    Row("whole agreements a second", RATE, BARE_PATH, BARE_SIDE, RATE, Goal(0.8)),
    Row("whole agreements a second", RATE, NAIVE_PATH, NAIVE_SIDE, RATE, Goal(2)),
    Row("processor time of an agreement", PROCESSOR, BARE_PATH, BARE_SIDE, "s", LITTLE_MORE),
    Row("processor time of an agreement", PROCESSOR, NAIVE_PATH, NAIVE_SIDE, "s"),
    Row("history events of an agreement", EVENTS, NAIVE_PATH, NAIVE_SIDE, EVENTS, MOST),
    Row("history bytes of an agreement", BYTES, NAIVE_PATH, NAIVE_SIDE, BYTES, MOST),
    Row("Actions of an agreement", ACTIONS, NAIVE_PATH, NAIVE_SIDE, ACTIONS, MOST),
    Row("history events of an agreement", EVENTS, BARE_PATH, BARE_SIDE, EVENTS),
    Row("Actions of an agreement", ACTIONS, BARE_PATH, BARE_SIDE, ACTIONS),
)


@dataclass(slots=True)
class Walks:
    """The sides, each with a market of its own in every round."""

    site: Site
    agreements: int
    markets: list[Market] = field(default_factory=list)  # those of agreements with a log

    def side(self, name: str, shape: Shape) -> "Side":
        return Side(self, name, shape)


@dataclass(frozen=True, slots=True)
class Side:
    """One shape of agreements."""

    walks: Walks
    name: str
    shape: Shape

    async def __call__(self, number: int) -> Amounts:
        """Lead every agreement of a market through its walk."""
        site, market = self.walks.site, Market(f"walk-{self.name}-{number}", self.walks.agreements)
        await self._opened(market)
        walking = Walking(site, market, self.shape)
        first, then = walking.until_signed(), walking.behind_the_change()
        begun, before = asyncio.get_running_loop().time(), site.processor_time()
        await _walked(walking, first)
        await self._told(market)
        await _walked(walking, then, first=len(next(iter(first.values()))))
        seconds = asyncio.get_running_loop().time() - begun
        await self._filed(market)
        processor = processor_of(used(before, site.processor_time()))
        site.say(f"{market.name}: {market.agreements} agreements in {seconds:.1f} s")
        await site.at_rest()
        rates = {RATE: market.agreements / seconds, PROCESSOR: processor / market.agreements}
        return {**rates, **await _costs(site, market)}

    async def _opened(self, market: Market) -> None:
        """Register a product and announce its next leaflet: it waits for whoever comes."""
        site = self.walks.site
        product = await prepare(site.pool, site.owner_url, market, site.system.now())
        await start(site.gateway.client, site.gateway.turns_queue, Seeded(product, ()))
        await announced(site, market)
        await site.at_rest()

    async def _told(self, market: Market) -> None:
        """Wait until each has the change."""
        if self.shape is not BARE:
            self.walks.markets.append(market)
            await received_by(self.walks.site.pool, market, market.agreements)

    async def _filed(self, market: Market) -> None:
        """Wait until each has the document of what was signed: it is part of the work."""

        async def filed() -> int:
            return await _count(self.walks.site, market, "document.filed")

        if self.shape is not BARE:
            await reached(filed, market.agreements)


async def walked_before(site: Site, agreements: int) -> Market:
    """Lead a market of ours through its walk, for who looks at what is left of it."""
    all_of = Walks(site, agreements)
    await all_of.side("before", ours(site))(0)
    return all_of.markets[0]


async def walks(site: Site, agreements: int, rounds: int) -> tuple[Compared, ...]:
    """Measure all shapes; nothing but the walks goes on meanwhile."""
    all_of = Walks(site, agreements)
    sides = {
        OURS: all_of.side(OURS, ours(site)),
        BARE_SIDE: all_of.side(BARE_SIDE, BARE),
        NAIVE_SIDE: all_of.side(NAIVE_SIDE, NAIVE),
    }
    for side in sides.values():
        await side(0)  # what is loaded or built once is there before anything is timed
    came_to: Rounds = await in_turns(sides, rounds)
    faults = await _faults(site, all_of.markets)
    return tuple(compared(row, came_to, faults) for row in ROWS)


def processor_of(seconds: Seconds) -> float:
    """Sum up what workers and servers took."""
    return sum(took for name, took in seconds.items() if name not in NOT_COUNTED)


async def _walked(walking: Walking, asked: Mapping[Board, Sequence[Step]], first: int = 0) -> None:
    async def walked(one: tuple[Board, Sequence[Step]]) -> None:
        await walking.walked(*one, first)

    await each(asked.items(), walked, CALLERS)


async def _costs(site: Site, market: Market) -> Amounts:
    """Read what the first few left in their histories."""
    some = [str(market.place(board)) for board in market.boards()][:LOOKED_AT]
    mean = cost_of((await histories(site.gateway.client, some)).values()).each()
    return {EVENTS: mean["events"], BYTES: mean["bytes"], ACTIONS: mean["actions"]}


async def _count(site: Site, market: Market, event: str) -> int:
    return int(
        await site.pool.fetchval(
            "SELECT count(*) FROM event WHERE type = $1 AND split_part(stream_id, ':', 3) = $2",
            event,
            market.name,
        )
    )


async def _faults(site: Site, markets: Sequence[Market]) -> list[str]:
    """Name what is not right: every agreement has the whole walk on record, once and chained."""
    once = ("agreement.activated", "change.received", "change.approved", "notice.given")
    faults = [
        f"{market.name}: {event} {found} times"
        for market in markets
        for event in once
        if (found := await _count(site, market, event)) != market.agreements
    ]
    seen = await verify(site.pool)
    return faults + [f"{one.stream_id}: {one.fault}" for one in seen.broken]
