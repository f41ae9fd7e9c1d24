"""The real stage: a gateway that seals, an engine that decides, a store that is looked into."""

import asyncio
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from adapters.following import records_behind
from adapters.mandates import actor_of
from adapters.postgres import Pool
from cli.demonstration.cast import Person, Supplier
from cli.demonstration.messages import announcement
from domain.agreement.evolve import fold
from domain.agreement.state import Agreement, unborn
from domain.canonical import content_hash
from domain.commands import AnyCommand
from domain.leaflet.leaflet import Leaflet
from domain.product.commands import EndProduct, Register, WithdrawAnnouncement
from domain.records import EventRecord
from gateway.commands import Asking, Gateway
from gateway.intake import Sending, send
from gateway.refusals import EngineAwayError
from workflows.ids import AgreementId, IntakeId, ProductId, StreamId

ATTEMPTS = 3
LOOKED = 0.15  # seconds between two looks into the store

Shown = Callable[[EventRecord, str], None]


@dataclass(slots=True)
class RealStage:
    """What all stories of one run share; `shown` is told every event and the phase after it."""

    pool: Pool
    gateway: Gateway
    shown: Shown
    agreements: tuple[str, ...]
    run: str
    states: dict[str, Agreement] = field(default_factory=dict)
    records: list[EventRecord] = field(default_factory=list)
    messages: int = 0  # that were signalled, each of them twice
    unreadable: int = 0  # of them
    numbers: Iterator[int] = field(default_factory=itertools.count)
    looking: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_look: asyncio.Task[None] | None = None

    def now(self) -> datetime:
        """Return this machine's instant."""
        return datetime.now(UTC)  # noqa: TID251 - the clock of the demonstration

    async def pause(self, seconds: float) -> None:
        """Let real time go by."""
        await asyncio.sleep(seconds)

    async def state(self, agreement: str) -> Agreement:
        """Return the fold of all that is stored now."""
        await self.look()
        return self._known(agreement)

    async def ask(self, agreement: str, person: Person, command: AnyCommand) -> None:
        """Ask as a person with the mandates that are registered; ask again when nobody answers."""
        await self._ask(AgreementId.parse(agreement), person, command)

    async def register(self, supplier: Supplier, first: Leaflet) -> None:
        """Ask for a product to be born."""
        command = Register(name=first.name, leaflet=content_hash(first))
        place = ProductId(supplier.party.key, first.product)
        await self._ask(place, supplier.contract_manager, command)

    async def announce(
        self, supplier: Supplier, before: Leaflet, new: Leaflet, change: str
    ) -> None:
        """Signal the intake, twice: a system that is not sure sends its message again."""
        await self._signal(supplier, change, announcement(before, new, change, self.now()))

    async def garble(self, supplier: Supplier) -> None:
        """Signal a payload that breaks off."""
        self.unreadable += 1
        await self._signal(supplier, "unreadable", '{"schema": "announcement/1", "product": ')

    async def _signal(self, supplier: Supplier, name: str, payload: str) -> None:
        person = supplier.contract_manager
        sending = Sending(
            intake=IntakeId(supplier.party.key),
            source="demonstration",
            message_id=f"demo-{self.run}-{name}",
            actor=await actor_of(self.pool, person.key, person.party.id, self.now()),
            payload=payload,
        )
        self.messages += 1
        for _ in range(2):
            await send(self.gateway, sending)

    async def withdraw(self, supplier: Supplier, product: str, change: str) -> None:
        """Ask the product to take an announcement back."""
        command = WithdrawAnnouncement(change=change, reason="announced_in_error")
        place = ProductId(supplier.party.key, product)
        await self._ask(place, supplier.contract_manager, command)

    async def end_product(self, supplier: Supplier, product: str) -> None:
        """Ask the product to end."""
        place = ProductId(supplier.party.key, product)
        await self._ask(place, supplier.contract_manager, EndProduct(reason="taken_over"))

    async def _ask(self, place: StreamId, person: Person, command: AnyCommand) -> None:
        actor = await actor_of(self.pool, person.key, person.party.id, self.now())
        asking = Asking(place, f"demo-{self.run}-{next(self.numbers)}", actor, command)
        for attempt in range(ATTEMPTS):
            try:
                await self.gateway.ask(asking)
            except EngineAwayError:
                if attempt == ATTEMPTS - 1:
                    raise
            else:
                return

    async def look(self) -> None:
        """Fold and show what was stored until now; who asks at once looks together."""
        if self.next_look is None:
            self.next_look = asyncio.create_task(self._look())
        await asyncio.shield(self.next_look)

    async def _look(self) -> None:
        async with self.looking:
            self.next_look = None  # who asks from here on must look again
            known = {one: self._known(one).version for one in self.agreements}
            for record in await records_behind(self.pool, known):
                state = fold(self._known(record.stream_id), record)
                self.states[record.stream_id] = state
                self.records.append(record)
                self.shown(record, state.phase.value)

    async def watch(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(LOOKED)

    def _known(self, agreement: str) -> Agreement:
        if agreement not in self.states:
            place = AgreementId.parse(agreement)
            return unborn(agreement, place.board, place.supplier)
        return self.states[agreement]
