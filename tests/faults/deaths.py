"""The worker dies: at each named point, and by surprise under load."""

import asyncio

from tests.faults.cells import Cell
from tests.faults.clients import clients
from tests.faults.fail_points import FAIL_POINTS
from tests.faults.site import Site


async def dies_at(point: str, site: Site, *, passes: int = 3) -> None:
    """People go on; a worker dies at the point, and another one takes over."""
    people = await clients(site.office, 3)
    lives = asyncio.gather(*(one.lives() for one in people))
    async with site.worker(RIG_DIE_AT=point, RIG_PASSES=str(passes)) as doomed:
        site.ledger.struck(await doomed.died())
    async with site.started_worker() as healthy:
        site.ledger.is_over()
        await healthy.ready()
        await lives


def _at(point: str) -> Cell:
    async def run(site: Site) -> None:
        await dies_at(point, site)

    return Cell(f"killed {point}", run, in_every_test=point == "after the commit")


AT_POINTS = tuple(_at(point) for point in FAIL_POINTS if point != "during continue-as-new")
CELLS = AT_POINTS
