"""How an agreement's workflow is born, lives and ends."""

import asyncio

import pytest
from temporalio.client import WorkflowExecutionStatus

from domain.agreement import commands as c
from domain.agreement.refusals import MandateMissingError, NotInThisPhaseError, UnknownLeafletError
from domain.agreement.terms.policies import PRODUCTION
from domain.canonical import content_hash
from domain.periods import seconds
from domain.store_refusals import StreamExistsError
from gateway.refusals import NoSuchAgreementError
from tests.scenario import SUPPLIER, TEACHER, V2, actor, chosen
from tests.workflows.engine import OFFER, Engine

UNKNOWN = OFFER.model_copy(update={"leaflets": (content_hash("no such leaflet"),)})


async def test_the_first_offer_gives_birth(engine: Engine) -> None:
    answer = await engine.offered()

    assert answer.version == 1
    assert engine.types == ["agreement.offered"]
    assert (await engine.handle.describe()).status is WorkflowExecutionStatus.RUNNING


async def test_an_offer_refused_in_its_turn_is_stillborn(engine: Engine) -> None:
    with pytest.raises(UnknownLeafletError):
        await engine.ask(UNKNOWN, SUPPLIER)

    await engine.handle.result()
    assert engine.types == []


async def test_an_offer_refused_at_the_door_is_stillborn(engine: Engine) -> None:
    with pytest.raises(MandateMissingError):
        await engine.ask(OFFER, actor("supplier:github").model_copy(update={"mandates": ()}))

    await engine.handle.result()
    assert len(await engine.history()) <= 5
    assert engine.types == []


async def test_after_a_stillbirth_the_same_place_is_free(engine: Engine) -> None:
    with pytest.raises(UnknownLeafletError):
        await engine.ask(UNKNOWN, SUPPLIER)

    await engine.offered()

    assert engine.types == ["agreement.offered"]


async def test_of_many_births_at_once_one_comes_true(engine: Engine) -> None:
    outcomes = await asyncio.gather(
        *(engine.ask(OFFER, SUPPLIER) for _ in range(8)), return_exceptions=True
    )

    refused = [one for one in outcomes if isinstance(one, NotInThisPhaseError)]
    assert len(refused) == 7
    assert engine.types == ["agreement.offered"]


async def test_a_refusal_leaves_nothing_in_history(engine: Engine) -> None:
    await engine.offered()
    before = await engine.history()

    with pytest.raises(MandateMissingError):
        await engine.ask(c.Choose(choices=(chosen(),)), TEACHER)

    assert await engine.history() == before
    assert engine.types == ["agreement.offered"]


async def test_nothing_can_be_asked_of_an_agreement_that_never_was(engine: Engine) -> None:
    with pytest.raises(NoSuchAgreementError):
        await engine.ask(c.RefuseOffer(reason="too_late"))


async def test_two_officials_answer_differently_in_the_same_second(engine: Engine) -> None:
    await engine.offered()
    yes = c.Choose(choices=(chosen(),))
    no = c.RefuseOffer(reason="not_needed")

    outcomes = await asyncio.gather(
        engine.ask(no, actor("board:gent", person="first")),
        engine.ask(no, actor("board:gent", person="second")),
        engine.ask(yes, actor("board:gent", person="third")),
        return_exceptions=True,
    )

    assert [type(one).__name__ for one in outcomes].count("Appended") in (1, 2)
    assert engine.types.count("offer.refused") == 1
    assert engine.types[-1] == "offer.refused"


async def test_both_sign_at_the_same_second_and_one_activation_follows(engine: Engine) -> None:
    await engine.offered()
    await engine.ask(c.Choose(choices=(chosen(),)))
    consent = engine.events[-1]
    assert consent.type == "consent.completed"
    sign = c.Sign(hash=consent.hash)

    await asyncio.gather(engine.ask(sign, SUPPLIER), engine.ask(sign))

    assert engine.types.count("agreement.signed") == 2
    assert engine.types.count("agreement.activated") == 1


async def test_a_change_is_approved_by_one_official_only(engine: Engine) -> None:
    await engine.active()
    await engine.announced("mail")

    approve = c.ApproveChange(change="mail", leaflet=V2.hash)
    reject = c.RejectChange(change="mail", leaflet=V2.hash, reason="no_need")
    outcomes = await asyncio.gather(engine.ask(approve), engine.ask(reject), return_exceptions=True)

    refused = [one for one in outcomes if isinstance(one, Exception)]
    assert [type(one).__name__ for one in refused] == ["AlreadyAnsweredError"]
    assert len({"change.approved", "change.rejected"} & set(engine.types)) == 1


async def test_an_offer_that_nobody_answers_lapses_and_the_workflow_ends(engine: Engine) -> None:
    terms = PRODUCTION.defaults.model_copy(update={"proposal_validity": seconds(1)})
    await engine.ask(OFFER.model_copy(update={"terms": terms}), SUPPLIER)

    await engine.handle.result()

    assert engine.types == ["agreement.offered", "offer.lapsed"]
    lapsed = engine.records[-1].provenance
    assert (lapsed.actor, lapsed.via) == ("clock", "clock")


async def test_an_agreement_that_ended_is_not_reborn(engine: Engine) -> None:
    await engine.offered()
    await engine.ask(c.WithdrawOffer(reason="mistake"), SUPPLIER)
    await engine.handle.result()

    with pytest.raises(StreamExistsError):
        await engine.offered()

    assert engine.types == ["agreement.offered", "offer.withdrawn"]


async def test_the_agreement_as_issued_is_put_on_record(engine: Engine) -> None:
    await engine.active()

    await engine.until("document.filed")

    assert [one.of_version for one in engine.memory.shelf.filed] == [6]
    filed = engine.records[-1]
    assert (filed.event.type, filed.provenance.actor) == ("document.filed", "engine")


async def test_nothing_waits_for_a_storage_that_is_away(engine: Engine) -> None:
    engine.memory.shelf.is_away = True
    await engine.active()
    await engine.ask(c.AddSchool(school="nieuwe-school"))
    assert "document.filed" not in engine.types

    engine.memory.shelf.is_away = False

    await engine.until("document.filed")


async def test_what_cannot_be_read_at_once_is_waited_for(engine: Engine) -> None:
    engine.memory.lines.times_away = 2
    await engine.active()

    await engine.announced()

    assert engine.memory.lines.times_away == 0
    assert (await engine.handle.describe()).status is WorkflowExecutionStatus.RUNNING
