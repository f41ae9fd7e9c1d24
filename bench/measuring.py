"""One run of measurements: what is wanted, one thing after the other, on one site."""

from dataclasses import dataclass
from enum import StrEnum

from adapters.local.progress import Say
from bench.bare import Bare, bare
from bench.costs import costs
from bench.fan_out import pair
from bench.figures import Figures
from bench.interrupted import interrupted
from bench.market import Market
from bench.site import Site, site
from settings import Settings

GROWTH = 10  # times as many agreements


class Part(StrEnum):
    """What can be measured by itself."""

    FAN_OUT = "fan-out"
    GROWTH = "growth"
    INTERRUPTED = "interrupted"
    GATE = "gate"


ON_SITE = frozenset({Part.FAN_OUT, Part.GROWTH, Part.INTERRUPTED})


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which parts, how many agreements at one time, and how many pairs."""

    parts: frozenset[Part] = ON_SITE
    agreements: int = 1_000
    pairs: int = 3
    kills: tuple[int, ...] = tuple(range(1, 10))  # at so many tenths

    @property
    def pairs_needed(self) -> int:
        """Growth is seen beside one pair at least."""
        if Part.FAN_OUT in self.parts:
            return self.pairs
        return 1 if Part.GROWTH in self.parts else 0


async def measured(settings: Settings, wanted: Wanted, say: Say) -> Figures:
    """Run servers of our own, measure, and leave nothing behind."""
    async with site(settings, say) as here:
        address = here.system.addresses.temporal
        namespace = here.gateway.client.namespace
        async with bare(address, namespace, settings.fan_out_concurrency) as other:
            return await _measured(here, other, wanted)


async def _measured(site: Site, bare: Bare, wanted: Wanted) -> Figures:
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
    return Figures(tuple(pairs), cost, grown, grown_cost, cut)
