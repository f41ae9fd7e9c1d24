"""The fan-out against the bare loop: as many signals to as many idle workflows."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bench.announcing import Receipts, announced, receipts, received_by
from bench.bare import Bare
from bench.market import Market
from bench.seeding import seed, start
from bench.site import Site, used


@dataclass(frozen=True, slots=True)
class Timed:
    """How long one side took, and the processor time of each process in it."""

    seconds: float
    processor: dict[str, float]


@dataclass(frozen=True, slots=True)
class Pair:
    """Both sides on as many workflows, one after the other."""

    market: Market
    ours: Timed
    bare: Timed
    receipts: Receipts
    memory: int  # of the worker, at rest behind it, in bytes

    @property
    def ratio(self) -> float:
        """The bare time in ours: 1 where the engine adds nothing."""
        return self.bare.seconds / self.ours.seconds

    @property
    def each(self) -> float:
        """Our seconds for one agreement."""
        return self.ours.seconds / self.market.agreements


async def opened(site: Site, market: Market) -> None:
    """Seed a market and start its workflows, until they are idle."""
    site.say(f"{market.name}: seeding {market.agreements:,} agreements")
    seeded = await seed(site.pool, site.owner_url, market, site.system.now())
    site.say(f"{market.name}: starting their workflows")
    await start(site.gateway.client, site.gateway.turns_queue, seeded)
    await site.shown(market.name, market.agreements)
    await site.at_rest()


async def pair(site: Site, bare: Bare, market: Market, *, ours_first: bool) -> Pair:
    """Measure both sides, each of them alone on the machine."""
    await opened(site, market)
    ids = await bare.start(market.name, market.agreements)
    await site.at_rest()
    if ours_first:
        ours, other = await _told(site, market), await _signalled(site, bare, ids)
    else:
        other, ours = await _signalled(site, bare, ids), await _told(site, market)
    measured = Pair(
        market=market,
        ours=ours,
        bare=other,
        receipts=await receipts(site.pool, market),
        memory=site.worker.memory,
    )
    site.say(f"{market.name}: {ours.seconds:.2f} s, bare {other.seconds:.2f} s")
    return measured


async def _told(site: Site, market: Market) -> Timed:
    """From the command of the announcement until the last receipt is durable."""

    async def told() -> None:
        await announced(site, market)
        await received_by(site.pool, market, market.agreements)

    site.say(f"{market.name}: the fan-out")
    return await _timed(site, told)


async def _signalled(site: Site, bare: Bare, ids: Sequence[str]) -> Timed:
    """From the first signal until the last activity was done."""
    site.say(f"{len(ids):,} bare signals")
    return await _timed(site, lambda: bare.signal(ids))


async def _timed(site: Site, work: Callable[[], Awaitable[None]]) -> Timed:
    """Take the time of some work, and then wait until all that it brought is over."""
    loop, before = asyncio.get_running_loop(), site.processor_time()
    begun = loop.time()
    await work()
    seconds = loop.time() - begun
    timed = Timed(seconds, used(before, site.processor_time()))
    await site.at_rest()
    return timed
