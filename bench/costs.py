"""What a fan-out cost in Temporal: of each agreement, and of what they share."""

from dataclasses import dataclass

from bench.histories import Cost, Largest, cost_of, histories, largest, of_the_change
from bench.market import Market
from bench.site import Site
from workflows.ids import post_office_id


@dataclass(frozen=True, slots=True)
class Costs:
    """Histories of one market, read when all is over."""

    agreements: Cost  # what the change brought, from the first signal on
    lives: Cost  # the whole histories of the agreements, their start with it
    shared: Cost  # of the product and its intake, whole
    largest: Largest  # among all of these, and the post office


async def costs(site: Site, market: Market) -> Costs:
    """Read every history of a market."""
    site.say(f"{market.name}: reading {market.agreements:,} histories")
    client = site.gateway.client
    agreements = await histories(client, (str(market.place(one)) for one in market.boards()))
    shared = await histories(client, (str(market.product), str(market.intake)))
    office = await histories(client, (post_office_id(site.system.settings.post_office),))
    return Costs(
        agreements=cost_of(map(of_the_change, agreements.values())),
        lives=cost_of(agreements.values()),
        shared=cost_of(shared.values()),
        largest=largest((*agreements.values(), *shared.values(), *office.values())),
    )
