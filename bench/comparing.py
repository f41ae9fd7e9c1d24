"""Our path against another one: sides that take turns, and the ratio of what they came to."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from typing_extensions import override

Amounts = Mapping[str, float]
"""What one side came to in one round, by the name of the measure."""
Side = Callable[[int], Awaitable[Amounts]]
"""Does its work in a round of that number, and says what it came to."""
Rounds = Mapping[str, Sequence[Amounts]]
"""What each side came to, round by round."""
OURS = "ours"


@dataclass(frozen=True, slots=True)
class Goal:
    """What a ratio should be: at least, or at most."""

    bound: float
    at_most: bool = False

    def is_reached_by(self, ratio: float) -> bool:
        return ratio <= self.bound if self.at_most else ratio >= self.bound

    @override
    def __str__(self) -> str:
        return f"{'<=' if self.at_most else '>='} {self.bound:g}"


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure of both sides, round by round; the ratio is ours in the other's."""

    name: str
    against: str
    unit: str
    ours: tuple[float, ...]
    other: tuple[float, ...]
    goal: Goal | None = None
    faults: tuple[str, ...] = field(default=())  # what was not right in what was measured

    @property
    def ratios(self) -> tuple[float, ...]:
        return tuple(ours / other for ours, other in zip(self.ours, self.other, strict=True))

    @property
    def ratio(self) -> float:
        """The median of the ratios."""
        return median(self.ratios)

    @property
    def is_reached(self) -> bool:
        return self.goal is None or self.goal.is_reached_by(self.ratio)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table before it is measured: which measure, against which side."""

    name: str
    measure: str
    against: str
    side: str
    unit: str
    goal: Goal | None = None


async def in_turns(sides: Mapping[str, Side], rounds: int) -> Rounds:
    """Have every side do its work in each round, in an order that turns about: A B, B A, A B."""
    came_to: dict[str, list[Amounts]] = {name: [] for name in sides}
    for number in range(1, rounds + 1):
        for name in sides if number % 2 else reversed(list(sides)):
            came_to[name].append(await sides[name](number))
    return came_to


def compared(row: Row, rounds: Rounds, faults: Sequence[str] = ()) -> Compared:
    """Return one line of the table."""
    ours, other = (tuple(each[row.measure] for each in rounds[name]) for name in (OURS, row.side))
    return Compared(row.name, row.against, row.unit, ours, other, row.goal, tuple(faults))
