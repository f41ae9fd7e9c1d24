"""The single question against the bare query of one indexed row, in turns."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median, quantiles
from time import perf_counter_ns

from adapters.gate import may_process, may_process_from_log
from adapters.gate_list import Told
from adapters.postgres import Connection, Pool
from domain.agreement.gate_history import Question
from domain.agreement.verdicts import Allowed

BARE = """
    SELECT leaflet FROM permission
    WHERE school = $1 AND product = $2 AND service = $3 AND valid_from = $4 AND agreement = $5
"""
"""One row by the whole of the primary key."""
BLOCKS = 5
STRIDE = 7919  # a prime: the questions come in no order that a cache could guess


@dataclass(frozen=True, slots=True)
class Row:
    """A question, and a row that is there to be found by its key."""

    question: Question
    at: datetime
    key: tuple[object, ...]


def rows_of(told: Sequence[Told], at: datetime) -> tuple[list[Row], list[Row]]:
    """Return the questions that get a yes, and those that get a no."""
    opened = [(question, one) for question, one in told if isinstance(one, Allowed)]
    closed = [question for question, one in told if not isinstance(one, Allowed)]
    keys = [(*question, one.since, one.agreement) for question, one in opened]
    return (
        [Row(question, at, key) for (question, _), key in zip(opened, keys, strict=True)],
        [Row(question, at, key) for question, key in zip(closed, keys, strict=False)],
    )


@dataclass(frozen=True, slots=True)
class Paired:
    """How long ours and the bare query took, pair by pair, in microseconds."""

    name: str
    ours: tuple[float, ...]
    bare: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Our median in bare ones."""
        return median(self.ours) / median(self.bare)

    @property
    def spread(self) -> tuple[float, float]:
        """The least and the greatest ratio of so many parts of the run."""
        size = len(self.ours) // BLOCKS
        parts = [slice(first * size, (first + 1) * size) for first in range(BLOCKS)]
        ratios = [median(self.ours[part]) / median(self.bare[part]) for part in parts]
        return min(ratios), max(ratios)


def quartiles(times: Sequence[float]) -> tuple[float, float, float]:
    """Return the quartiles of times, the middle one their median."""
    first, second, third = quantiles(times, n=4)
    return first, second, third


Ask = Callable[[Row], Awaitable[object]]


async def paired(name: str, ours: Ask, bare: Ask, rows: Sequence[Row], pairs: int) -> Paired:
    """Ask both of the same rows, first the one and then the other by turns."""
    times: tuple[list[float], list[float]] = [], []
    for index in range(-pairs // 10, pairs):  # the first ones are for warming up
        row = rows[index * STRIDE % len(rows)]
        for side in (0, 1) if index % 2 else (1, 0):
            begun = perf_counter_ns()
            await (ours, bare)[side](row)
            if index >= 0:
                times[side].append((perf_counter_ns() - begun) / 1000)
    return Paired(name, tuple(times[0]), tuple(times[1]))


async def asked(
    pool: Pool, opened: Sequence[Row], closed: Sequence[Row], pairs: int
) -> tuple[Paired, ...]:
    """Measure a yes and a no, on one connection and through a pool; all are asked for now."""
    async with pool.acquire() as connection:
        bare = _bare(connection)
        on_one = (
            await paired("yes, on one connection", _ours(connection), bare, opened, pairs),
            await paired("no, on one connection", _ours(connection), bare, closed, pairs),
            await paired("yes, from the log", _from_log(connection), bare, opened, pairs),
        )
    through = await paired("yes, through a pool", _ours(pool), _bare(pool), opened, pairs)
    return (*on_one, through)


def _ours(asked_of: Pool | Connection) -> Ask:
    return lambda row: may_process(asked_of, *row.question, row.at)


def _from_log(asked_of: Connection) -> Ask:
    return lambda row: may_process_from_log(asked_of, *row.question, row.at)


def _bare(asked_of: Pool | Connection) -> Ask:
    return lambda row: asked_of.fetchrow(BARE, *row.key)
