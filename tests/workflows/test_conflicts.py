"""Where the store knows more than the state, or refuses what only it can know of."""

from dataclasses import replace

import pytest

from domain.agreement import commands as c
from domain.agreement.refusals import NotInThisPhaseError
from domain.agreement.state import Phase, Signature
from domain.store_refusals import AgreementAlreadyOpenError
from domain.values import Side
from tests.scenario import SUPPLIER, chosen
from tests.workflows.engine import Engine
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


async def test_a_state_that_somebody_made_up_is_not_believed(engine: Engine) -> None:
    await engine.offered()
    await engine.handle.terminate("to be started with a lie")
    signed = Signature(Side.SUPPLIER, "0" * 64, engine.now())
    lie = replace(engine.state, phase=Phase.CONSENTED, signatures=(signed,))

    await engine.started_with(lie)
    await engine.ask(c.Choose(choices=(chosen(),)))

    assert (await engine.page()).startswith("# consented")
    assert "supplier" in (await engine.page()).partition("Waits for")[2]


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
