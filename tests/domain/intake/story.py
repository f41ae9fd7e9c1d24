"""Given, when, then: stories about one intake, told against the pure decider."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self

from domain.actors import CLOCK, ENGINE
from domain.canonical import content_hash
from domain.intake import commands as c
from domain.intake.commands import taking_in
from domain.intake.decider import decide, needs
from domain.intake.events import Events
from domain.intake.evolve import fold
from domain.intake.opened import Opened, Reopened
from domain.intake.policy import letters_owed, questions_closed
from domain.intake.reasons import DiscardReason, ReplayReason
from domain.intake.requests import Request
from domain.intake.state import Intake, unborn
from domain.machines import PassTime
from domain.records import EventRecord, LetterOwed, Provenance, records_of
from tests.domain.intake.examples import INTAKE, NOW, again, to_announce


@dataclass
class Story:
    """An intake as it goes: what comes in, what products answer, time that passes."""

    now: datetime = NOW
    state: Intake = field(default_factory=lambda: unborn(INTAKE))
    records: tuple[EventRecord, ...] = ()
    letters: tuple[LetterOwed, ...] = ()
    closed: tuple[str, ...] = ()

    def ask(self, command: c.AnyCommand, gathered: Reopened | None = None) -> Events:
        """Decide and fold; returns what happened, raises the refusal."""
        by = CLOCK if isinstance(command, PassTime) else ENGINE
        events = decide(self.state, Request(command, by, gathered), self.now)
        name = f"c-{len(self.records)}"
        provenance = Provenance(
            command_id=name,
            command_digest=content_hash(name),
            actor=str(by),
            mandate=None,
            via="test",
            occurred_at=self.now,
        )
        records = records_of(INTAKE, self.state.version, provenance, events)
        for record in records:
            self.state = fold(self.state, record)
        self.records = (*self.records, *records)
        self.letters = (*self.letters, *letters_owed(self.state, records))
        self.closed = questions_closed(records)
        return events

    def takes(self, *messages: Opened) -> Self:
        """Messages come in."""
        for one in messages:
            self.ask(taking_in(one))
        return self

    def settles(self, message: str, outcome: c.Outcome) -> Events:
        """The product answers."""
        return self.ask(c.SettleMessage(message=message, outcome=outcome))

    def announces(self, message: str, version: str = "2") -> Events:
        """The product has it in its line."""
        return self.settles(message, c.InLine(change=f"change-{version}"))

    def too_early(self, message: str, follows: str = "1") -> Events:
        """The product does not know the leaflet before it."""
        predecessor = to_announce(version=follows).leaflet
        return self.settles(message, c.Early(predecessor=predecessor))

    def replays(self, kept: Opened | None, message: str = "") -> Events:
        """An operator has a message opened again."""
        name = kept.message if kept else message
        command = c.Replay(message=name, reason=ReplayReason.PRODUCT_REGISTERED)
        need = needs(self.state, command, self.now)
        assert need is not None
        assert (need.intake, need.message) == (INTAKE, name)
        return self.ask(command, Reopened(opened=kept and again(kept)))

    def discards(self, kept: Opened | None, message: str = "") -> Events:
        """An operator lays a message aside."""
        name = kept.message if kept else message
        command = c.Discard(message=name, reason=DiscardReason.SENT_AGAIN)
        assert needs(self.state, command, self.now) is not None
        return self.ask(command, Reopened(opened=kept))

    def wait(self, **period: float) -> Events:
        """Let time pass, and the clock come by."""
        self.now += timedelta(**period)
        return self.ask(PassTime())

    def standings(self) -> dict[str, str]:
        """Where each message is that is not settled."""
        return {one.message: one.standing.value for one in self.state.messages}


def types(events: Events) -> list[str]:
    """What happened, in a word each."""
    return [one.type for one in events]
