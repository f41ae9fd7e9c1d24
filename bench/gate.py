"""`python -m bench.gate`: the gate against the bare query of one row, and a supplier's list."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from statistics import median
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from adapters.local.progress import Say
from adapters.postgres import Pool
from bench.database import own_database
from bench.gate_asking import Paired, asked, quartiles, rows_of
from bench.gate_listing import Listed, every_answer, followed, listed
from bench.market import Market
from bench.seeding import seed

GOAL, GOAL_LINES = 1.3, 50_000
MARKET, WIDTH = "bench-gate", 110
Line = tuple[str, str, str]

Agreements = Annotated[int, typer.Option(min=10, help="Of one supplier, each with a board.")]
Pairs = Annotated[int, typer.Option(min=50, help="Of our question and the bare one, in turns.")]
Times = Annotated[int, typer.Option(min=1, help="How often everything is listed.")]


@dataclass(frozen=True, slots=True)
class GateFigures:
    """Questions one by one, and lists of everything."""

    questions: Sequence[Paired]
    lists: Sequence[Listed]

    @property
    def ratio(self) -> float:
        """Of the question that the goal is about: a yes, on one connection."""
        return self.questions[0].ratio


def bench(agreements: Agreements = 1_000, pairs: Pairs = 1_000, times: Times = 7) -> None:
    """Ask the gate one by one and as a whole, on a Postgres of our own."""
    figures = asyncio.run(gate(agreements, pairs, times, say))
    Console(width=WIDTH, highlight=False).print(table(figures))
    print(json.dumps(as_json(figures)))  # noqa: T201 - the answer, whole, on one line


async def gate(agreements: int, pairs: int, times: int, say: Say) -> GateFigures:
    """Ask each question, and list everything, so often."""
    async with _seeded(agreements, say) as pool:
        now = datetime.now(UTC)  # noqa: TID251 - the instant that everything is asked for
        told = await every_answer(pool, MARKET, now)
        questions = await asked(pool, *rows_of(told, now), pairs)
        lists = (await listed(pool, MARKET, now, times), await followed(pool, MARKET, times))
    return GateFigures(questions, lists)


@asynccontextmanager
async def _seeded(agreements: int, say: Say) -> AsyncIterator[Pool]:
    """Run a Postgres for the length of the block, with a market in it."""
    async with own_database("gate") as database:
        say(f"seeding {agreements:,} agreements")
        now = datetime.now(UTC)  # noqa: TID251 - the instant of the market
        await seed(database.pool, database.owner_url, Market(MARKET, agreements), now)
        await database.settle()
        say("asking")
        yield database.pool


def say(line: str) -> None:
    """Tell the person at the keyboard how far the work is."""
    typer.echo(f"[bench] {line}", err=True)


def table(figures: GateFigures) -> Table:
    """Return everything as people read it."""
    made = Table("measured", "", "goal", title="The gate")
    for line in (*_asked(figures.questions), *_listed(figures.lists)):
        made.add_row(*line)
    return made


def as_json(figures: GateFigures) -> dict[str, object]:
    """Return everything, for who compares runs."""
    return {
        "questions": [_told(one) for one in figures.questions],
        "lists": [asdict(one) | {"rates": one.rates} for one in figures.lists],
    }


def _asked(questions: Sequence[Paired]) -> Iterator[Line]:
    for one in questions:
        ours, bare = (_times(times) for times in (one.ours, one.bare))
        low, high = one.spread
        ratio = f"{one.ratio:.2f}, parts {low:.2f} to {high:.2f}"
        goal = f"{GOAL}" if one.name.startswith("yes, on one") else ""
        yield f"{one.name}: ratio of the medians", ratio, goal
        yield f"  ours, bare: median (quartiles), {len(one.ours)} pairs", f"{ours}, {bare}", ""


def _times(times: Sequence[float]) -> str:
    first, second, third = quartiles(times)
    return f"{second:.0f} ({first:.0f}-{third:.0f}) us"


def _listed(lists: Sequence[Listed]) -> Iterator[Line]:
    for one in lists:
        low, middle, high = one.rates
        used = one.lines / median(one.processor)
        goal = f"{GOAL_LINES:,}" if one.name.startswith("answers") else ""
        rate = f"{middle:,.0f} ({low:,.0f}-{high:,.0f})"
        yield f"{one.name}, a second: median (range)", rate, goal
        memory = f"{one.memory / 2**20:.1f} MiB at most"
        said = f"{one.lines:,} lines, {used:,.0f} a second of processor, {memory}"
        yield "  each time", said, ""


def _told(one: Paired) -> dict[str, object]:
    medians = {"ours": median(one.ours), "bare": median(one.bare)}
    return {"name": one.name, "microseconds": medians, "ratio": one.ratio, "parts": one.spread}


if __name__ == "__main__":
    typer.run(bench)
