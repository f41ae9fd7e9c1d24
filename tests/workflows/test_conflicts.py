"""Where the store knows more than the state, or refuses what only it can know of."""

import pytest

from domain.agreement import commands as c
from domain.agreement.refusals import NotInThisPhaseError
from domain.store_refusals import AgreementAlreadyOpenError
from tests.scenario import SUPPLIER, chosen
from tests.workflows.engine import Engine


async def test_an_agreement_that_is_open_already_refuses_another_birth(engine: Engine) -> None:
    await engine.offered()
    engine.agreement = engine.next_agreement()

    with pytest.raises(AgreementAlreadyOpenError):
        await engine.offered()

    await engine.handle.result()
    assert engine.types == []


async def test_a_state_that_is_behind_reads_on_and_decides_once_more(engine: Engine) -> None:
    await engine.offered()
    await engine.ask(c.Choose(choices=(chosen(),)))
    await engine.handle.terminate("so that it is built again from less")
    await engine.rebuilt(engine.records[:1])

    answer = await engine.ask(c.Choose(choices=(chosen(), chosen("ai"))))

    assert answer.version == len(engine.types)
    assert engine.types.count("choices.recorded") == 2


async def test_a_state_that_is_behind_refuses_by_what_is_stored(engine: Engine) -> None:
    await engine.offered()
    await engine.ask(c.RefuseOffer(reason="not_needed"))
    await engine.handle.result()
    await engine.rebuilt(engine.records[:1])

    with pytest.raises(NotInThisPhaseError):
        await engine.ask(c.WithdrawOffer(reason="mistake"), SUPPLIER)

    await engine.handle.result()
    assert engine.types == ["agreement.offered", "offer.refused"]
