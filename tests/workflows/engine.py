"""An engine for a test: a worker of its own on the shared server, a store in memory."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from temporalio.api.enums.v1 import EventType
from temporalio.api.sdk.v1 import WorkflowMetadata
from temporalio.client import Client, WorkflowHandle, WorkflowHistory
from temporalio.worker import Worker, WorkflowRunner

from adapters.seal import KeyRing, Sealer
from domain.actors import Actor
from domain.agreement import commands as c
from domain.agreement.decider import decide
from domain.agreement.requests import Request
from domain.agreement.state import Agreement, unborn
from domain.commands import AnyCommand
from domain.events import AnyEvent
from domain.orders import OperatorOrder
from domain.pointers import Pointer
from domain.records import Appended, EventRecord
from domain.requests import RequestBody, SealedRequest
from gateway.commands import Asking, Gateway
from tests.scenario import BOARD, SCHOOLS, SUPPLIER, TEXT, V1, V2, chosen
from tests.workflows.memory import Memory
from tests.workflows.sandbox import sandbox
from workflows.agreement.kind import AGREEMENT
from workflows.agreement.workflow import AgreementWorkflow
from workflows.ids import AgreementId
from workflows.plugin import TURNS, AkkoordPlugin, Duties
from workflows.steps import folded, step_of

KEY = Ed25519PrivateKey.generate()
RING = KeyRing([KEY.public_key()])
OFFER = c.Offer(schools=SCHOOLS, leaflets=(V1.hash,), text=TEXT)
NUMBERS = itertools.count(1)


@dataclass
class Engine:
    """One agreement of its own, in a running engine."""

    client: Client
    gateway: Gateway
    memory: Memory
    agreement: AgreementId
    asked: Iterator[int] = field(default_factory=itertools.count)

    async def ask(
        self, command: c.AnyCommand, by: Actor = BOARD, command_id: str | None = None
    ) -> Appended:
        """Ask through the gateway, under a new command id where none is given."""
        return await self.gateway.ask(
            Asking(self.agreement, command_id or self.new_id(), by, command)
        )

    async def offered(self) -> Appended:
        """The supplier offers."""
        return await self.ask(OFFER, SUPPLIER)

    async def active(self) -> None:
        """An agreement that both have signed."""
        await self.offered()
        await self.ask(c.Choose(choices=(chosen(),)))
        consent = self.events[-1]
        assert consent.type == "consent.completed"
        await self.ask(c.Sign(hash=consent.hash), SUPPLIER)
        await self.ask(c.Sign(hash=consent.hash), BOARD)

    async def announced(self, change: str = "mail") -> None:
        """The supplier announces another leaflet, and the agreement hears of it."""
        self.memory.lines.announce(V2.hash, change, self.now())
        await self.handle.signal("hear", Pointer(event="product:github:code#2"))
        await self.until("change.proposed")

    def sealed(self, command: AnyCommand, by: Actor = BOARD, **also: object) -> SealedRequest:
        """A request as the gateway seals it, but for what is altered."""
        body = RequestBody(
            workflow_id=str(self.agreement),
            command_id=self.new_id(),
            actor=by,
            via="test",
            issued_at=datetime.now(UTC),
            command=command,
        )
        return self.gateway.sealer.seal(body.model_copy(update=also))

    def new_id(self) -> str:
        """A command id that nobody has used."""
        return f"{self.agreement}.{next(self.asked)}"

    @property
    def handle(self) -> WorkflowHandle[Any, Any]:
        """The workflow of the agreement."""
        return self.client.get_workflow_handle(str(self.agreement))

    @property
    def events(self) -> list[AnyEvent]:
        """What is stored."""
        return [record.event for record in self.records]

    @property
    def types(self) -> list[str]:
        """The types of what is stored."""
        return [event.type for event in self.events]

    async def compacted(self) -> None:
        """Have the history begin anew, and see that it did."""
        before = (await self.handle.describe()).run_id
        await self.handle.execute_update("compact", OperatorOrder(reason="rehearsed"))
        while (await self.handle.describe()).run_id == before:  # noqa: ASYNC110 - the server's
            await asyncio.sleep(0.05)

    def next_agreement(self) -> AgreementId:
        """Another place for an agreement of the same two."""
        return AgreementId("gent", "github", next(NUMBERS))

    def forgotten(self) -> None:
        """Go on as if the engine had never known what is stored."""
        self.agreement, before = self.next_agreement(), self.agreement
        self.memory.store.records = [
            one.model_copy(update={"stream_id": str(self.agreement)})
            for one in self.memory.stream(str(before))
        ]

    async def rebuilt(self) -> None:
        """Start the workflow from what is stored."""
        await self.started_with(self.state)

    async def started_with(self, state: Agreement) -> None:
        """Start the workflow as anyone can who reaches the server."""
        await self.client.start_workflow(
            AgreementWorkflow.run,
            state,
            id=str(self.agreement),
            task_queue=self.gateway.turns_queue,
        )

    async def behind_its_back(
        self, command: c.AnyCommand, by: Actor = BOARD, **also: object
    ) -> None:
        """Have another writer store what a command brings."""
        body = RequestBody.model_validate_json(self.sealed(command, by, **also).body)
        events = decide(self.state, Request(command, by), self.now())
        step = step_of(AGREEMENT, self.state, body, events, self.now())
        await self.memory.store.append(step.batch)

    @property
    def state(self) -> Agreement:
        """What is stored, folded."""
        place = self.agreement
        return folded(
            AGREEMENT, unborn(str(place), place.board, place.supplier), tuple(self.records)
        )

    def with_key(self, key: Ed25519PrivateKey) -> Gateway:
        """Return a gateway that has another key."""
        return replace(self.gateway, sealer=Sealer(key))

    async def until(self, event: str) -> None:
        """Wait for an event of this type to be stored."""
        while event not in self.types:  # noqa: ASYNC110 - the worker's
            await asyncio.sleep(0.05)

    @property
    def records(self) -> list[EventRecord]:
        """What is stored, with its provenance."""
        return self.memory.stream(str(self.agreement))

    async def page(self) -> str:
        """The page on the agreement in the Temporal UI."""
        return (await self.metadata()).current_details

    async def metadata(self) -> WorkflowMetadata:
        """What the workflow tells about itself."""
        found: WorkflowMetadata = await self.handle.query(
            "__temporal_workflow_metadata", result_type=WorkflowMetadata
        )
        return found

    async def runs(self) -> list[WorkflowHistory]:
        """Temporal's histories of the first run and of the last."""
        info = (await self.handle.describe()).raw_info
        ids = dict.fromkeys([info.first_run_id, info.execution.run_id])
        place = str(self.agreement)
        return [
            await self.client.get_workflow_handle(place, run_id=run).fetch_history() for run in ids
        ]

    async def history(self) -> list[str]:
        """The types of the events in Temporal's history of this run."""
        history = await self.handle.fetch_history()
        return [
            EventType.Name(event.event_type).removeprefix("EVENT_TYPE_") for event in history.events
        ]

    @staticmethod
    def now() -> datetime:
        """The hour."""
        return datetime.now(UTC)


@asynccontextmanager
async def working(
    client: Client,
    memory: Memory,
    engine: Engine | None = None,
    *,
    runner: WorkflowRunner | None = None,
    **options: Any,  # noqa: ANN401 - the worker's
) -> AsyncIterator[Engine]:
    """Run a worker for the length of the block, for a new engine or for one that had stopped.

    Without another runner its workflows are watched by the sandbox.
    """
    engine = engine or _new_engine(client, memory)
    queue = engine.gateway.turns_queue
    duties = {queue: Duties(TURNS, memory.activities)}
    plugin = AkkoordPlugin(RING, duties, runner=runner or sandbox())
    async with Worker(client, task_queue=queue, plugins=[plugin], **options):
        yield engine


def _new_engine(client: Client, memory: Memory) -> Engine:
    number = next(NUMBERS)
    gateway = Gateway(
        client, Sealer(KEY), memory.store, f"turns-{number}", "test", lambda: datetime.now(UTC)
    )
    return Engine(client, gateway, memory, AgreementId("gent", "github", number))
