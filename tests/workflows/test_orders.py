"""An operator's orders to an agreement: without a seal, by a code, and never a decision."""

import pytest

from domain.agreement import commands as c
from domain.agreement.refusals import NobodyWaitedForError
from domain.orders import OperatorOrder, UnknownReasonCodeError
from domain.records import Appended
from domain.refusals import RefusedError
from gateway import operating
from gateway.refusals import NoSuchAgreementError
from gateway.updates import Update, patiently, updated
from tests.scenario import SUPPLIER
from tests.workflows.engine import Engine

DUE_SOON = OperatorOrder(reason="due_soon")
COMPACT = Update("compact", OperatorOrder(reason="because"), Appended)


async def reminded(engine: Engine, order: OperatorOrder = DUE_SOON, name: str = "once") -> int:
    """Remind whoever is waited for; return the version behind it."""
    return (await operating.remind(engine.client, engine.agreement, order, name)).version


async def test_whoever_is_waited_for_is_reminded_and_a_letter_is_owed(engine: Engine) -> None:
    await engine.offered()

    await reminded(engine)

    assert engine.types == ["agreement.offered", "party.reminded"]
    (record,) = engine.records[1:]
    assert record.provenance.actor == "engine"
    assert record.provenance.mandate is None


async def test_an_order_that_is_repeated_is_done_once(engine: Engine) -> None:
    await engine.offered()
    first = await reminded(engine)
    await engine.compacted()

    assert await reminded(engine) == first
    assert engine.types.count("party.reminded") == 1


@pytest.mark.parametrize("reason", ["because", "overdue_", "resent"])
async def test_a_reason_that_is_not_in_the_list_leaves_nothing(engine: Engine, reason: str) -> None:
    await engine.offered()

    await refused(engine, UnknownReasonCodeError, OperatorOrder(reason=reason))


async def test_a_history_begins_anew_for_a_reason_of_the_list_alone(engine: Engine) -> None:
    await engine.offered()
    before = await asked(engine)

    with pytest.raises(UnknownReasonCodeError, match="too_long"):
        await patiently(lambda: updated(engine.client, str(engine.agreement), COMPACT))
    assert await asked(engine) == before


async def test_where_nobody_is_waited_for_the_order_leaves_nothing(engine: Engine) -> None:
    await engine.active()
    await engine.until("document.filed")

    await refused(engine, NobodyWaitedForError, DUE_SOON)


async def test_what_is_over_cannot_be_reminded_of(engine: Engine) -> None:
    await engine.offered()
    await engine.ask(c.WithdrawOffer(reason="mistake"), SUPPLIER)
    await engine.handle.result()

    with pytest.raises(NoSuchAgreementError):
        await reminded(engine)


async def refused(engine: Engine, refusal: type[RefusedError], order: OperatorOrder) -> None:
    """See an order refused at the door, and nothing left behind."""
    stored, before = engine.types, await asked(engine)
    with pytest.raises(refusal):
        await reminded(engine, order)
    assert engine.types == stored
    assert await asked(engine) == before


async def asked(engine: Engine) -> list[str]:
    """What was asked from outside, as the history has it: tasks may still be completed."""
    return [event for event in await engine.history() if "UPDATE" in event]
