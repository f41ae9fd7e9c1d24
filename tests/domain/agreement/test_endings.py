"""The chain of proof, step by step: return per category, certificates per part, reminders."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.agreement import commands as c
from domain.agreement.deadlines import Deadline, deadlines
from domain.agreement.endings import kept_by_law, waits_for_board
from domain.agreement.refusals import (
    AlreadyCertifiedError,
    LawAlreadyPastError,
    ReturnNotSettledError,
    ReturnOutOfOrderError,
    UnknownCategoryError,
    UnknownEndingError,
    UnknownPartError,
)
from domain.agreement.state import Ending, Phase
from domain.canonical import content_hash
from domain.leaflet.digest import LeafletDigest, ServiceDigest, SubprocessorDigest
from domain.refusals import RefusedError
from tests.scenario import (
    SCHOOLS,
    SUPPLIER,
    TYPO,
    V1,
    Story,
    chosen,
    item,
    leaflet,
    told,
    types,
)

BRUSSELS = ZoneInfo("Europe/Brussels")
HASH = content_hash("something")
ACCOUNT, AI, SMS = "code:account", "code:ai", "code:sms"


def ending_of(story: Story, number: int = 1) -> Ending:
    return story.state.endings[number - 1]


def returns(story: Story) -> dict[str, str]:
    return {one.category: one.standing for one in ending_of(story).returns}


def ended() -> Story:
    story = Story().active()
    story.ended()
    return story


def certificate(part: str = "supplier", ending: str = "ending-1") -> c.CertifyDestruction:
    return c.CertifyDestruction(ending=ending, part=part, certificate=HASH)


def keep(part: str = "supplier", until: date = date(2033, 12, 31)) -> c.CiteDutyToKeep:
    return c.CiteDutyToKeep(
        ending="ending-1", part=part, categories=(ACCOUNT,), law="WVV art. 3:88", until=until
    )


def test_each_category_goes_its_own_way() -> None:
    story = ended()
    story.ask(c.RequestReturn(ending="ending-1", categories=(ACCOUNT, AI)))
    story.ask(c.WaiveReturn(ending="ending-1", categories=(SMS,)))
    story.ask(c.DeliverExport(ending="ending-1", categories=(AI,), export=HASH), SUPPLIER)
    story.ask(c.ConfirmExport(ending="ending-1"))
    assert returns(story) == {ACCOUNT: "requested", AI: "confirmed", SMS: "waived"}
    story.ask(c.DeliverExport(ending="ending-1", export=HASH), SUPPLIER)
    assert types(story.ask(c.ConfirmExport(ending="ending-1")))[-1] == "return.settled"


def test_what_was_asked_back_can_still_be_waived() -> None:
    story = ended()
    story.ask(c.RequestReturn(ending="ending-1"))
    brought = story.ask(c.WaiveReturn(ending="ending-1"))
    assert types(brought) == ["return.waived", "return.settled"]


def test_what_was_waived_comes_back_by_name_only_while_other_categories_are_open() -> None:
    story = ended()
    story.ask(c.WaiveReturn(ending="ending-1", categories=(SMS, AI)))
    story.ask(c.RequestReturn(ending="ending-1"))
    assert returns(story) == {ACCOUNT: "requested", AI: "waived", SMS: "waived"}
    story.ask(c.RequestReturn(ending="ending-1", categories=(AI,)))
    assert returns(story)[AI] == "requested"


@pytest.mark.parametrize(
    ("command", "refusal", "detail"),
    [
        (c.RequestReturn(ending="ending-9"), UnknownEndingError, "ending-9"),
        (certificate(ending="ending-9"), UnknownEndingError, "ending-9"),
        (
            c.RequestReturn(ending="ending-1", categories=("code:x",)),
            UnknownCategoryError,
            "code:x",
        ),
        (c.DeliverExport(ending="ending-1", export=HASH), ReturnOutOfOrderError, ""),
        (c.ConfirmExport(ending="ending-1"), ReturnOutOfOrderError, ""),
        (
            c.ConfirmExport(ending="ending-1", categories=(AI,)),
            ReturnOutOfOrderError,
            AI,
        ),
        (
            c.ReportIncompleteExport(ending="ending-1", reason="files_missing"),
            ReturnOutOfOrderError,
            "",
        ),
        (certificate(), ReturnNotSettledError, "ending-1"),
        (certificate("subprocessor:Nobody"), UnknownPartError, "subprocessor:Nobody"),
        (keep("subprocessor:Nobody"), UnknownPartError, "subprocessor:Nobody"),
        (keep(until=date(2026, 3, 2)), LawAlreadyPastError, "2026-03-02"),
    ],
)
def test_a_step_that_does_not_follow_is_refused(
    command: c.AnyCommand, refusal: type[RefusedError], detail: str
) -> None:
    by_supplier = (c.DeliverExport, c.CertifyDestruction, c.CiteDutyToKeep)
    story = ended()
    if isinstance(command, by_supplier):
        assert story.refuses(refusal, command, SUPPLIER) == detail
    else:
        assert story.refuses(refusal, command) == detail


def test_a_duty_to_keep_names_categories_of_this_ending() -> None:
    unknown = keep().model_copy(update={"categories": ("code:x",)})
    assert ended().refuses(UnknownCategoryError, unknown, SUPPLIER) == "code:x"


def test_once_settled_the_return_is_over() -> None:
    story = ended().settled("ending-1")
    story.refuses(ReturnOutOfOrderError, c.RequestReturn(ending="ending-1"))
    story.refuses(ReturnOutOfOrderError, c.WaiveReturn(ending="ending-1", categories=(AI,)))


def test_certificates_come_in_any_order_and_each_once() -> None:
    story = ended().settled("ending-1").certified("ending-1", "subprocessor:Cloud", "backups")
    story.refuses(AlreadyCertifiedError, certificate("backups"), SUPPLIER)
    story.certified("ending-1", "supplier")
    assert story.state.phase is Phase.CLOSED


def test_after_the_certificate_it_is_too_late_to_cite_a_law() -> None:
    story = ended().settled("ending-1").certified("ending-1", "supplier")
    story.refuses(AlreadyCertifiedError, keep(), SUPPLIER)


def test_a_law_that_ended_before_the_first_certificate_needs_no_second() -> None:
    story = ended()
    story.ask(keep(until=date(2026, 3, 10)), SUPPLIER)
    story.settled("ending-1").later(days=10).certified("ending-1")
    assert story.state.phase is Phase.CLOSED
    assert kept_by_law(ending_of(story)) == ()


def test_the_law_cited_last_counts() -> None:
    story = ended()
    story.ask(keep(), SUPPLIER)
    story.ask(keep(until=date(2030, 6, 30)), SUPPLIER)
    (proof,) = kept_by_law(ending_of(story))
    assert proof.kept is not None
    assert proof.kept.until == date(2030, 6, 30)


def test_the_clocks_of_destruction_follow_each_other_day_by_day() -> None:
    story = ended()
    settled = story.ask(c.WaiveReturn(ending="ending-1"))[-1].model_dump()
    del settled["type"], settled["ending"]
    assert {name: at.astimezone(BRUSSELS).date() for name, at in settled.items()} == {
        "destroy_by": date(2026, 4, 2),  # the end of 1 April
        "destroy_backups_by": date(2026, 5, 2),
        "certify_by": date(2026, 4, 16),
        "certify_backups_by": date(2026, 5, 16),
    }


def test_a_board_that_never_says_return_or_destroy_is_reminded_and_nothing_is_destroyed() -> None:
    story = ended()
    assert waits_for_board(ending_of(story))
    for _ in range(5):
        (reminded,) = story.wait(days=31)
        assert reminded.model_dump()["waits_for"] == "board"
    assert story.state.phase is Phase.ENDING
    assert told(story, "ending.reminded") == {("ending.reminded", "board:gent")}
    assert "return.settled" not in types(story.events)


def test_while_one_category_waits_for_the_board_the_board_is_reminded() -> None:
    story = ended()
    story.ask(c.RequestReturn(ending="ending-1", categories=(AI,)))
    (reminded,) = story.wait(days=31)
    assert reminded.model_dump()["waits_for"] == "board"


def test_a_supplier_that_does_not_deliver_is_reminded() -> None:
    story = ended()
    story.ask(c.RequestReturn(ending="ending-1"))
    (reminded,) = story.wait(days=31)
    assert reminded.model_dump()["waits_for"] == "supplier"
    assert told(story, "ending.reminded") == {("ending.reminded", "supplier:github")}


def test_backups_have_thirty_days_more_and_are_no_missing_proof_before() -> None:
    story = ended().settled("ending-1").certified("ending-1", "supplier")
    (missing,) = story.wait(days=45)
    assert missing.model_dump()["parts"] == ("subprocessor:Cloud",)
    story.certified("ending-1", "subprocessor:Cloud")
    assert not ending_of(story).proof_missing
    assert story.wait(days=29) == ()
    (missing,) = story.wait(days=1)
    assert missing.model_dump()["parts"] == ("backups",)
    story.certified("ending-1", "backups")
    assert story.state.phase is Phase.CLOSED


def test_who_left_the_leaflet_before_the_product_came_here_owes_nothing() -> None:
    story = Story(stored=(V1, leaflet("2", processors=("Mail",)))).active()
    story.announced(leaflet("2", processors=("Mail",)), TYPO)
    story.ended()
    parts = [proof.part for proof in ending_of(story).proofs]
    assert parts == ["supplier", "backups", "subprocessor:Cloud", "subprocessor:Mail"]


def test_a_change_that_never_ruled_here_adds_nobody_to_the_chain() -> None:
    story = Story().active()
    story.announced(items=(item(),))
    story.rejected()
    story.ended()
    assert "subprocessor:Mail" not in [proof.part for proof in ending_of(story).proofs]


def test_of_an_option_only_who_worked_for_it_certifies() -> None:
    sms = LeafletDigest(
        hash=content_hash("sms"),
        product="code",
        version="1",
        services=(
            ServiceDigest(id="core", name="Core", kind="core", data=("account",)),
            ServiceDigest(id="sms", name="Sms", kind="optional"),
        ),
        subprocessors=(
            SubprocessorDigest(name="Everywhere"),
            SubprocessorDigest(name="Sender", services=("sms",)),
            SubprocessorDigest(name="Store", services=("core",)),
        ),
    )
    story = Story(stored=(sms,)).offered(sms)
    story.chose(chosen(of=sms), chosen("sms", of=sms)).signed()
    story.chose(chosen("sms", "no", "college", of=sms))
    ending = ending_of(story)
    assert [one.category for one in ending.returns] == ["all"], "it names no data of its own"
    assert [one.part for one in ending.proofs] == [
        "supplier",
        "backups",
        "subprocessor:Everywhere",
        "subprocessor:Sender",
    ]


def test_the_whole_closes_only_when_every_partial_ending_is_complete() -> None:
    story = Story().active(chosen(), chosen("ai"))
    story.chose(chosen("ai", "no", "college"))
    story.ask(c.RemoveSchool(school="atheneum"))
    whole = story.ended()
    assert whole == "ending-3"
    story.settled(whole).certified(whole)
    assert types(story.events)[-1] == "ending.completed"
    story.settled("ending-1").certified("ending-1")
    assert story.state.phase is Phase.ENDING
    story.settled("ending-2").certified("ending-2")
    assert types(story.events)[-1] == "agreement.closed"


def test_a_partial_ending_completed_while_active_closes_nothing() -> None:
    story = Story().active(chosen(), chosen("ai"))
    story.chose(chosen("ai", "no", "college"))
    story.settled("ending-1").certified("ending-1")
    assert types(story.events)[-1] == "ending.completed"
    assert story.state.phase is Phase.ACTIVE
    assert deadlines(story.state) == ()
    story.refuses(AlreadyCertifiedError, certificate(), SUPPLIER)


def test_a_partial_ending_has_its_reminders_while_the_agreement_goes_on() -> None:
    story = Story().active(chosen(), chosen("ai", "yes", SCHOOLS[0]))
    story.chose(chosen("ai", "no", SCHOOLS[0]))
    (deadline,) = deadlines(story.state)
    at = datetime(2026, 4, 2, tzinfo=BRUSSELS)
    assert deadline == Deadline(at, "return", "ending-1")
    assert types(story.wait(days=31)) == ["ending.reminded"]
