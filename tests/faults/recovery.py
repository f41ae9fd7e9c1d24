"""How soon all goes on when a worker is killed and started again: commands, and timers."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from domain.periods import seconds
from tests.faults.cells import Cell
from tests.faults.clients import Client, clients
from tests.faults.ledger import now
from tests.faults.site import Site
from tests.faults.waiting import seen, until
from tests.journeys.said import chosen

PEOPLE, ROUNDS = 10, 6
VALID = 5  # seconds, in which an offer can be answered
WITHIN = 4.0  # seconds, at p99
BREATH = 0.05  # between an answer and the next question


async def next_command(site: Site) -> None:
    """People ask one thing after another; the worker is killed again and again."""
    people = await clients(site.office, PEOPLE)
    is_over = asyncio.Event()
    async with site.worker():
        asking = asyncio.gather(*(_asks_on(one, is_over) for one in people))
        await until(lambda: len(site.ledger.acknowledged) >= 2 * PEOPLE)
        site.ledger.struck()
    for _ in range(ROUNDS - 1):
        async with _restarted(site):
            await asyncio.sleep(1)
            site.ledger.struck()
    async with _restarted(site):
        is_over.set()
        await asking


@asynccontextmanager
async def _restarted(site: Site) -> AsyncIterator[None]:
    """Start a worker again, at once, and let it be until everybody was answered; then kill it."""
    site.ledger.is_over()
    over = now()
    async with site.started_worker():
        await seen_by_all(site, over)
        yield


async def seen_by_all(site: Site, over: float) -> None:
    """Wait until everybody has been answered since an instant."""

    def all_answered() -> bool:
        known = site.ledger.acknowledged.values()
        return {one.stream for one in known if one.answered > over} == {one.stream for one in known}

    await until(all_answered)


async def _asks_on(one: Client, is_over: asyncio.Event) -> None:
    await one.offered()
    for number in itertools.count():
        answer = "yes" if number % 2 else "no"
        await one.chose(chosen(), chosen("speech", answer))
        if is_over.is_set():
            return
        await asyncio.sleep(BREATH)


async def next_timer(site: Site) -> None:
    """Offers lapse by themselves, just when the worker was killed and is started again."""
    for number in range(ROUNDS // 2):
        people = await clients(site.office, PEOPLE)
        async with site.worker():
            await asyncio.gather(*(_offers(one) for one in people))
            first = min([await _ends(site, one) for one in people])
            await asyncio.sleep(max(0.0, first - now() - 0.1 * number))
            site.ledger.struck()
        restarted = now()
        async with site.started_worker():
            for one in people:
                await _lapsed(site, one, restarted)


async def _offers(one: Client) -> None:
    await one.offered(proposal_validity=seconds(VALID))


async def _ends(site: Site, one: Client) -> float:
    found = await site.office.pool.fetchval(
        "SELECT extract(epoch FROM at)::float8 FROM deadline WHERE agreement = $1", str(one.place)
    )
    return float(found)


async def _lapsed(site: Site, one: Client, restarted: float) -> None:
    """Wait until the offer has lapsed, and write down how long that took."""
    lapsed: float | None = None

    async def there() -> bool:
        nonlocal lapsed
        lapsed = await site.office.pool.fetchval(LAPSED, str(one.place))
        return lapsed is not None

    await seen(there)
    valid_until = await site.office.pool.fetchval(VALID_UNTIL, str(one.place))
    if lapsed is not None:
        site.ledger.waits.append(lapsed - max(restarted, valid_until))


LAPSED = """
    SELECT extract(epoch FROM recorded_at)::float8 FROM event
    WHERE stream_id = $1 AND type = 'offer.lapsed'
"""
VALID_UNTIL = """
    SELECT extract(epoch FROM (state->>'valid_until')::timestamptz)::float8 FROM agreement
    WHERE stream_id = $1
"""

CELLS = (
    Cell("killed and restarted: next command", next_command, within=WITHIN),
    Cell("killed and restarted: next timer", next_timer, within=WITHIN),
)
