"""A fan-out whose worker is killed at every tenth, and begun again each time."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from adapters.verify import verify
from bench.announcing import Receipts, announced, receipts, received_by
from bench.fan_out import opened
from bench.market import Market
from bench.site import Site


@dataclass(frozen=True, slots=True)
class Interrupted:
    """Receipts there were at each kill, how long all took, and what was left in the end."""

    killed_at: tuple[int, ...]
    seconds: float
    receipts: Receipts
    broken_chains: int


async def interrupted(site: Site, market: Market, tenths: Iterable[int]) -> Interrupted:
    """Measure it on a market of its own; the tenths are the moments of the kills."""
    await opened(site, market)
    begun = asyncio.get_running_loop().time()
    await announced(site, market)
    killed_at = [await _killed(site, market, tenth) for tenth in tenths]
    await received_by(site.pool, market, market.agreements)
    seconds = asyncio.get_running_loop().time() - begun
    await site.at_rest()
    seen = await verify(site.pool)
    return Interrupted(
        killed_at=tuple(killed_at),
        seconds=seconds,
        receipts=await receipts(site.pool, market),
        broken_chains=len(seen.broken),
    )


async def _killed(site: Site, market: Market, tenth: int) -> int:
    """Kill the worker when so many tenths have a receipt; returns how many had at that moment."""
    there = await received_by(site.pool, market, market.agreements * tenth // 10)
    await site.worker.kill()
    site.say(f"{market.name}: killed at {there:,} of {market.agreements:,}")
    await site.worker.begin()
    return there
