"""What was compared as people read it: a line for each ratio, and one for each number open."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from statistics import median

from rich.table import Table

from bench.comparing import Compared
from bench.open_agreements import Growth

LARGE, SMALL = 100, 10


def table(compared: Sequence[Compared]) -> Table:
    """Return a line for each: medians of both sides, the median ratio with its range, the goal."""
    rounds = max(len(one.ratios) for one in compared)
    made = Table(title=f"Against other paths, in turns, {rounds} times: medians")
    for head in ("measured", "against", "ours", "other", "ratio (range)", "goal", ""):
        made.add_column(head)
    for one in compared:
        made.add_row(*_line(one))
    return made


def _line(one: Compared) -> Iterator[str]:
    yield f"{one.name}, {one.unit}" if one.unit not in one.name else one.name
    yield one.against
    yield _short(median(one.ours))
    yield _short(median(one.other))
    yield f"{one.ratio:.2f} ({min(one.ratios):.2f}-{max(one.ratios):.2f})"
    yield str(one.goal or "")
    yield ("yes" if one.is_reached else "no") if one.goal else ""


def _short(number: float) -> str:
    """Return it with as many digits as say something."""
    if number >= LARGE:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= SMALL else f"{number:.3f}"


def growth_table(growth: Growth) -> Table:
    """Return a line for each number of open agreements."""
    made = Table(title="Open agreements, and what a command among them costs: medians")
    for head in ("open", "command", "bare beside it", "processor each", "worker's memory"):
        made.add_column(head)
    for one in growth.sizes:
        made.add_row(
            f"{one.agreements:,}",
            f"{one.milliseconds:.1f} ms",
            f"{one.milliseconds_bare:.1f} ms",
            f"{one.processor * 1000:.0f} ms",
            f"{one.memory / 2**20:.0f} MiB",
        )
    each = growth.bytes_each
    kept = f"{each:,.0f} bytes each beyond the cache" if each is not None else ""
    grown = f"{growth.factor:.2f} times", f"{growth.factor_bare:.2f} times"
    made.add_row("last in first", *grown, "", kept)
    return made


def as_json(one: Compared) -> dict[str, object]:
    """Return one, for who compares runs."""
    told = {"goal": str(one.goal) if one.goal else None, "reached": one.is_reached}
    return asdict(one) | told | {"ratio": one.ratio, "ratios": one.ratios}


def growth_as_json(growth: Growth) -> dict[str, object]:
    """Return the growth, for who compares runs or draws it."""
    factors = {"factor": growth.factor, "factor_bare": growth.factor_bare}
    return asdict(growth) | factors | {"bytes_each": growth.bytes_each}
