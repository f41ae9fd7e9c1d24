"""The one table of a run: a line for each fault."""

from collections.abc import Sequence

from tests.faults.ledger import quantile
from tests.faults.rig import Verdict

HEADINGS = (
    "fault",
    "times",
    "fail-points",
    "acknowledged",
    "lost",
    "doubled",
    "unknown",
    "other",
    "p50",
    "p99",
    "max",
)


def lines(verdicts: Sequence[Verdict]) -> list[str]:
    """Return the table, and below it what was found."""
    cells = [HEADINGS, *(_cells(one) for one in verdicts)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    table = [_line(row, widths) for row in cells]
    table.insert(1, "  ".join("-" * width for width in widths))
    found = [f"{one.cell}: {each.kind}: {each.what}" for one in verdicts for each in one.findings]
    return [*table, *found]


def _cells(verdict: Verdict) -> tuple[str, ...]:
    ledger, counts = verdict.ledger, verdict.counts
    waits = ledger.recovery()
    counted = counts["lost"] + counts["doubled"]
    return (
        verdict.cell,
        str(ledger.times),
        str(len(ledger.points)),
        str(len(ledger.acknowledged)),
        str(counts["lost"]),
        str(counts["doubled"]),
        str(verdict.unknown),
        str(len(verdict.findings) - counted),
        *(f"{wait:.1f} s" for wait in (quantile(waits, 0.5), quantile(waits, 0.99))),
        f"{max(waits, default=0.0):.1f} s",
    )


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    name, *rest = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
    return "  ".join((name, *rest)).rstrip()
