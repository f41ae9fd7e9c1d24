"""An intake for a test: a worker of its own, a store in memory, findings that the payload names."""

import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from temporalio import activity
from temporalio.client import Client
from temporalio.worker import Worker

from adapters.seal import Sealer
from domain.canonical import hash_of
from domain.intake.commands import Early, InLine
from domain.intake.envelope import message_command_id, read_envelope
from domain.intake.events import MessageAccepted
from domain.intake.handing import HandedOver, HandOver
from domain.intake.opened import Fit, Opened, OpenEnvelope, Reopen, Reopened, Sender, Unfit
from domain.periods import hours
from gateway.commands import Gateway
from gateway.intake import Sending
from tests.domain.intake.examples import FAULT, HASH, sender, to_announce
from tests.workflows.engine import KEY, RING
from tests.workflows.memory import Memory
from tests.workflows.sandbox import sandbox
from workflows.ids import IntakeId
from workflows.plugin import TURNS, AkkoordPlugin, Duties

NUMBERS = itertools.count(1)
FITS, EARLY, UNFIT = "it fits", "its predecessor is not known", "it misses something"


@dataclass
class Desk:
    """A supplier with an intake, and how what it sends is opened."""

    gateway: Gateway
    memory: Memory
    place: IntakeId
    raw: dict[str, OpenEnvelope] = field(default_factory=dict)
    forgives: bool = False  # what misses something passes when it is opened again

    def sending(self, payload: str, message_id: str = "release-2") -> Sending:
        """What a person of the supplier sends."""
        return Sending(self.place, "release system", message_id, sender(), payload)

    def name(self, message_id: str = "release-2") -> str:
        """The engine's name of a message."""
        return message_command_id(self.place.supplier, message_id)

    @property
    def types(self) -> list[str]:
        """The types of what is stored of this intake."""
        return [one.event.type for one in self.memory.stream(str(self.place))]

    @activity.defn(name="open_envelope")
    async def open(self, envelope: OpenEnvelope) -> Opened:
        """Keep it, and find what the payload says."""
        words = read_envelope(envelope.raw)
        RING.check_envelope(words, envelope.intake)
        name = self.name(words.message_id)
        self.raw.setdefault(name, envelope)
        return Opened(
            message=name,
            payload=hash_of(words.payload.encode()),
            envelope=HASH,
            arrived=envelope.first_seen,
            patience=hours(24),
            findings=self._findings(words.payload),
        )

    @activity.defn(name="reopen_envelope")
    async def reopen(self, kept: Reopen) -> Reopened:
        """Open again what is kept."""
        raw = self.raw.get(kept.message)
        return Reopened(opened=await self.open(raw) if raw else None)

    @activity.defn(name="hand_over")
    async def hand_over(self, message: HandOver) -> HandedOver:
        """The product's answer."""
        version = int(message.event.rpartition("#")[2])
        accepted = self.memory.stream(str(self.place))[version - 1].event
        assert isinstance(accepted, MessageAccepted)
        is_early = read_envelope(self.raw[accepted.message].raw).payload == EARLY
        return HandedOver(outcome=Early(predecessor=HASH) if is_early else InLine(change="mail"))

    def _findings(self, payload: str) -> Fit | Unfit:
        if payload == UNFIT and not self.forgives:
            return Unfit(faults=(FAULT, FAULT))
        by = Sender(person="p-1", mandate="m-1", via="test")
        return Fit(sender=by, announced=to_announce())


@asynccontextmanager
async def desk_of(client: Client) -> AsyncIterator[Desk]:
    """Run a worker for the length of the block, for a supplier that nobody has met."""
    number, memory = next(NUMBERS), Memory()
    queue = f"intakes-{number}"
    gateway = Gateway(client, Sealer(KEY), memory.store, queue, "test", lambda: datetime.now(UTC))
    desk = Desk(gateway, memory, IntakeId(f"inkt-{number}"))
    opening: tuple[Callable[..., Any], ...] = (desk.open, desk.reopen, desk.hand_over)
    duties = {queue: Duties(TURNS, (*memory.activities, *opening))}
    plugin = AkkoordPlugin(RING, duties, runner=sandbox())
    async with Worker(client, task_queue=queue, plugins=[plugin]):
        yield desk
