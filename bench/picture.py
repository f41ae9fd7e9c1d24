"""`python -m bench.picture`: the growth that a run measured, from its last line to an SVG."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log10
from typing import Any
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 860, 330
LEFT, TOP, BOTTOM, PANEL, GAP = 60, 60, 250, 320, 100
INK, GRID, OURS, BARE = "#1f2933", "#d9dee4", "#0b6e4f", "#9aa5b1"
HEADROOM = 1.25
TICKS = 4

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A named line, by number of open agreements."""

    name: str
    colour: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines over the same axes, from a place on."""

    title: str
    unit: str
    lines: tuple[Line, ...]
    at: int

    @property
    def highest(self) -> float:
        return HEADROOM * max(value for line in self.lines for _, value in line.points)

    def x(self, number: float) -> float:
        """Place a number of agreements, each tenfold as far from the last."""
        numbers = [one for one, _ in self.lines[0].points]
        first, last = log10(numbers[0]), log10(numbers[-1])
        return self.at + PANEL * (log10(number) - first) / ((last - first) or 1)

    def y(self, value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * value / self.highest


def drawn(growth: Mapping[str, Any]) -> str:
    """Return the picture."""
    sizes = growth["sizes"]
    cost = Panel(
        "A command among so many open agreements",
        "ms",
        (
            Line("ours", OURS, _points(sizes, "milliseconds")),
            Line("bare workflow beside it", BARE, _points(sizes, "milliseconds_bare")),
        ),
        LEFT,
    )
    memory = tuple((one, value / 2**20) for one, value in _points(sizes, "memory"))
    kept = Panel("Memory of the worker", "MiB", (Line("worker", OURS, memory),), LEFT + PANEL + GAP)
    inner = "\n".join((*_panel(cost), *_panel(kept)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        ' aria-label="Cost of a command and memory of the worker while more agreements are open"'
        ' font-family="Helvetica, Arial, sans-serif" font-size="12">\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>\n{inner}\n</svg>\n'
    )


def _points(sizes: Sequence[Mapping[str, float]], measure: str) -> tuple[Point, ...]:
    return tuple((one["agreements"], one[measure]) for one in sizes)


def _panel(panel: Panel) -> Iterator[str]:
    yield _text(panel.at, TOP - 30, f"{panel.title} ({panel.unit})")
    for tick in range(TICKS + 1):
        value = panel.highest * tick / TICKS
        y = panel.y(value)
        yield f'<path d="M{panel.at} {y:.1f}h{PANEL}" stroke="{GRID}"/>'
        yield _text(panel.at - 8, y + 4, f"{value:,.0f}", "end")
    for number, _ in panel.lines[0].points:
        yield _text(panel.x(number), BOTTOM + 20, f"{number:,.0f}", "middle")
    yield _text(panel.at + PANEL / 2, BOTTOM + 40, "open agreements", "middle")
    for index, line in enumerate(panel.lines):
        yield from _line(panel, line, index)


def _line(panel: Panel, line: Line, index: int) -> Iterator[str]:
    places = [(panel.x(number), panel.y(value)) for number, value in line.points]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    yield f'<path d="M{path}" fill="none" stroke="{line.colour}" stroke-width="2.5"/>'
    for (x, y), (_, value) in zip(places, line.points, strict=True):
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{line.colour}"/>'
        yield _text(x, y - 9, f"{value:,.1f}", "middle", line.colour)
    x = panel.at + 150 * index
    yield f'<circle cx="{x + 4}" cy="{BOTTOM + 62}" r="4" fill="{line.colour}"/>'
    yield _text(x + 14, BOTTOM + 66, line.name)


def _text(x: float, y: float, said: str, anchor: str = "start", colour: str = INK) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">'
        f"{escape(said)}</text>"
    )


def main(lines: Sequence[str]) -> int:
    """Draw what the last line says; without growth in it there is nothing to draw."""
    growth = json.loads(lines[-1])["open"] if lines else None
    if not growth:
        sys.stderr.write("no growth was measured: make bench ARGS='--slow --only open'\n")
        return 1
    sys.stdout.write(drawn(growth))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.stdin.read().splitlines()))
