"""How soon all goes on when a worker is killed and started again: commands, and timers."""

import asyncio
import itertools
from collections import Counter

from domain.periods import seconds
from tests.faults.cells import Cell
from tests.faults.clients import Client, clients
from tests.faults.ledger import now
from tests.faults.site import Site
from tests.faults.waiting import seen, until
from tests.journeys.said import chosen

PEOPLE, ROUNDS = 10, 5
VALID = 5  # seconds, in which an offer can be answered
WITHIN = 4.0  # seconds, at p99
BREATH = 0.25  # between an answer and the next question


async def next_command(site: Site) -> None:
    """People ask one thing after another; the worker is killed, and started again at once."""
    for _ in range(ROUNDS):
        people = await clients(site.office, PEOPLE)
        is_over = asyncio.Event()
        async with site.worker():
            asking = asyncio.gather(*(_asks_on(one, is_over) for one in people))
            await _all_answered(site, people, times=2)
            site.ledger.struck()
        site.ledger.is_over()
        async with site.started_worker():
            await _all_answered(site, people, since=now())
            is_over.set()
            await asking


async def _all_answered(
    site: Site, people: list[Client], *, times: int = 1, since: float = 0.0
) -> None:
    """Wait until everybody has been answered so many times since an instant."""
    streams = [str(one.place) for one in people]

    def they_are() -> bool:
        known = site.ledger.acknowledged.values()
        answered = Counter(one.stream for one in known if one.answered > since)
        return all(answered[stream] >= times for stream in streams)

    await until(they_are)


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
    for number in range(ROUNDS):
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
    SELECT extract(epoch FROM (state::jsonb ->> 'valid_until')::timestamptz)::float8 FROM agreement
    WHERE stream_id = $1
"""

CELLS = (
    Cell("killed and restarted: next command", next_command, within=WITHIN),
    Cell("killed and restarted: next timer", next_timer, within=WITHIN),
)
