"""A history begins anew, and nothing is lost."""

import asyncio

from domain.agreement import commands as c
from tests.scenario import chosen
from tests.workflows.engine import Engine


async def test_an_operator_has_the_history_begin_anew(engine: Engine) -> None:
    await engine.offered()
    before = await engine.handle.describe()

    await engine.compacted()

    after = await engine.handle.describe()
    assert after.run_id != before.run_id
    assert len(await engine.history()) < 10
    assert engine.types == ["agreement.offered"]


async def test_the_agreement_goes_on_where_it_was(engine: Engine) -> None:
    await engine.offered()
    await engine.compacted()

    await engine.ask(c.Choose(choices=(chosen(),)))

    assert engine.types == ["agreement.offered", "choices.recorded", "consent.completed"]


async def test_no_command_is_lost_in_between(engine: Engine) -> None:
    await engine.offered()

    answers = await asyncio.gather(
        *(engine.ask(c.Choose(choices=(chosen(),))) for _ in range(5)),
        engine.compacted(),
        *(engine.ask(c.Choose(choices=(chosen(),))) for _ in range(5)),
    )

    assert len({answer.version for answer in answers if answer}) == 10
    assert engine.types.count("choices.recorded") == 10


async def test_a_document_that_is_owed_is_issued_by_the_next_run(engine: Engine) -> None:
    engine.memory.shelf.is_away = True
    await engine.active()
    await engine.compacted()
    engine.memory.shelf.is_away = False

    await engine.until("document.filed")
