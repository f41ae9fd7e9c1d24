"""A seal that was accepted gets its first answer and adds nothing: tried on every such update."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from temporalio import activity
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode
from temporalio.worker import Worker

from domain.agreement import commands as c
from domain.commands import AnyCommand
from domain.product.gathering import ProductGathered, ProductNeed
from domain.product.state import Phase
from domain.records import Appended, EventRecord
from domain.requests import RequestBody, SealedRequest
from gateway.updates import Birth, Update, begun, updated
from tests.domain.agreement.asked import EXAMPLES as OF_AGREEMENT
from tests.domain.agreement.test_table_of_phases import asking
from tests.domain.product.asked import EXAMPLES as PRODUCT_EXAMPLES
from tests.domain.product.asked import in_phase
from tests.domain.product.editions import SECOND
from tests.domain.product.story import Story as ProductStory
from tests.scenario import V1, Story, actor, chosen
from tests.workflows.engine import RING, Engine
from tests.workflows.memory import MEET, Memory
from tests.workflows.sandbox import sandbox
from tests.workflows.test_mandates import SEALED, tell_agreements, telling
from workflows.agreement.kind import AGREEMENT
from workflows.agreement.workflow import AgreementWorkflow
from workflows.plugin import TURNS, AkkoordPlugin, Duties
from workflows.product.kind import PRODUCT
from workflows.product.workflow import ProductWorkflow
from workflows.steps import folded

COMMANDS: dict[str, c.AnyCommand] = {one.kind: one for one in OF_AGREEMENT}
OF_PRODUCT: dict[str, AnyCommand] = {one.kind: one for one in PRODUCT_EXAMPLES}
MEET_ALONE = {"product": MEET.product}
BIRTH = Birth(AgreementWorkflow.run, AGREEMENT.unborn)
PRODUCT_BIRTH = Birth(ProductWorkflow.run, PRODUCT.unborn)
LAPSED = 31  # days without an answer
LAST = {"withdraw_offer", "refuse_offer", "end_product"}  # the workflow is over with it


def command(kind: str, story: Story) -> c.AnyCommand:
    """The example of a command, as it can be asked where a story stands."""
    otherwise: dict[str, Callable[[], dict[str, str]]] = {
        "sign": lambda: {"hash": story.hash},
        "offer_product": lambda: {"leaflet": MEET.hash},
        "withdraw_product": lambda: MEET_ALONE,
        "drop_product": lambda: MEET_ALONE,
    }
    return COMMANDS[kind].model_copy(update=otherwise.get(kind, dict)())


def asked(story: Story, *kinds: str) -> Story:
    """Ask commands, one after the other."""
    for kind in kinds:
        story.ask(command(kind, story), asking(COMMANDS[kind]))
    return story


def both_in_force(story: Story) -> Story:
    return story.offered(V1, MEET).chose(chosen(), chosen(of=MEET)).signed()


def announced(story: Story) -> Story:
    story.active().announced()
    return story


def lapsed(story: Story) -> Story:
    announced(story.later(days=-LAPSED)).wait(days=LAPSED)
    return story


def ending(story: Story) -> Story:
    story.active().ended()
    return story


BEFORE: dict[str, Callable[[Story], Story]] = {
    "offer": lambda story: story,
    "revise_offer": Story.offered,
    "withdraw_offer": Story.offered,
    "refuse_offer": Story.offered,
    "choose": Story.offered,
    "sign": lambda story: story.offered().chose(),
    "offer_product": Story.active,
    "withdraw_product": lambda story: asked(story.active(), "offer_product"),
    "drop_product": both_in_force,
    "add_school": Story.active,
    "remove_school": Story.active,
    "reoffer_change": lapsed,
    "approve_change": announced,
    "reject_change": announced,
    "withdraw_approval": lambda story: asked(announced(story), "approve_change"),
    "give_notice": Story.active,
    "request_return": ending,
    "waive_return": ending,
    "deliver_export": lambda story: asked(ending(story), "request_return"),
    "confirm_export": lambda story: asked(ending(story), "request_return", "deliver_export"),
    "report_incomplete_export": lambda story: asked(
        ending(story), "request_return", "deliver_export"
    ),
    "certify_destruction": lambda story: asked(ending(story), "waive_return"),
    "cite_duty_to_keep": lambda story: asked(ending(story), "waive_return"),
}
"""What brings an agreement to where a person's command is heard."""

