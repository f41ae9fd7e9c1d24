"""Where the store knows more than the state, or refuses what only it can know of."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from temporalio.client import Client
from temporalio.worker import UnsandboxedWorkflowRunner

from domain.agreement import commands as c
from domain.agreement.refusals import NotInThisPhaseError
from domain.agreement.state import Agreement, Phase, Signature
from domain.store_refusals import AgreementAlreadyOpenError
from domain.values import Side
from tests.scenario import SUPPLIER, chosen
from tests.workflows.engine import Engine, working
from tests.workflows.memory import Memory
from workflows import turns
from workflows.agreement.workflow import AgreementWorkflow


async def test_an_agreement_that_is_open_already_refuses_another_birth(engine: Engine) -> None:
    await engine.offered()
    engine.agreement = engine.next_agreement()

    with pytest.raises(AgreementAlreadyOpenError):
        await engine.offered()

    await engine.handle.result()
    assert engine.types == []


async def test_a_state_that_is_behind_reads_on_and_decides_once_more(engine: Engine) -> None:
    await engine.offered()
    await engine.behind_its_back(c.Choose(choices=(chosen(),)))

    answer = await engine.ask(c.Choose(choices=(chosen(), chosen("ai"))))

    assert answer.version == len(engine.types)
    assert engine.types.count("choices.recorded") == 2


async def test_a_state_that_is_behind_refuses_by_what_is_stored(engine: Engine) -> None:
    await engine.offered()
    await engine.behind_its_back(c.RefuseOffer(reason="not_needed"))

    with pytest.raises(NotInThisPhaseError):
        await engine.ask(c.WithdrawOffer(reason="mistake"), SUPPLIER)

    await engine.handle.result()
    assert engine.types == ["agreement.offered", "offer.refused"]


async def test_what_was_stored_before_in_other_words_is_read_and_not_made_up(
    engine: Engine,
) -> None:
    await engine.offered()
    yes = c.Choose(choices=(chosen(),))
    await engine.behind_its_back(yes, command_id="the-choice")

    answer = await engine.ask(yes, command_id="the-choice")
    await engine.compacted()

    assert answer.version == engine.state.version
    assert await handed_on(engine) == engine.state


async def handed_on(engine: Engine) -> Agreement:
    """The state with which the last run began."""
    history = await engine.handle.fetch_history()
    begun = history.events[0].workflow_execution_started_event_attributes
    (state,) = await engine.client.data_converter.decode(begun.input.payloads, [Agreement])
    assert isinstance(state, Agreement)
    return state


@pytest.fixture
async def impatient(client: Client, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Engine]:
    """An engine that asks again soon; without a sandbox, which would load the long pause anew."""
    monkeypatch.setattr(turns, "ASK_AGAIN", timedelta(seconds=1))
    async with working(client, Memory(), runner=UnsandboxedWorkflowRunner()) as engine:
        yield engine


async def test_a_log_that_lacks_what_is_known_is_waited_for(impatient: Engine) -> None:
    engine = impatient
    await engine.offered()
    await engine.ask(c.Choose(choices=(chosen(),)))
    whole = engine.memory.store.records
    engine.memory.store.records = whole[:1]
    known = len(whole)

    asked = asyncio.create_task(engine.ask(c.Choose(choices=(chosen("ai"),))))
    while (await engine.history())[-1] != "TIMER_STARTED":  # noqa: ASYNC110 - the workflow's
        await asyncio.sleep(0.05)
    engine.memory.store.records = whole

    assert (await asked).version > known


async def test_a_state_that_somebody_made_up_is_not_believed(engine: Engine) -> None:
    await engine.offered()
    await engine.handle.terminate("to be started with a lie")
    signed = Signature(Side.SUPPLIER, "0" * 64, engine.now())
    lie = replace(engine.state, phase=Phase.CONSENTED, signatures=(signed,))

    await engine.started_with(lie)
    await engine.ask(c.Choose(choices=(chosen(),)))

    assert (await engine.page()).startswith("# Agreement: consented")
    assert "supplier" in (await engine.page()).partition("Who is waited for")[2]


async def test_a_state_of_another_agreement_is_not_taken_in_its_place(engine: Engine) -> None:
    await engine.offered()
    state = engine.state
    engine.agreement = engine.next_agreement()

    await engine.started_with(state)

    await engine.handle.result()
    assert engine.types == []


async def test_a_workflow_under_another_kind_of_name_is_nobodys_and_ends(engine: Engine) -> None:
    started = await engine.client.start_workflow(
        AgreementWorkflow.run, engine.state, id="mine", task_queue=engine.gateway.turns_queue
    )

    await started.result()
