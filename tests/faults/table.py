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
    """Return the table, whether each guard is missed, and what was found."""
    faults = [one for one in verdicts if one.cell.expects is None]
    doubts = [one for one in verdicts if one.cell.expects]
    return [
        *(_table([HEADINGS, *map(_cells, faults)]) if faults else ()),
        *([""] if faults and doubts else ()),
        *(_table([("guard patched away", "seen by"), *map(_doubt, doubts)]) if doubts else ()),
        *(
            f"{one.cell.name}: {each.kind}: {each.what}"
            for one in verdicts
            if not one.is_well
            for each in one.findings
        ),
    ]


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    heading, *rest = (_line(row, widths) for row in rows)
    return [heading, "  ".join("-" * width for width in widths), *rest]


def _doubt(verdict: Verdict) -> tuple[str, ...]:
    found = ", ".join(f"{kind} {times}" for kind, times in sorted(verdict.counts.items()))
    name = verdict.cell.name.removeprefix("without: ")
    return name, found if verdict.is_well else f"NOT SEEN as {verdict.cell.expects} ({found})"


def _cells(verdict: Verdict) -> tuple[str, ...]:
    ledger, counts = verdict.ledger, verdict.counts
    waits = ledger.recovery()
    counted = counts["lost"] + counts["doubled"]
    return (
        verdict.cell.name,
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