PRODUCT_BEFORE: dict[str, Callable[[], ProductStory]] = {
    "register": lambda: in_phase(Phase.UNBORN),
    "withdraw_announcement": lambda: in_phase(Phase.OFFERED).has(SECOND),
    "end_product": lambda: in_phase(Phase.OFFERED),
}


def test_each_update_of_a_person_is_tried() -> None:
    tried = {("agreement", kind) for kind in BEFORE} | {
        ("product", kind) for kind in PRODUCT_BEFORE
    }

    assert tried == set(SEALED)


@pytest.mark.parametrize("kind", BEFORE)
async def test_a_seal_of_an_agreement_moves_it_once(engine: Engine, kind: str) -> None:
    place = str(engine.agreement)
    stored, unborn = (*Story().stored, MEET), AGREEMENT.unborn(place)
    story = BEFORE[kind](Story(stored=stored, now=just_now(), state=unborn))
    remember(engine.memory, place, story.records)
    if story.records:
        await engine.rebuilt()
    sealed = engine.sealed(command(kind, story), asking(COMMANDS[kind]))
    queue = engine.gateway.turns_queue

    first = await begun(engine.client, place, BIRTH, queue, update(kind, sealed, "first"))

    await moves_nothing_again(engine, place, update(kind, sealed, "again"), first)


@pytest.mark.parametrize("kind", PRODUCT_BEFORE)
async def test_a_seal_of_a_product_moves_it_once(engine: Engine, client: Client, kind: str) -> None:
    story, supplier = PRODUCT_BEFORE[kind](), f"quill-{engine.agreement.number}"
    place, seller = f"product:{supplier}:quill", actor(f"supplier:{supplier}")
    remember(engine.memory, place, story.records)

    @activity.defn(name="gather_product")
    async def gather_product(need: ProductNeed) -> ProductGathered:
        return story.gathered(need)

    queue = f"products-{engine.agreement.number}"
    also = (gather_product, tell_agreements, telling)
    duties = Duties(TURNS, (*engine.memory.activities, *also))
    plugin = AkkoordPlugin(RING, {queue: duties}, runner=sandbox())
    async with Worker(client, task_queue=queue, plugins=[plugin]):
        if story.records:
            records = tuple(engine.memory.stream(place))
            state = folded(PRODUCT, PRODUCT.unborn(place), records)
            await client.start_workflow(ProductWorkflow.run, state, id=place, task_queue=queue)
        sealed = engine.sealed(OF_PRODUCT[kind], seller, workflow_id=place)

        first = await begun(client, place, PRODUCT_BIRTH, queue, update(kind, sealed, "first"))

        await moves_nothing_again(engine, place, update(kind, sealed, "again"), first)


def just_now() -> datetime:
    return datetime.now(UTC) - timedelta(seconds=1)


def remember(memory: Memory, place: str, records: tuple[EventRecord, ...]) -> None:
    """Have a story's events stored as a stream's."""
    memory.store.records = [one.model_copy(update={"stream_id": place}) for one in records]


def update(kind: str, sealed: SealedRequest, name: str) -> Update[Appended]:
    """Ask with a seal, in a message of its own."""
    command_id = RequestBody.model_validate_json(sealed.body).command_id
    return Update(kind, sealed, Appended, f"{command_id}:{name}")


async def moves_nothing_again(
    engine: Engine, place: str, again: Update[Appended], first: Appended
) -> None:
    """The same seal is answered as the first time, or finds that all is over."""
    stored = brought_by(engine, place, again)
    assert stored[-1].version == first.version

    if again.name in LAST:
        with pytest.raises(RPCError) as over:
            await updated(engine.client, place, again)
        assert over.value.status is RPCStatusCode.NOT_FOUND
    else:
        assert await updated(engine.client, place, again) == first

    assert brought_by(engine, place, again) == stored


def brought_by(engine: Engine, place: str, update: Update[Appended]) -> list[EventRecord]:
    """What the command brought; what the engine does meanwhile by itself is not of it."""
    assert isinstance(update.argument, SealedRequest)
    body = RequestBody.model_validate_json(update.argument.body)
    return [
        one for one in engine.memory.stream(place) if one.provenance.command_id == body.command_id
    ]
