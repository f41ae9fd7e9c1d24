"""The measurements as people read them: one table, and one line of JSON."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from statistics import median

from rich.console import Console
from rich.table import Table

from bench import comparisons, gate
from bench.costs import Costs
from bench.fan_out import Pair
from bench.figures import (
    GOAL,
    MOST_EVENTS,
    MOST_MEMORY,
    MOST_PAYLOAD,
    FanOut,
    Figures,
    broken,
    short,
)
from bench.interrupted import Interrupted
from bench.open_agreements import CACHED

WIDTH = 110
Line = tuple[str, str, str]
"""What was measured, what came out, and what is asked."""


def report(figures: Figures) -> int:
    """Print the tables, the shortfalls and the JSON; returns the exit code."""
    console = Console(width=WIDTH, highlight=False)
    for table in _tables(figures):
        console.print(table)
    for goal in short(figures):
        console.print(f"Short of a goal: {goal}.")
    for bound in broken(figures):
        console.print(f"BROKEN: {bound}.")
    print(json.dumps(as_json(figures)))  # noqa: T201 - the answer, whole, on one line
    return 1 if broken(figures) else 0


def _tables(figures: Figures) -> Iterator[Table]:
    if figures.compared:
        yield comparisons.table(figures.compared)
    if figures.growth:
        yield comparisons.growth_table(figures.growth)
    if told := list(lines(figures.fan_out)):
        table = Table("measured", "", "bound", title="Fan-out of an announcement")
        for line in told:
            table.add_row(*line)
        yield table
    if figures.gate:
        yield gate.table(figures.gate)


def lines(figures: FanOut) -> Iterator[Line]:
    """Yield the lines of the table."""
    if figures.pairs:
        yield from _pairs(figures)
    if figures.costs:
        yield from _costs(figures.costs)
    if figures.growth:
        yield from _growth(figures, figures.growth)
    if figures.growth_costs:
        yield from _largest(figures.growth_costs)
    if figures.interrupted:
        yield from _interrupted(figures.interrupted)


def _pairs(figures: FanOut) -> Iterator[Line]:
    for pair in figures.pairs:
        yield _pair(pair)
    ratios = sorted(pair.ratio for pair in figures.pairs)
    said = f"{ratios[0]:.2f} / {median(ratios):.2f} / {ratios[-1]:.2f}"
    yield "bare time in ours: min / median / max", said, f"goal {GOAL}"


def _pair(pair: Pair) -> Line:
    what = f"{pair.market.name}: {pair.market.agreements:,} agreements, bare, ratio"
    said = f"{pair.ours.seconds:.2f} s, {pair.bare.seconds:.2f} s, {pair.ratio:.2f}"
    return what, said, f"{pair.receipts.missing} missing, {pair.receipts.duplicates} twice: 0, 0"


def _costs(found: Costs) -> Iterator[Line]:
    each, shared = found.agreements.each(), found.shared
    yield "Actions for each agreement and change", f"{each['actions']}", ""
    history = f"{each['events']} events, {each['bytes']:,} bytes"
    yield "history for each agreement and change", history, ""
    said = f"{shared.actions} Actions, {shared.events} events"
    yield "product and intake, together", said, ""
    yield from _largest(found)


def _largest(found: Costs) -> Iterator[Line]:
    events, payload = found.largest.history_events, found.largest.payload_bytes
    many = f"at {found.agreements.workflows:,} agreements"
    yield f"longest history {many}", f"{events:,} events", f"at most {MOST_EVENTS:,}"
    yield f"largest payload {many}", f"{payload:,} bytes", f"at most {MOST_PAYLOAD:,}"


def _growth(figures: FanOut, grown: Pair) -> Iterator[Line]:
    yield _pair(grown)
    factor = figures.growth_of_ours or 0.0, figures.growth_of_bare or 0.0
    said = f"{factor[0]:.2f}, bare {factor[1]:.2f}"
    yield "time for each, at ten times as many in at one", said, ""
    memory = (figures.memory_grown or 0) / 2**20
    bound = f"at most {MOST_MEMORY / 2**20:.0f} MiB, from {CACHED:,} on"
    yield "worker memory, at ten times as many less at one", f"{memory:.1f} MiB", bound


def _interrupted(found: Interrupted) -> Iterator[Line]:
    yield "killed at so many receipts", ", ".join(map(str, found.killed_at)), ""
    left = found.receipts
    said = f"{left.missing} missing, {left.duplicates} twice, {found.broken_chains} broken chains"
    yield f"{left.open:,} agreements in {found.seconds:.0f} s, kills in it", said, "0, 0, 0"


def as_json(figures: Figures) -> dict[str, object]:
    """Return everything, for who compares runs."""
    return {
        "compared": [comparisons.as_json(one) for one in figures.compared],
        "open": figures.growth and comparisons.growth_as_json(figures.growth),
        **_fan_out(figures.fan_out),
        "gate": figures.gate and gate.as_json(figures.gate),
        "broken": broken(figures),
        "short": short(figures),
    }


def _fan_out(figures: FanOut) -> dict[str, object]:
    return {
        "pairs": [_told(pair) for pair in figures.pairs],
        "costs": figures.costs and asdict(figures.costs),
        "growth": figures.growth and _told(figures.growth),
        "growth_costs": figures.growth_costs and asdict(figures.growth_costs),
        "growth_factor": {"ours": figures.growth_of_ours, "bare": figures.growth_of_bare},
        "memory_grown": figures.memory_grown,
        "interrupted": figures.interrupted and asdict(figures.interrupted),
    }


def _told(pair: Pair) -> dict[str, object]:
    return asdict(pair) | {"ratio": pair.ratio, "seconds_each": pair.each}
