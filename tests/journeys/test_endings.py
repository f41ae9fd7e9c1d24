"""From notice to the last proof on the real engine."""

from datetime import timedelta

from domain.agreement import commands as c
from domain.agreement.endings import kept_by_law
from domain.agreement.permits import Denied, Reason
from domain.agreement.refusals import (
    ChangeNoLongerOpenError,
    ReturnNotSettledError,
    StillKeptByLawError,
)
from domain.agreement.state import ChangeStanding, Phase
from domain.calendar import day_of
from domain.canonical import content_hash
from domain.periods import seconds
from domain.values import CORE
from gateway.refusals import NoSuchAgreementError
from tests.journeys.journey import Journey
from tests.journeys.leaflets import FIRST, NEW_PURPOSE, NO_VOICE
from tests.journeys.said import approval, certificate, chosen, opens

PARTS = {
    "supplier",
    "backups",
    "subprocessor:Host BV",
    "subprocessor:Spare Disks",
    "subprocessor:Voice, Inc.",
}


async def test_story_21_from_notice_to_closed_and_the_workflow_is_over(journey: Journey) -> None:
    await journey.active()
    ending = await journey.ended()
    await journey.ask(c.RequestReturn(ending=ending))
    too_early = certificate(ending, "supplier")
    await journey.refuses(ReturnNotSettledError, too_early, journey.seller)
    delivery = c.DeliverExport(ending=ending, export=content_hash("export"))
    await journey.ask(delivery, journey.seller)
    await journey.refuses(ReturnNotSettledError, too_early, journey.seller)
    await journey.ask(c.ConfirmExport(ending=ending))
    assert {proof.part for proof in (await journey.ending(ending)).proofs} == PARTS

    await journey.certified(ending)

    assert (await journey.types())[-2:] == ["ending.completed", "agreement.closed"]
    assert await journey.outcome() == "COMPLETED"
    assert await journey.gate() == Denied(Reason.ENDED)
    await journey.refuses(NoSuchAgreementError, too_early, journey.seller)
    await journey.post("agreement.closed", "agreement.closed")


async def test_story_22_a_silent_subprocessor_of_before_keeps_it_ending_with_reminders(
    journey: Journey,
) -> None:
    clocks = dict.fromkeys(("destruction", "backup_destruction", "certificate"), seconds(1))
    await journey.active(**clocks)
    await journey.announced(NO_VOICE)
    assert opens(await journey.gate(), NO_VOICE)
    ending = await journey.ended()
    await journey.settled(ending)
    silent = "subprocessor:Voice, Inc."

    await journey.certified(ending, *(PARTS - {silent}))
    await journey.until(lambda state: state.endings[0].missing == (silent,))
    missing = await journey.count("proof.missing")
    await journey.counted("proof.missing", missing + 2)

    assert (await journey.state()).phase is Phase.ENDING
    assert await journey.outcome() == "RUNNING"
    await journey.certified(ending, silent)
    assert await journey.outcome() == "COMPLETED"


async def test_story_23_what_a_law_keeps_is_not_closed_by_the_first_certificates(
    journey: Journey,
) -> None:
    await journey.active()
    ending = await journey.ended()
    until = day_of(journey.system.now()) + timedelta(days=7 * 365)
    duty = c.CiteDutyToKeep(
        ending=ending,
        part="supplier",
        categories=("quill:results",),
        law="WVV art. 3:88",
        until=until,
    )
    await journey.ask(duty, journey.seller)
    await journey.settled(ending)

    await journey.certified(ending)

    (kept,) = kept_by_law(await journey.ending(ending))
    assert (kept.part, kept.certified, kept.final) == ("supplier", True, False)
    again = certificate(ending, "supplier")
    assert await journey.refuses(StillKeptByLawError, again, journey.seller) == f"{until}"
    assert (await journey.state()).phase is Phase.ENDING


async def test_story_24_the_boards_notice_cancels_the_change_that_waits(journey: Journey) -> None:
    await journey.active()
    await journey.announced()
    tomorrow = day_of(journey.system.now()) + timedelta(days=1)

    await journey.ask(c.GiveNotice(reason="other_product", ends_on=tomorrow))

    assert (await journey.types())[-2:] == ["notice.given", "change.cancelled"]
    (change,) = (await journey.state()).changes
    assert change.standing is ChangeStanding.CANCELLED
    await journey.refuses(ChangeNoLongerOpenError, approval())
    assert opens(await journey.gate(), FIRST)
    await journey.post("change.cancelled", "change.cancelled")


async def test_story_25_from_the_end_the_gate_is_closed_for_every_service(
    journey: Journey,
) -> None:
    await journey.active(chosen(), chosen("speech"), supplier_notice=seconds(2))
    await journey.ask(c.GiveNotice(reason="product_stops"), journey.seller)
    ends_at = (await journey.state()).ends_at
    assert ends_at is not None
    assert opens(await journey.gate("speech", at=ends_at - timedelta(microseconds=1)), FIRST)
    assert await journey.gate("speech", at=ends_at) == Denied(Reason.ENDED)

    await journey.happened("agreement.ended", "ending.opened")

    for service in (CORE, "speech"):
        for school in journey.schools:
            assert await journey.gate(service, school) == Denied(Reason.ENDED)
    assert opens(await journey.gate("speech", at=ends_at - timedelta(seconds=1)), FIRST)


async def test_story_34_an_option_withdrawn_at_one_school_ends_its_data_there_only(
    journey: Journey,
) -> None:
    await journey.active(chosen(), chosen("speech"))
    here, elsewhere = journey.schools[:2]

    await journey.chose(chosen("speech", "no", here))

    assert await journey.gate("speech", here) == Denied(Reason.OPTION_NOT_CHOSEN)
    assert opens(await journey.gate(school=here), FIRST)
    assert opens(await journey.gate("speech", elsewhere), FIRST)
    (ending,) = (await journey.state()).endings
    own = journey.line.product
    assert ending.scope.model_dump() == {"product": own, "school": here, "service": "speech"}
    await journey.settled(ending.id)
    await journey.certified(ending.id)
    assert (await journey.types())[-1] == "ending.completed"
    assert (await journey.state()).phase is Phase.ACTIVE
    assert opens(await journey.gate("speech", elsewhere), FIRST)


async def test_an_approved_change_of_an_ending_agreement_never_comes_into_force(
    journey: Journey,
) -> None:
    await journey.active()
    await journey.announced(announced_from=journey.system.now() + timedelta(days=3))
    await journey.approved()

    await journey.ended()

    (change,) = (await journey.state()).changes
    assert change.standing is ChangeStanding.CANCELLED
    ahead = journey.system.now() + timedelta(days=4)
    assert not opens(await journey.gate(at=ahead), NEW_PURPOSE)
