"""A stage of paper: the demonstration's stories on the pure decider, under a clock of its own."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cli.demonstration.cast import Board, Person, Supplier
from domain.actors import CLOCK, ENGINE, Actor
from domain.agreement import commands as c
from domain.agreement.deadlines import next_deadline
from domain.agreement.decider import decide, needs
from domain.agreement.evolve import fold
from domain.agreement.gathering import Gathered, GatheredLeaflet, Need
from domain.agreement.issuing import DocumentToFile, document_owed
from domain.agreement.mandates import mandate_for
from domain.agreement.policy import letters_owed
from domain.agreement.requests import Request
from domain.agreement.state import Agreement, Phase, unborn
from domain.canonical import content_hash
from domain.leaflet.compare import compare
from domain.leaflet.completeness import missing
from domain.leaflet.digest import digest
from domain.leaflet.importance import importance
from domain.leaflet.leaflet import Leaflet
from domain.records import EventRecord, LetterOwed, Provenance, records_of
from gateway.refusals import NoSuchAgreementError

START = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


@dataclass
class PaperStage:
    """Everything that a story asks, decided at once; time goes by only where it pauses."""

    boards: dict[str, Board]
    leaflets: dict[str, Leaflet]  # by hash
    clock: datetime = START
    states: dict[str, Agreement] = field(default_factory=dict)
    records: list[EventRecord] = field(default_factory=list)
    letters: list[LetterOwed] = field(default_factory=list)

    def now(self) -> datetime:
        return self.clock

    async def ask(self, agreement: str, person: Person, command: c.AnyCommand) -> None:
        if self._state(agreement).has_ended:
            raise NoSuchAgreementError  # its workflow is over
        self._turn(agreement, command, person.actor(START))

    async def register(self, supplier: Supplier, first: Leaflet) -> None:
        """Nobody on paper asks whose product it is."""

    async def announce(
        self, supplier: Supplier, before: Leaflet, new: Leaflet, change: str
    ) -> None:
        command = c.ReceiveChange(
            change=change,
            leaflet=content_hash(new),
            predecessor=content_hash(before),
            announced_from=self.clock,
        )
        for agreement in self._with(supplier, new.product):
            self._turn(agreement, command, ENGINE)

    async def garble(self, supplier: Supplier) -> None:
        """Nobody on paper sends anything."""

    async def withdraw(self, supplier: Supplier, product: str, change: str) -> None:
        command = c.WithdrawChange(change=change, reason="announced_in_error")
        for agreement in self._with(supplier, product):
            self._turn(agreement, command, ENGINE)

    async def end_product(self, supplier: Supplier, product: str) -> None:
        """Nothing follows from it for agreements."""

    def _with(self, supplier: Supplier, product: str) -> list[str]:
        return [
            key
            for key, state in self.states.items()
            if state.supplier == supplier.party.key and state.phase in (Phase.ACTIVE, Phase.ENDING)
            for known in state.products
            if known.id == product and known.standing == "in_force"
        ]

    async def state(self, agreement: str) -> Agreement:
        return self._state(agreement)

    async def pause(self, seconds: float) -> None:
        until = self.clock + timedelta(seconds=seconds)
        while due := self._next_due(until):
            self.clock, agreement = due
            self._turn(agreement, c.PassTime(), CLOCK)
        self.clock = until
        await asyncio.sleep(0)  # the other stories go on

    def _next_due(self, until: datetime) -> tuple[datetime, str] | None:
        found = [
            (at, key)
            for key, state in self.states.items()
            if (at := next_deadline(state)) is not None
        ]
        return min((one for one in found if one[0] <= until), default=None)

    def _state(self, agreement: str) -> Agreement:
        if agreement not in self.states:
            _, board, supplier, _ = agreement.split(":")
            return unborn(agreement, board, supplier)
        return self.states[agreement]

    def _turn(self, agreement: str, command: c.AnyCommand, actor: Actor) -> None:
        state = self._state(agreement)
        need = needs(state, command, self.clock)
        gathered = self._gathered(need) if need else None
        events = decide(state, Request(command, actor, gathered), self.clock)
        mandate = mandate_for(state, command, actor, self.clock) if events else None
        provenance = Provenance(
            command_id=f"paper-{len(self.records)}",
            command_digest=content_hash(command),
            actor=str(actor),
            mandate=mandate.id if mandate else None,
            via="paper",
            occurred_at=self.clock,
        )
        stored = records_of(agreement, state.version, provenance, events)
        for record in stored:
            state = fold(state, record)
        self.states[agreement] = state
        self.records.extend(stored)
        self.letters.extend(letters_owed(state, stored))
        if owed := document_owed(state):
            self._file(agreement, owed)

    def _file(self, agreement: str, owed: DocumentToFile) -> None:
        filed = content_hash([agreement, owed.of_version])
        command = c.FileDocument(document=owed.document, of_version=owed.of_version, hash=filed)
        self._turn(agreement, command, ENGINE)

    def _gathered(self, need: Need) -> Gathered:
        found = [self.leaflets[one] for one in need.leaflets if one in self.leaflets]
        bases = (self.leaflets[one] for one in need.compare_from)
        base = (
            next((one for one in bases if one.product == found[0].product), None) if found else None
        )
        return Gathered(
            policy="demonstration",
            schools=self.boards[need.board].school_keys,
            leaflets=tuple(
                GatheredLeaflet(digest=digest(one), missing=tuple(map(str, missing(one))))
                for one in found
            ),
            compared_from=content_hash(base) if base else None,
            items=importance(compare(base, found[0])) if base else (),
        )
