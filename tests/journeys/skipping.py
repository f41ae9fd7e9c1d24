"""Journeys through months and years, on a server that skips the time in which nobody works."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest
from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment
from typing_extensions import override

from domain.agreement import commands as c
from domain.agreement.terms import Duration
from domain.calendar import BRUSSELS, day_of
from domain.canonical import content_hash
from domain.records import Appended
from domain.text.library import CURRENT
from gateway.commands import Asking
from gateway.engine import converter
from settings import Settings
from tests.journeys.journey import Journey
from tests.journeys.leaflets import FIRST
from tests.journeys.running import turns_worker
from tests.journeys.system import System
from workflows.search_attributes import CATALOGUE

DAY = timedelta(days=1)
QUEUE = "skipped-time"
ENDLESS = Duration()


@dataclass
class Hand:
    """The hand of the one clock: it is put forward only."""

    environment: WorkflowEnvironment
    now: datetime

    async def look(self) -> datetime:
        """Read the server's clock."""
        self.now = (await self.environment.get_current_time()).astimezone(UTC)
        return self.now

    async def put(self, instant: datetime) -> None:
        """Put the clock forward to an instant; what falls due on the way happens."""
        await self.environment.sleep(max(instant - await self.look(), timedelta()))
        await self.look()


@dataclass(kw_only=True)
class SkippingSystem(System):
    """The engine on the server that skips time; who asks, asks at its instant."""

    hand: Hand

    @override
    async def ask(self, asking: Asking) -> Appended:
        await self.hand.look()
        return await super().ask(asking)


@dataclass
class Years(Journey):
    """A journey on which days pass; its terms are those of the production policy."""

    system: SkippingSystem

    @property
    def today(self) -> date:
        """The day in Brussels."""
        return day_of(self.system.hand.now)

    async def passed(self, days: int) -> None:
        """Let days pass, and a minute."""
        await self.system.hand.put(self.system.hand.now + days * DAY + timedelta(minutes=1))

    async def until_noon_of(self, day: date) -> None:
        """Let time pass until noon of a day in Brussels."""
        await self.system.hand.put(datetime.combine(day, time(12), BRUSSELS).astimezone(UTC))

    async def until_minute_before(self, instant: datetime) -> None:
        """Let time pass until just before an instant."""
        await self.system.hand.put(instant - timedelta(minutes=1))

    async def proposed(self, duration: Duration = ENDLESS) -> None:
        """The supplier offers, on the engine's own terms."""
        leaflets = (content_hash(FIRST),)
        offer = c.Offer(
            schools=self.schools, leaflets=leaflets, text=CURRENT.hash, duration=duration
        )
        await self.ask(offer, self.seller)

    async def runs(self, duration: Duration = ENDLESS) -> None:
        """An agreement that both have signed."""
        await self.proposed(duration)
        await self.chose()
        await self.signed()

    async def came(self, type_: str) -> list[datetime]:
        """When events of a type happened."""
        return [
            record.provenance.occurred_at
            for record in await self.records()
            if record.event.type == type_
        ]


@asynccontextmanager
async def skipping(
    program: Path, system: System, settings: Settings
) -> AsyncIterator[SkippingSystem]:
    """Take turns on a server that skips time, under the production policy, for the block.

    The worker keeps no workflow in its cache: each task of each of these journeys is a replay.
    """
    async with await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=str(program), data_converter=converter()
    ) as environment:
        await _register(environment.client)
        hand = Hand(environment, datetime.now(UTC))
        await hand.look()
        ours = replace(settings, policy="production", turns_queue=QUEUE)
        address = environment.client.service_client.config.target_host
        async with await turns_worker(address, ours, system.pool, max_cached_workflows=0):
            yield _moved(system, environment.client, hand)


def _moved(system: System, client: Client, hand: Hand) -> SkippingSystem:
    """The same store behind another engine."""
    gateway = replace(system.gateway, client=client, turns_queue=QUEUE, clock=lambda: hand.now)
    return SkippingSystem(
        client=client,
        pool=system.pool,
        gateway=gateway,
        mail=system.mail,
        storage=system.storage,
        numbers=system.numbers,
        hand=hand,
    )


async def _register(client: Client) -> None:
    """Make the catalogue known to a server that cannot list what it knows."""
    attributes = {key.name: IndexedValueType.ValueType(key.indexed_value_type) for key in CATALOGUE}
    await client.operator_service.add_search_attributes(
        AddSearchAttributesRequest(namespace=client.namespace, search_attributes=attributes)
    )


def midnight(day: date) -> datetime:
    """The end of a day in Brussels, which is the beginning of the next."""
    return datetime.combine(day + DAY, time(), BRUSSELS).astimezone(UTC)


def next_time(today: date, month: int, day: int) -> date:
    """The next such day that is still ahead."""
    found = date(today.year, month, day)
    return found if found > today else date(today.year + 1, month, day)
