"""The machine itself: repeated commands, new histories, lost workflows, false seals, replays."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from temporalio.client import WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError
from temporalio.worker import Replayer

from adapters.seal import Sealer
from domain.agreement import commands as c
from domain.agreement.state import Phase
from domain.orders import OperatorOrder
from domain.repeats import CommandIdReusedError
from domain.requests import RequestBody, SealedRequest
from gateway.engine import converter
from gateway.rebuilding import unread
from settings import Settings
from tests.journeys.journey import Journey, begun
from tests.journeys.leaflets import FIRST, NEW_PURPOSE
from tests.journeys.running import TURNS, Servers, turns_worker
from tests.journeys.said import approval, chosen, opens
from tests.journeys.system import System
from workflows.agreement.workflow import AgreementWorkflow
from workflows.plugin import AkkoordPlugin

YES = c.Choose(choices=(chosen(),))
ANSWER = "the-answer-that-was-lost"


async def compacted(journey: Journey) -> None:
    """An operator has a new history begun, and it has begun."""
    before = (await journey.handle.describe()).run_id
    await journey.handle.execute_update("compact", OperatorOrder(reason="too_long"))

    async def begun_anew() -> bool:
        return (await journey.handle.describe()).run_id != before

    await journey.seen(begun_anew)


async def rebuilt(journey: Journey) -> None:
    """The workflow is lost, and started again, and reads what is stored."""
    await journey.handle.terminate("lost")
    await journey.system.client.start_workflow(
        AgreementWorkflow.run,
        unread(await journey.state()),
        id=str(journey.place),
        task_queue=TURNS,
    )


@pytest.mark.parametrize("what_happens", [compacted, rebuilt])
async def test_story_33_a_repeated_command_gets_its_first_answer(
    journey: Journey, what_happens: Callable[[Journey], Awaitable[None]]
) -> None:
    await journey.offered()
    first = await journey.ask(YES, command_id=f"{journey.place}.{ANSWER}")
    await journey.chose(chosen("speech"))
    stored = await journey.decided()

    await what_happens(journey)

    again = await journey.ask(YES, command_id=f"{journey.place}.{ANSWER}")
    assert again == first
    assert await journey.decided() == stored
    no = c.Choose(choices=(chosen(answer="no"),))
    with pytest.raises(CommandIdReusedError):
        await journey.ask(no, command_id=f"{journey.place}.{ANSWER}")
    await journey.signed()
    assert opens(await journey.gate("speech"), FIRST)


async def test_story_33_after_the_end_too(journey: Journey) -> None:
    await journey.offered()
    refuse = c.RefuseOffer(reason="too_expensive")
    first = await journey.ask(refuse, command_id=f"{journey.place}.{ANSWER}")
    assert await journey.outcome() == "COMPLETED"

    assert await journey.ask(refuse, command_id=f"{journey.place}.{ANSWER}") == first


async def test_deadlines_outlive_a_new_history_and_a_lost_workflow(journey: Journey) -> None:
    await journey.active()
    await journey.announced()
    await compacted(journey)
    await journey.approved()
    await rebuilt(journey)

    ending = await journey.ended()
    await journey.settled(ending)
    await compacted(journey)
    await journey.certified(ending)

    assert (await journey.state()).phase is Phase.CLOSED
    assert await journey.outcome() == "COMPLETED"
    assert (await journey.types()).count("agreement.activated") == 1


async def sealed(journey: Journey, sealer: Sealer | None = None, **also: object) -> SealedRequest:
    """A request as the gateway seals it, but for what is altered."""
    body = RequestBody(
        workflow_id=str(journey.place),
        command_id=journey.new_id(),
        actor=await journey.system.actor(journey.director, f"board:{journey.place.board}"),
        via="test",
        issued_at=journey.system.now(),
        command=journey.line.said(YES),
    )
    altered = body.model_copy(update=also)
    return (sealer or journey.system.gateway.sealer).seal(altered)


async def sends(journey: Journey, argument: object, update: str = "choose") -> str:
    """Send an update past the gateway, as the Temporal UI does; return the refusal's name."""
    with pytest.raises(WorkflowUpdateFailedError) as failed:
        await journey.handle.execute_update(update, argument)
    assert isinstance(failed.value.cause, ApplicationError)
    return failed.value.cause.type or ""


async def test_story_35_what_is_not_sealed_for_here_and_now_is_refused_and_leaves_nothing(
    journey: Journey, other: Journey
) -> None:
    await journey.offered()
    await other.offered()
    history = (await journey.handle.fetch_history()).events
    genuine = await sealed(journey)
    old = journey.system.now() - timedelta(minutes=16)
    forged = genuine.body.replace("director", "impostor")

    assert [
        await sends(journey, genuine.model_copy(update={"body": forged})),
        await sends(journey, await sealed(journey, Sealer(Ed25519PrivateKey.generate()))),
        await sends(journey, await sealed(journey, issued_at=old)),
        await sends(journey, await sealed(other)),
        await sends(journey, genuine, "refuse_offer"),
    ] == [
        "SealInvalidError",
        "UnknownKeyError",
        "SealExpiredError",
        "SealForeignError",
        "SealedForOtherCommandError",
    ]
    for plain in (YES.model_dump(mode="json"), {}, None, "yes", {"reason": "because"}):
        await sends(journey, plain)

    assert (await journey.handle.fetch_history()).events == history
    assert await journey.types() == ["agreement.offered"]
    await journey.chose()


async def test_story_35_a_replayed_seal_gets_its_first_answer_and_adds_nothing(
    journey: Journey,
) -> None:
    await journey.offered()
    request = await sealed(journey)
    first = await journey.handle.execute_update("choose", request, id="first")
    await journey.chose(chosen("speech"))
    stored = await journey.decided()

    assert await journey.handle.execute_update("choose", request, id="second") == first
    assert await journey.decided() == stored


async def test_histories_are_replayed_without_keys(journey: Journey) -> None:
    await journey.active()
    await journey.announced()
    await asyncio.gather(
        journey.ask(approval()),
        journey.ask(approval(), journey.deputy),
        return_exceptions=True,
    )
    ending = await journey.ended()
    await journey.settled(ending)
    await journey.certified(ending)
    assert await journey.outcome() == "COMPLETED"

    replayer = Replayer(workflows=[], plugins=[AkkoordPlugin()], data_converter=converter())
    await replayer.replay_workflow(await journey.handle.fetch_history())


@pytest.fixture
async def forgetful(
    system: System, journey_settings: Settings, servers: Servers
) -> AsyncIterator[Journey]:
    """Begin with a worker of its own that replays the history for every task."""
    queue = "journeys-forgetful"
    journey = await begun(system.on_queue(queue))
    settings = replace(journey_settings, turns_queue=queue)
    once = await turns_worker(servers.temporal, settings, system.pool, max_cached_workflows=0)
    async with once:
        yield journey


async def test_a_worker_that_remembers_nothing_goes_the_same_way(forgetful: Journey) -> None:
    await forgetful.active()
    await forgetful.announced()
    await forgetful.approved()
    assert opens(await forgetful.gate(), NEW_PURPOSE)
    ending = await forgetful.ended()
    await forgetful.settled(ending)
    await forgetful.certified(ending)
    assert await forgetful.outcome() == "COMPLETED"
