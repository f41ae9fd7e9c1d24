"""Stories 21 to 25 and 34: from notice to the last proof."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.agreement import commands as c
from domain.agreement.endings import kept_by_law
from domain.agreement.permits import Reason, permits
from domain.agreement.refusals import (
    ChangeNoLongerOpenError,
    ReturnNotSettledError,
    StillKeptByLawError,
)
from domain.agreement.state import ChangeStanding, Ending, Phase
from domain.canonical import content_hash
from domain.values import CORE
from tests.scenario import (
    SUPPLIER,
    V1,
    V2,
    Story,
    chosen,
    closed_for,
    item,
    leaflet,
    opens,
    told,
    types,
)

BRUSSELS = ZoneInfo("Europe/Brussels")
PARTS = ("supplier", "backups", "subprocessor:Cloud")
EXPORT = content_hash("export")
CERTIFICATE = content_hash("certificate")


def ending_of(story: Story, ending: str = "ending-1") -> Ending:
    return next(one for one in story.state.endings if one.id == ending)


def test_story_21_return_is_delivered_and_confirmed_before_anything_is_destroyed() -> None:
    story = Story().active()
    ending = story.ended()
    story.ask(c.RequestReturn(ending=ending))
    too_early = c.CertifyDestruction(ending=ending, part="supplier", certificate=CERTIFICATE)
    story.refuses(ReturnNotSettledError, too_early, SUPPLIER)
    story.ask(c.DeliverExport(ending=ending, export=EXPORT), SUPPLIER)
    story.refuses(ReturnNotSettledError, too_early, SUPPLIER)
    confirmed = story.ask(c.ConfirmExport(ending=ending))
    assert types(confirmed) == ["export.confirmed", "return.settled"]
    assert tuple(proof.part for proof in ending_of(story).proofs) == PARTS


def test_story_21_only_the_last_certificate_closes() -> None:
    story = Story().active()
    ending = story.ended()
    story.settled(ending)
    for part in PARTS[:-1]:
        story.certified(ending, part)
        assert story.state.phase is Phase.ENDING
    story.certified(ending, PARTS[-1])
    assert types(story.events)[-2:] == ["ending.completed", "agreement.closed"]
    assert story.state.phase is Phase.CLOSED
    assert story.state.has_ended


def test_story_21_an_incomplete_export_is_asked_again() -> None:
    story = Story().active()
    ending = story.ended()
    story.ask(c.RequestReturn(ending=ending))
    story.ask(c.DeliverExport(ending=ending, export=EXPORT), SUPPLIER)
    story.ask(c.ReportIncompleteExport(ending=ending, reason="files_missing"))
    assert {one.standing for one in ending_of(story).returns} == {"requested"}
    story.ask(c.DeliverExport(ending=ending, export=CERTIFICATE), SUPPLIER)
    assert types(story.ask(c.ConfirmExport(ending=ending)))[-1] == "return.settled"


def test_story_22_a_subprocessor_gone_for_a_year_that_stays_silent_keeps_it_ending() -> None:
    without = leaflet("2", processors=())
    story = Story(stored=(V1, without)).active()
    story.announced(without, (item("subprocessor.removed", important=False),))
    story.later(days=365)
    ending = story.ended()
    assert "subprocessor:Cloud" in [proof.part for proof in ending_of(story).proofs]
    story.settled(ending).certified(ending, "supplier", "backups")
    assert not ending_of(story).proof_missing
    missing = story.wait(days=50)
    assert types(missing) == ["proof.missing"]
    assert ending_of(story).missing == ("subprocessor:Cloud",)
    assert ending_of(story).proof_missing
    for _ in range(12):
        assert types(story.wait(days=31)) == ["proof.missing"]
    assert story.state.phase is Phase.ENDING
    assert ("proof.missing", "supplier:github") in told(story, "proof.missing")


def test_story_23_what_a_law_keeps_stays_ending_until_the_second_certificate() -> None:
    story = Story().active()
    ending = story.ended()
    cite = c.CiteDutyToKeep(
        ending=ending,
        part="supplier",
        categories=("code:account",),
        law="WVV art. 3:88",
        until=date(2033, 12, 31),
    )
    story.ask(cite, SUPPLIER)
    story.settled(ending).certified(ending)
    assert story.state.phase is Phase.ENDING
    (kept,) = kept_by_law(ending_of(story))
    assert kept.kept is not None
    assert (kept.part, kept.kept.until, kept.kept.categories) == (
        "supplier",
        date(2033, 12, 31),
        ("code:account",),
    )
    again = c.CertifyDestruction(ending=ending, part="supplier", certificate=CERTIFICATE)
    assert story.refuses(StillKeptByLawError, again, SUPPLIER) == "2033-12-31"
    story.wait(days=365)
    assert not ending_of(story).proof_missing
    story.now = datetime(2033, 12, 31, 23, 59, 59, tzinfo=BRUSSELS)
    story.refuses(StillKeptByLawError, again, SUPPLIER)
    story.now = datetime(2034, 1, 1, tzinfo=BRUSSELS)
    assert types(story.ask(again, SUPPLIER))[-1] == "agreement.closed"
    assert kept_by_law(ending_of(story)) == ()


def test_story_23_a_second_certificate_that_does_not_come_is_missing_proof() -> None:
    story = Story().active()
    ending = story.ended()
    cite = c.CiteDutyToKeep(
        ending=ending,
        part="supplier",
        categories=("code:account",),
        law="WVV art. 3:88",
        until=date(2033, 12, 31),
    )
    story.ask(cite, SUPPLIER)
    story.settled(ending).certified(ending)
    story.now = datetime(2034, 1, 15, 1, tzinfo=BRUSSELS)
    assert types(story.wait()) == ["proof.missing"]
    story.certified(ending, "supplier")
    assert story.state.phase is Phase.CLOSED


def test_story_24_a_change_that_waits_is_cancelled_by_the_boards_notice_with_the_reason() -> None:
    story = Story().active()
    story.announced(items=(item("purpose.added"),))
    in_a_month = story.now.date() + timedelta(days=30)
    brought = story.ask(c.GiveNotice(reason="other_product", ends_on=in_a_month))
    assert types(brought) == ["notice.given", "change.cancelled"]
    assert brought[-1].model_dump()["reason"] == "agreement_ends"
    assert story.state.changes[0].standing is ChangeStanding.CANCELLED
    late = c.ApproveChange(change="change-1", leaflet=V2.hash)
    story.refuses(ChangeNoLongerOpenError, late)


def test_story_25_from_the_end_date_the_gate_is_closed_for_every_service() -> None:
    story = Story().active(chosen(), chosen("ai"))
    story.ask(c.GiveNotice(reason="other_product", ends_on=date(2026, 7, 1)))
    end = datetime(2026, 7, 1, tzinfo=BRUSSELS)
    before = end - timedelta(seconds=1)
    assert opens(permits(story.state, "atheneum", "code", "ai", before), V1)
    for service in (CORE, "ai", "sms"):
        verdict = permits(story.state, "atheneum", "code", service, end)
        assert closed_for(verdict, Reason.ENDED)
    story.now = end + timedelta(days=3)
    assert types(story.wait()) == ["agreement.ended", "ending.opened"]
    assert closed_for(story.gate(), Reason.ENDED)


def test_story_34_an_option_withdrawn_at_one_school_ends_its_data_there_and_nothing_else() -> None:
    story = Story().active(chosen(), chosen("ai"))
    brought = story.ask(c.Choose(choices=(chosen("ai", "no", "college"),)))
    assert types(brought) == ["choices.recorded", "ending.opened"]
    assert closed_for(story.gate("college", "ai"), Reason.OPTION_NOT_CHOSEN)
    assert opens(story.gate("college"), V1)
    assert opens(story.gate("atheneum", "ai"), V1)
    ending = ending_of(story)
    assert ending.scope.model_dump() == {"product": "code", "school": "college", "service": "ai"}
    assert [one.category for one in ending.returns] == ["code:ai"]
    story.settled(ending.id).certified(ending.id)
    assert types(story.events)[-1] == "ending.completed"
    assert story.state.phase is Phase.ACTIVE
