"""The clients' ledger: what people asked, and what they were answered, by their own watch."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

HURRY = 2.0  # seconds; who asks later than this was not waiting for the end of the fault


@dataclass(slots=True)
class Entry:
    """One command of one person; `version` is the answer, and None while there is none."""

    stream: str
    asked: float
    version: int | None = None
    answered: float = 0.0
    refusal: str | None = None


@dataclass
class Ledger:
    """Every command by its id, and the instants at which a fault was over."""

    entries: dict[str, Entry] = field(default_factory=dict)
    over: list[float] = field(default_factory=list)
    points: set[str] = field(default_factory=set)  # of failure, that were reached
    times: int = 0  # that the fault was brought about
    waits: list[float] = field(default_factory=list)  # of what nobody asks: timers

    def asked(self, command_id: str, stream: str) -> Entry:
        """Write down that a command is asked; the first time counts."""
        return self.entries.setdefault(command_id, Entry(stream, now()))

    def answered(self, command_id: str, version: int) -> None:
        """Write down an answer; another one than before is a finding of its own."""
        entry = self.entries[command_id]
        if entry.version is None:
            entry.version, entry.answered = version, now()
        elif entry.version != version:
            entry.refusal = f"answered {entry.version} and then {version}"

    def struck(self, point: str | None = None) -> None:
        """Write down that the fault was brought about, and at which point."""
        self.times += 1
        if point:
            self.points.add(point)

    def is_over(self) -> None:
        """Write down that all is as it should be again."""
        self.over.append(now())

    def nobody_waited(self, long: float) -> None:
        """See that every answer so far came sooner."""
        waits = [one.answered - one.asked for one in self.acknowledged.values()]
        assert waits
        assert max(waits) < long, f"somebody waited {max(waits):.1f} s"

    @property
    def acknowledged(self) -> dict[str, Entry]:
        """What was answered with yes."""
        return {name: one for name, one in self.entries.items() if one.version is not None}

    def recovery(self) -> list[float]:
        """How long the first to be answered in each stream waited, behind each fault."""
        waits = [*self.waits]
        for over in self.over:
            first: dict[str, Entry] = {}
            for one in sorted(self.acknowledged.values(), key=lambda each: each.answered):
                if one.answered > over and one.asked < over + HURRY:
                    first.setdefault(one.stream, one)
            waits += [one.answered - max(over, one.asked) for one in first.values()]
        return waits


def quantile(waits: Iterable[float], part: float) -> float:
    """Return what a part of the waits are not above; 0 where there are none."""
    known = sorted(waits)
    return known[min(int(part * len(known)), len(known) - 1)] if known else 0.0


def now() -> float:
    """The instant, as a watch of ours has it."""
    return time.time()
