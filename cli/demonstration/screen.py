"""What people see while the stories play: every event as it happens, and never a silent screen."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import Self

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from cli.sentences import sentence
from domain.records import EventRecord

LINES = 14
QUIET = 5.0  # seconds without an event after which we say what we wait for


@dataclass(slots=True)
class Row:
    """Where one agreement stands."""

    phase: str = ""
    events: int = 0
    last: str = ""


@dataclass(slots=True)
class Screen:
    """A table that moves on a terminal; elsewhere one line for each event."""

    console: Console
    begun: datetime
    rows: dict[str, Row] = field(default_factory=dict)
    lines: deque[Text] = field(default_factory=lambda: deque(maxlen=LINES))
    heard: datetime | None = None
    live: Live | None = None

    def __enter__(self) -> Self:
        if self.console.is_terminal:
            self.live = Live(console=self.console, refresh_per_second=8, transient=True)
            self.live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.live:
            self.live.stop()

    def show(self, record: EventRecord, phase: str) -> None:
        """Show an event and where its agreement stands after it."""
        said = sentence(record)
        row = self.rows.setdefault(record.stream_id, Row())
        row.phase, row.events, row.last = phase, row.events + 1, said
        self.say(f"{short(record.stream_id)}  {said}", record.provenance.occurred_at)

    def say(self, words: str, at: datetime) -> None:
        """Show a line of our own."""
        self.heard = at
        seconds = max((at - self.begun).total_seconds(), 0.0)
        line = Text(f"{seconds:5.1f} s  {words}", no_wrap=self.live is not None)
        self.lines.append(line)
        if self.live:
            self.live.update(self._picture())
        else:
            self.console.print(line, soft_wrap=True)

    def waits(self, waiting: list[str], now: datetime) -> None:
        """Say what is waited for, when nothing has happened for a while."""
        if self.heard is None or (now - self.heard).total_seconds() > QUIET:
            self.say(f"waiting for {len(waiting)} stories: {waiting[0]}", now)

    def _picture(self) -> Group:
        table = Table(expand=True, show_edge=False, pad_edge=False)
        table.add_column("agreement", no_wrap=True, overflow="ellipsis", ratio=2)
        table.add_column("phase", no_wrap=True, width=9)
        table.add_column("events", no_wrap=True, width=6, justify="right")
        table.add_column("last", no_wrap=True, overflow="ellipsis", ratio=3)
        for agreement, row in sorted(self.rows.items()):
            table.add_row(short(agreement), row.phase, str(row.events), row.last)
        return Group(table, Text(), *self.lines)


def short(agreement: str) -> str:
    """Return an agreement's parties, for a line on the screen."""
    _, board, supplier, _ = agreement.split(":")
    return f"{board} x {supplier}"
