"""Story 33: a client that lost the answer asks again, under the same command id."""

import asyncio

import pytest

from domain.agreement import commands as c
from domain.repeats import CommandIdReusedError
from tests.scenario import SUPPLIER, chosen
from tests.workflows.engine import OFFER, Engine

YES = c.Choose(choices=(chosen(),))


async def test_the_same_command_gets_the_first_answer(engine: Engine) -> None:
    await engine.offered()
    first = await engine.ask(YES, command_id="the-choice")
    await engine.ask(c.Choose(choices=(chosen("ai"),)))
    stored = engine.types

    assert await engine.ask(YES, command_id="the-choice") == first
    assert engine.types == stored


async def test_the_same_command_twice_at_once_counts_once(engine: Engine) -> None:
    await engine.offered()

    sealed = engine.sealed(YES)
    one, other = await asyncio.gather(
        *(engine.handle.execute_update("choose", sealed, id=name) for name in ("one", "other"))
    )

    assert one == other
    assert engine.types.count("choices.recorded") == 1


async def test_the_first_answer_survives_a_new_history(engine: Engine) -> None:
    await engine.offered()
    first = await engine.ask(YES, command_id="the-choice")
    await engine.compacted()
    stored = engine.types

    assert await engine.ask(YES, command_id="the-choice") == first
    assert engine.types == stored


async def test_the_first_answer_survives_a_rebuild(engine: Engine) -> None:
    await engine.offered()
    first = await engine.ask(YES, command_id="the-choice")
    await engine.handle.terminate("the database of the engine is lost")
    stored = engine.types

    await engine.rebuilt()

    assert await engine.ask(YES, command_id="the-choice") == first
    assert engine.types == stored


async def test_the_first_answer_survives_the_end(engine: Engine) -> None:
    await engine.offered()
    withdraw = c.WithdrawOffer(reason="mistake")
    first = await engine.ask(withdraw, SUPPLIER, command_id="the-end")
    await engine.handle.result()

    assert await engine.ask(withdraw, SUPPLIER, command_id="the-end") == first


async def test_the_first_answer_survives_the_end_and_the_loss_of_the_engine(
    engine: Engine,
) -> None:
    await engine.offered()
    withdraw = c.WithdrawOffer(reason="mistake")
    first = await engine.ask(withdraw, SUPPLIER, command_id="the-end")
    engine.forgotten()

    assert await engine.ask(withdraw, SUPPLIER, command_id="the-end") == first
    with pytest.raises(CommandIdReusedError):
        await engine.ask(c.WithdrawOffer(reason="other"), SUPPLIER, command_id="the-end")


async def test_an_offer_repeated_after_the_end_revives_nothing(engine: Engine) -> None:
    first = await engine.ask(OFFER, SUPPLIER, command_id=f"offer-of-{engine.agreement}")
    await engine.ask(c.WithdrawOffer(reason="mistake"), SUPPLIER)
    await engine.handle.result()

    again = await engine.ask(OFFER, SUPPLIER, command_id=f"offer-of-{engine.agreement}")

    assert again == first
    await engine.handle.result()
    assert engine.types == ["agreement.offered", "offer.withdrawn"]


async def test_the_same_id_for_another_command_is_refused(engine: Engine) -> None:
    await engine.offered()
    await engine.ask(YES, command_id="the-choice")
    before = await engine.history()

    with pytest.raises(CommandIdReusedError):
        await engine.ask(c.Choose(choices=(chosen(answer="no"),)), command_id="the-choice")

    assert await engine.history() == before
