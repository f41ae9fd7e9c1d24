"""The worker dies: at each named point, and by surprise under load."""

import asyncio
import random
from collections.abc import Awaitable
from contextlib import suppress

from temporalio.client import WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.service import RPCError

from domain.orders import OperatorOrder
from tests.faults.cells import Cell
from tests.faults.clients import PATIENCE, Client, clients
from tests.faults.fail_points import FAIL_POINTS
from tests.faults.site import Site

CONTINUING, STORING = "during continue-as-new", "while storing a document"
BY_SURPRISE, SEED = 6, 29
NOT_NOW = (RPCError, WorkflowUpdateRPCTimeoutOrCancelledError, WorkflowUpdateFailedError)


async def dies_at(point: str, site: Site) -> None:
    """People go on; a worker dies at the point, and another one takes over."""
    people = await clients(site.office, 3)
    live = _lives_reading if point == STORING else Client.lives
    lives = asyncio.gather(*map(live, people))
    async with site.worker(RIG_DIE_AT=point, RIG_PASSES="2") as doomed:
        await _dead(site, doomed.died())
    async with site.started_worker():
        site.ledger.is_over()
        await lives


async def _lives_reading(one: Client) -> None:
    """Who goes on at once may pass a document over: each of these reads what was signed."""
    await one.begins()
    await one.filed()
    await _goes_on(one)


async def dies_continuing(site: Site) -> None:
    """An operator has new histories begun, and the worker dies as it hands over a state."""
    people = await clients(site.office, 3)
    async with site.worker(RIG_DIE_AT=CONTINUING, RIG_PASSES="1") as doomed:
        await asyncio.gather(*(one.begins() for one in people))
        orders = asyncio.gather(*map(compacted, people))
        await _dead(site, doomed.died())
    async with site.started_worker():
        site.ledger.is_over()
        await asyncio.gather(*(_goes_on(one) for one in people))
        await orders


async def _goes_on(one: Client) -> None:
    await one.changes_once()
    await one.ends()


async def _dead(site: Site, died: Awaitable[str | None]) -> None:
    site.ledger.struck(await died)


async def compacted(one: Client) -> None:
    """Have a new history begun; nobody minds when the order is lost."""
    order = OperatorOrder(reason="too_long")
    with suppress(*NOT_NOW):
        await one.handle.execute_update("compact", order, rpc_timeout=PATIENCE)


async def dies_by_surprise(site: Site) -> None:
    """Two workers share the load, and now the one, now the other is killed and started again."""
    chance = random.Random(SEED)  # noqa: S311 - the same surprises in every run
    people = await clients(site.office, 12)
    async with site.worker():
        lives = asyncio.gather(*(one.lives() for one in people))
        for _ in range(BY_SURPRISE // 2):
            async with site.worker() as other:
                await asyncio.sleep(chance.uniform(0.2, 1.5))
                other.kill()
                site.ledger.struck()
            site.ledger.is_over()
    for _ in range(BY_SURPRISE - BY_SURPRISE // 2):
        async with site.worker():
            site.ledger.struck()
            site.ledger.is_over()
            await asyncio.sleep(chance.uniform(0.2, 1.5))
    async with site.worker():
        await lives


def _at(point: str) -> Cell:
    async def run(site: Site) -> None:
        await dies_at(point, site)

    return Cell(f"killed {point}", run, in_every_test=point == "after the commit")


CELLS = (
    *(_at(point) for point in FAIL_POINTS if point != CONTINUING),
    Cell(f"killed {CONTINUING}", dies_continuing),
    Cell("killed by surprise, two in turn", dies_by_surprise),
)
