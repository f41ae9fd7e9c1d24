"""People who ask until they are answered, and keep a ledger of it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from typing_extensions import override

from adapters.event_store import PostgresEventStore
from adapters.letter_cases import OutboxLetter
from adapters.postgres import Pool
from domain.actors import Actor
from domain.agreement.terms import Terms
from domain.intake.questions import Fate
from domain.leaflet.leaflet import Leaflet
from domain.reading import ReadStream, StreamRecords
from domain.records import Appended
from domain.refusals import RefusedError
from gateway import intake
from gateway.commands import Asking
from tests.faults.clocks import CALM
from tests.faults.ledger import Ledger
from tests.faults.patience import patiently
from tests.journeys.clocks import SHORT
from tests.journeys.journey import Journey
from tests.journeys.line import Line
from tests.journeys.system import System
from tests.journeys.watched import LOOK
from workflows.ids import AgreementId

PATIENCE = timedelta(seconds=5)  # of one request; then the same is asked again
GIVE_UP = 90.0  # seconds


class PatientStore(PostgresEventStore):
    """Waits for a database that is away."""

    def __init__(self, pool: Pool) -> None:
        super().__init__(pool)
        self._asked = super().read_stream

    @override
    async def read_stream(self, part: ReadStream) -> StreamRecords:
        return await patiently(lambda: self._asked(part))


@dataclass
class Office(System):
    """The gateway as people use it: they ask the same again until they are answered."""

    ledger: Ledger = field(default_factory=Ledger)

    @property
    @override
    def store(self) -> PostgresEventStore:
        return PatientStore(self.pool)

    @override
    async def actor(self, person: str, party: str) -> Actor:
        asked = super().actor
        return await patiently(lambda: asked(person, party))

    @override
    async def letters(self, stream: str) -> tuple[OutboxLetter, ...]:
        asked = super().letters
        return await patiently(lambda: asked(stream))

    @override
    async def ask(self, asking: Asking) -> Appended:
        entry = self.ledger.asked(asking.command_id, str(asking.place))
        try:
            answer = await patiently(lambda: self.gateway.ask(asking))
        except RefusedError as refusal:
            entry.refusal = refusal.code
            raise
        self.ledger.answered(asking.command_id, answer.version)
        return answer


@dataclass
class PatientLine(Line):
    """A supplier's system that sends the very same message until it knows what became of it."""

    @override
    async def announced(
        self, system: System, new: Leaflet, change: str, **also: object
    ) -> Fate | None:
        await self.registered(system)
        if change in self.changes:
            return None
        said = self.announcement(system, new, change, **also)
        self.changes[change] = new
        message = await self.message(system, said)
        return await patiently(lambda: intake.announce(system.gateway, message))


@dataclass
class Client(Journey):
    """One board and its supplier, through whatever happens."""

    system: Office
    calm: Terms = CALM

    @override
    async def seen(self, there: Callable[[], Awaitable[bool]]) -> None:
        give_up = asyncio.get_running_loop().time() + GIVE_UP
        while not await there():
            if asyncio.get_running_loop().time() > give_up:
                pytest.fail(f"it did not come, in {GIVE_UP} s; there is: {await self.types()}")
            await asyncio.sleep(LOOK)

    async def changes_once(self) -> None:
        """An important change: every third board says yes, says no, or says nothing at all."""
        match self.number % 3:
            case 0:
                await self.announced()
                await self.approved()
            case 1:
                await self.announced()
                await self.rejected()
            case _:
                await self.announced()
                await self.happened("change.lapsed")

    async def begins(self) -> None:
        """From the offer to both signatures."""
        await self.proposed()
        await self.chose()
        await self.signed()

    async def proposed(self) -> None:
        """The supplier offers; who will be silent has a second to answer."""
        await self.offered(**({"answer_period": SHORT} if self.number % 3 == 2 else {}))

    @override
    async def lives(self) -> None:
        """From the offer to the last certificate."""
        await self.begins()
        await self.changes_once()
        await self.ends()

    @property
    def number(self) -> int:
        """Of the board, from 1."""
        return int(self.place.board.rpartition("-")[2])


async def client(office: Office, line: Line | None = None) -> Client:
    """A board that nobody has met, with the supplier named or one of its own."""
    board, schools = await office.board()
    line = line or PatientLine(*await office.line())
    return Client(office, AgreementId(board, line.supplier, 1), schools, line)


async def clients(office: Office, count: int) -> list[Client]:
    """Boards that nobody has met, three to each supplier."""
    met: list[Client] = []
    for number in range(count):
        met.append(await client(office, met[-1].line if number % 3 else None))
    return met
