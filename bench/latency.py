"""How long a board waits for its approval to be durable, asked at a steady pace."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from statistics import quantiles

from bench.announcing import announced, received_by
from bench.comparing import OURS, Amounts, Compared, Goal, Row, compared, in_turns
from bench.fan_out import opened
from bench.market import Board, Market
from bench.pacing import each
from bench.site import Site
from bench.walking import BARE_SIDE
from bench.walks import BARE, Shape, Walking, ours
from workflows.agreement.kind import AGREEMENT

RATE = 20  # requests a second, whether the earlier ones have their answer or not
P50, P99 = "p50", "p99"
BARE_PATH = "bare update and one empty activity"

GOALS = {P50: Goal(1.3, at_most=True), P99: Goal(1.5, at_most=True)}

ROWS = tuple(
    Row(f"approval durable, {RATE}/s, {part}", part, BARE_PATH, BARE_SIDE, "ms", goal)
    for part, goal in GOALS.items()
)


@dataclass(frozen=True, slots=True)
class Side:
    """Agreements of one shape, a few of them asked in each round."""

    site: Site
    market: Market
    shape: Shape
    calls: int

    async def __call__(self, number: int) -> Amounts:
        walking = Walking(self.site, self.market, self.shape)
        answers = list(walking.behind_the_change().items())
        some = answers[(number - 1) * self.calls : number * self.calls]

        def asks(board: Board) -> Callable[[], Awaitable[object]]:
            return lambda: walking.ask(board, dict(some)[board][0], 1)

        times = await at_a_pace([asks(board) for board, _ in some], RATE)
        await self.site.at_rest()
        return {P50: quantile(times, 50), P99: quantile(times, 99)}


async def latency(site: Site, calls: int, rounds: int) -> tuple[Compared, ...]:
    """Measure approvals, so many in each round, of agreements that all wait for one."""
    market = Market("latency", calls * rounds)
    beside = Market("latency-bare", calls * rounds)
    await opened(site, market)
    await announced(site, market)
    await received_by(site.pool, market, market.agreements)
    await started(site, beside)
    await site.at_rest()
    sides = {
        OURS: Side(site, market, ours(site), calls),
        BARE_SIDE: Side(site, beside, BARE, calls),
    }
    came_to = await in_turns(sides, rounds)
    approved = int(
        await site.pool.fetchval(
            "SELECT count(*) FROM event WHERE type = 'change.approved'"
            " AND split_part(stream_id, ':', 3) = $1",
            market.name,
        )
    )
    faults = (
        [] if approved == market.agreements else [f"{approved} of {market.agreements} approved"]
    )
    return tuple(compared(row, came_to, faults) for row in ROWS)


async def at_a_pace(asks: Sequence[Callable[[], Awaitable[object]]], rate: float) -> list[float]:
    """Ask at so many a second; returns milliseconds from when each was due to its answer."""
    loop = asyncio.get_running_loop()
    begun = loop.time()

    async def asked(number: int, ask: Callable[[], Awaitable[object]]) -> float:
        due = begun + number / rate
        await asyncio.sleep(due - loop.time())
        await ask()
        return (loop.time() - due) * 1000

    return await asyncio.gather(*(asked(number, ask) for number, ask in enumerate(asks)))


def quantile(times: Sequence[float], percent: int) -> float:
    """Return the time that so many in a hundred do not exceed."""
    return quantiles(times, n=100, method="inclusive")[percent - 1]


async def started(site: Site, market: Market) -> None:
    """Start bare workflows, as idle as ours."""

    async def started(board: Board) -> None:
        place = str(market.place(board))
        await site.gateway.client.start_workflow(
            BARE.birth.run, AGREEMENT.unborn(place), id=place, task_queue=BARE.queue
        )

    await each(market.boards(), started)
