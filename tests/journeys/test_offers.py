"""Choosing and signing on the real engine, where two ask in the same second."""

import asyncio
from dataclasses import replace

from domain.agreement import commands as c
from domain.agreement.permits import Denied, Reason
from domain.agreement.refusals import HashNotCurrentError, MandateMissingError
from domain.agreement.state import Phase
from domain.periods import seconds
from domain.refusals import RefusedError
from domain.store_refusals import AgreementAlreadyOpenError
from gateway.refusals import NoSuchAgreementError
from tests.journeys.journey import Journey
from tests.journeys.leaflets import FIRST
from tests.journeys.said import chosen, opens


async def test_story_01_what_was_not_chosen_is_off_and_02_what_was_is_on_where_it_was(
    journey: Journey,
) -> None:
    one, two, three = journey.schools

    await journey.active(chosen(), chosen("speech", "yes", one, two))

    assert [opens(await journey.gate("speech", school), FIRST) for school in (one, two)] == [
        True,
        True,
    ]
    assert isinstance(closed := await journey.gate("speech", three), Denied)
    assert closed.reason is Reason.OPTION_NOT_CHOSEN
    assert opens(await journey.gate(school=three), FIRST)


async def test_story_03_a_teacher_without_mandate_neither_chooses_nor_signs(
    journey: Journey,
) -> None:
    await journey.offered()
    await journey.refuses(MandateMissingError, c.Choose(choices=(chosen(),)), journey.teacher)
    await journey.chose()

    await journey.refuses(MandateMissingError, await journey.signature(), journey.teacher)

    assert isinstance(await journey.gate(), Denied)


async def test_story_06_a_signature_under_another_hash_is_refused_with_the_current_one(
    journey: Journey,
) -> None:
    await journey.offered()
    await journey.chose()
    current = await journey.signature()
    await journey.chose(chosen("speech"))

    told = await journey.refuses(HashNotCurrentError, current)

    assert told == (await journey.signature()).hash
    await journey.signed()


async def test_story_04_both_sign_in_the_same_second_and_there_is_one_activation(
    journey: Journey,
) -> None:
    await journey.offered()
    await journey.chose()
    signature = await journey.signature()

    await asyncio.gather(
        journey.ask(signature, journey.seller), journey.ask(signature, journey.director)
    )

    types = await journey.types()
    assert types[-3:] == ["agreement.signed", "agreement.signed", "agreement.activated"]
    *_, first, second, activated = await journey.moments()
    assert first <= second == activated
    assert opens(await journey.gate(), FIRST)


async def test_story_05_a_revision_races_a_signature_and_nobody_is_bound_to_what_was_not_shown(
    journey: Journey,
) -> None:
    await journey.offered()
    await journey.chose()
    await journey.signed(journey.seller)
    proposal = journey.proposal().model_dump(exclude={"kind", "schools"})
    revised = c.ReviseOffer(**proposal, schools=journey.schools[:1])

    answers = await asyncio.gather(
        journey.ask(await journey.signature(), journey.director),
        journey.ask(revised, journey.seller),
        return_exceptions=True,
    )

    assert [isinstance(one, RefusedError) for one in answers].count(True) == 1
    state = await journey.state()
    if state.phase is Phase.ACTIVE:
        assert state.schools == journey.schools
    else:
        assert (state.phase, state.signatures) == (Phase.OFFERED, ())


async def test_story_07_an_offer_that_nobody_answers_lapses_and_its_workflow_ends(
    journey: Journey,
) -> None:
    await journey.offered(proposal_validity=seconds(2))

    await journey.happened("offer.lapsed")

    assert (await journey.state()).phase is Phase.LAPSED
    assert await journey.outcome() == "COMPLETED"
    await journey.refuses(NoSuchAgreementError, c.RefuseOffer(reason="too_late"))


async def test_of_racing_offers_to_one_board_one_wins_and_nothing_is_left_of_the_other(
    journey: Journey,
) -> None:
    rivals = [replace(journey, place=replace(journey.place, number=number)) for number in (1, 2, 3)]

    answers = await asyncio.gather(*(one.offered() for one in rivals), return_exceptions=True)

    refused = [one for one, answer in zip(rivals, answers, strict=True) if answer is not None]
    named = {type(answer) for answer in answers if answer is not None}
    assert (len(refused), named) == (2, {AgreementAlreadyOpenError})
    for rival in refused:
        assert await rival.records() == ()
        assert await rival.outcome() == "COMPLETED"


async def test_an_offer_after_a_closed_one_is_a_new_agreement(journey: Journey) -> None:
    await journey.offered()
    await journey.ask(c.RefuseOffer(reason="too_expensive"))
    again = replace(journey, place=replace(journey.place, number=2))

    await again.active()

    assert opens(await again.gate(), FIRST)
    assert (await journey.state()).phase is Phase.REFUSED


async def test_two_offers_of_one_number_are_one_agreement(journey: Journey) -> None:
    answers = await asyncio.gather(journey.offered(), journey.offered(), return_exceptions=True)

    assert sum(answer is None for answer in answers) == 1
    assert await journey.types() == ["agreement.offered"]
