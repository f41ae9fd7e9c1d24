"""Whatever needs a mandate is not possible from the Temporal UI: tried on every such update."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter
from temporalio import activity, workflow
from temporalio.client import Client, WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError
from temporalio.worker import Worker

from bench.lives import product_stream
from bench.market import Market
from domain import commands
from domain.agreement import commands as c
from domain.agreement.commands import COMMAND_CLASSES as OF_AGREEMENT
from domain.announcing import Tell, Telling, TellingOf, ToldSoFar
from domain.commands import Command
from domain.intake.envelope import Envelope
from domain.orders import OperatorOrder
from domain.pointers import Pointer
from domain.product.commands import COMMAND_CLASSES as OF_PRODUCT
from domain.records import Append, Appended
from domain.requests import RequestBody, SealedRequest
from tests.scenario import BOARD, chosen
from tests.workflows.engine import RING, Engine, working
from tests.workflows.memory import Memory
from tests.workflows.sandbox import sandbox
from workflows.plugin import LETTERS, TURNS, AkkoordPlugin, Duties
from workflows.product.workflow import ProductWorkflow

COMMAND: TypeAdapter[commands.AnyCommand] = TypeAdapter(Command)
HASH = "a" * 64
ANY: dict[str, Any] = {
    "schools": ["atheneum"],
    "leaflets": [HASH],
    "text": HASH,
    "reason": "because",
    "choices": [{"product": "code", "service": "core", "answer": "yes", "leaflet": HASH}],
    "hash": HASH,
    "leaflet": HASH,
    "product": "code",
    "school": "atheneum",
    "change": "change-1",
    "new_change": "change-2",
    "ending": "ending-1",
    "export": HASH,
    "part": "supplier",
    "certificate": HASH,
    "categories": ["code:account"],
    "law": "a law",
    "until": "2033-12-31",
    "name": "Code",
}
"""A value for every field that a command must have."""

KINDS: dict[str, type[BaseModel]] = {
    one.model_fields["kind"].default: one for one in (*OF_AGREEMENT, *OF_PRODUCT)
}


def argument(update: workflow._UpdateDefinition) -> type:
    return (update.arg_types or [object])[0]


UPDATES = [
    (definition.name or "", name or "", argument(update))
    for stream in (*TURNS, *LETTERS)
    for definition in [workflow._Definition.must_from_class(stream)]
    for name, update in definition.updates.items()
]
SEALED = [(kind, name) for kind, name, taken in UPDATES if taken is SealedRequest]


def command(name: str) -> commands.AnyCommand:
    """The command that an update takes, filled in."""
    fields = KINDS[name].model_fields
    needed = {one: ANY[one] for one, field in fields.items() if field.is_required()}
    return COMMAND.validate_python({"kind": name, **needed})


@dataclass
class Case:
    """A running workflow, and what is stored of it."""

    engine: Engine
    place: str

    async def seen(self) -> tuple[int, int]:
        """How long its history is, and how many events are stored."""
        handle = self.engine.client.get_workflow_handle(self.place)
        history = await handle.fetch_history()
        return len(history.events), len(self.engine.memory.stream(self.place))

    async def refusal(self, update: str, request: object) -> str | None:
        """Send an update past the gateway; return the name of its refusal."""
        with pytest.raises(WorkflowUpdateFailedError) as failed:
            await self.engine.client.get_workflow_handle(self.place).execute_update(update, request)
        cause = failed.value.cause
        return cause.type if isinstance(cause, ApplicationError) else None

    def sealed(self, update: str, **also: object) -> SealedRequest:
        """A request under a genuine seal, by one who has every mandate."""
        body = RequestBody(
            workflow_id=self.place,
            command_id=self.engine.new_id(),
            actor=BOARD,
            via="test",
            issued_at=self.engine.now(),
            command=command(update),
        )
        return self.engine.gateway.sealer.seal(body.model_copy(update=also))


@activity.defn(name="tell_agreements")
async def tell_agreements(tell: Tell) -> ToldSoFar:
    del tell
    return ToldSoFar(signalled=0, after=None)


@activity.defn(name="telling")
async def telling(product: TellingOf) -> Telling:
    del product
    return Telling(agreements=0, lacking=0)


@pytest.fixture(scope="module")
async def cases(client: Client) -> AsyncIterator[dict[str, Case]]:
    """Run an agreement and a product that both are on offer."""
    memory = Memory()
    async with working(client, memory) as engine:
        await engine.offered()
        agreement = Case(engine, str(engine.agreement))
        market = Market(f"market-{engine.agreement.number}", 0)
        product = product_stream(market, datetime.now(UTC))
        (records,) = product.commands
        await memory.store.append(
            Append(stream_id=product.state.id, expected_version=0, records=records)
        )
        queue = f"products-{engine.agreement.number}"
        duties = {queue: Duties(TURNS, (*memory.activities, tell_agreements, telling))}
        plugin = AkkoordPlugin(RING, duties, runner=sandbox())
        async with Worker(client, task_queue=queue, plugins=[plugin]):
            await client.start_workflow(
                ProductWorkflow.run, product.state, id=product.state.id, task_queue=queue
            )
            yield {
                "agreement": agreement,
                "product": Case(engine, product.state.id),
            }


def test_every_update_takes_a_seal_or_decides_nothing_for_a_party() -> None:
    orders = [taken for _, _, taken in UPDATES if taken is not SealedRequest]

    assert len(SEALED) > 25
    assert all(issubclass(taken, OperatorOrder | Pointer | Envelope) for taken in orders)


@pytest.mark.parametrize(("kind", "update"), SEALED)
async def test_what_needs_a_mandate_is_refused_and_leaves_nothing(
    cases: dict[str, Case], kind: str, update: str
) -> None:
    case = cases[kind]
    before = await case.seen()
    old = case.engine.now() - timedelta(minutes=16)
    unsealed = case.sealed(update).model_copy(update={"signature": "00" * 64})

    plain = command(update).model_dump(mode="json")
    assert await case.refusal(update, plain) is not None
    assert await case.refusal(update, {"reason": "because"}) is not None
    assert await case.refusal(update, unsealed) == "SealInvalidError"
    foreign = case.sealed(update, workflow_id="agreement:gent:github:999999")
    assert await case.refusal(update, foreign) == "SealForeignError"
    assert await case.refusal(update, case.sealed(update, issued_at=old)) == "SealExpiredError"
    elsewhere = case.sealed("sign" if update != "sign" else "choose")
    assert await case.refusal(update, elsewhere) == "SealedForOtherCommandError"

    assert await case.seen() == before


async def test_an_accepted_seal_opens_no_other_door_and_its_own_only_once(engine: Engine) -> None:
    """Within its fifteen minutes it gets its first answer, and no event follows."""
    await engine.offered()
    case = Case(engine, str(engine.agreement))
    choose = engine.sealed(c.Choose(choices=(chosen(),)))
    first = await engine.handle.execute_update("choose", choose, result_type=Appended)
    before = await case.seen()
    stored = engine.types

    for kind, update in SEALED:
        if kind == "agreement" and update != "choose":
            assert await case.refusal(update, choose) == "SealedForOtherCommandError"
    assert await case.seen() == before

    assert await engine.handle.execute_update("choose", choose, result_type=Appended) == first
    assert engine.types == stored
