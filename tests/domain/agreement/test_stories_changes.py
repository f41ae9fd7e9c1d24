"""Stories 8 and 10 to 20: announced changes, asked and told, and what becomes of them."""

from datetime import UTC, datetime, timedelta

from domain.agreement import commands as c
from domain.agreement.permits import Reason, permits
from domain.agreement.refusals import (
    AlreadyAnsweredError,
    ChangeNoLongerOpenError,
    ChangeWithdrawnError,
    NothingAskedError,
    PredecessorUndecidedError,
    WrongLeafletError,
)
from domain.agreement.state import ChangeStanding
from domain.leaflet.importance import with_label
from domain.values import CORE
from tests.scenario import (
    BOARD,
    MAIL_ADDED,
    START,
    TYPO,
    V1,
    V2,
    V3,
    Story,
    chosen,
    closed_for,
    item,
    leaflet,
    opens,
    told,
    types,
)

WIDER = (item("purpose.added"),)
AI_WIDER = (item("purpose.added", "ai"),)


def standings(story: Story) -> dict[str, ChangeStanding]:
    return {change.id: change.standing for change in story.state.changes}


def test_story_08_two_officials_answer_a_change_in_the_same_second() -> None:
    story = Story().active()
    story.announced(items=WIDER)
    story.approved()
    reject = c.RejectChange(change="change-1", leaflet=V2.hash, reason="not_acceptable")
    assert story.refuses(AlreadyAnsweredError, reject) == "approved"
    assert opens(story.gate(), V2)


def test_story_10_a_new_subprocessor_is_asked_and_the_old_leaflet_rules_until_approval() -> None:
    story = Story().active()
    assert types(story.announced()) == ["change.received", "change.proposed"]
    assert told(story, "change.proposed") == {("change.proposed", "board:gent")}
    story.wait(days=10)
    assert opens(story.gate(), V1)
    story.approved()
    assert opens(story.gate(), V1), "the notice of thirty days still runs"
    story.wait(days=21)
    assert opens(story.gate(), V2)


def test_story_10_notice_counts_from_the_announcement_and_never_replaces_approval() -> None:
    story = Story().active()
    story.announced()
    story.wait(days=29)
    assert opens(story.gate(), V1)
    story.approved()
    (change,) = story.state.changes
    assert change.in_force_from == datetime(2026, 4, 1, 22, tzinfo=UTC)


def test_story_11_silence_is_reminded_twice_and_lapses() -> None:
    story = Story().active()
    story.announced(items=WIDER)
    happened = {day: types(story.wait(days=1)) for day in range(1, 40)}
    assert {day: what for day, what in happened.items() if what} == {
        15: ["change.reminded"],
        26: ["change.reminded"],
        31: ["change.lapsed"],
    }
    assert opens(story.gate(), V1)


def test_story_11_a_late_yes_is_on_record_as_late_and_activates_nothing() -> None:
    story = Story().active()
    story.announced(items=WIDER)
    brought = story.later(days=40).ask(c.ApproveChange(change="change-1", leaflet=V2.hash))
    assert types(brought) == ["change.lapsed", "answer.came_late"]
    assert brought[-1].model_dump()["answer"] == "yes"
    assert opens(story.gate(), V1)
    late_no = c.RejectChange(change="change-1", leaflet=V2.hash, reason="too_late")
    assert types(story.ask(late_no)) == ["answer.came_late"]
    assert ("answer.came_late", "board:gent") in told(story, "answer.came_late")


def test_story_12_one_board_rejects_another_approves_and_both_are_right_at_any_date() -> None:
    rejecting, approving = Story().active(), Story().active()
    for story in (rejecting, approving):
        story.later(days=5).announced(items=WIDER)
        story.later(days=5)
    rejecting.rejected()
    approving.approved()
    assert opens(rejecting.gate(), V1)
    assert opens(approving.gate(), V2)
    for days, ruling in ((1, V1), (7, V1), (9, V1), (10, V2), (300, V2)):
        at = START + timedelta(days=days)
        assert opens(permits(approving.as_of(at), "atheneum", "code", CORE, at), ruling)
        assert opens(permits(rejecting.as_of(at), "atheneum", "code", CORE, at), V1)


def test_story_13_a_change_of_an_option_chosen_nowhere_is_told_and_moves_nothing() -> None:
    story = Story().active()
    brought = story.announced(items=AI_WIDER)
    assert types(brought) == ["change.received", "change.told"]
    assert closed_for(story.gate(service="ai"), Reason.OPTION_NOT_CHOSEN)
    wrong = c.Choose(choices=(chosen("ai", of=V1),))
    assert story.refuses(WrongLeafletError, wrong) == V2.hash
    story.ask(c.Choose(choices=(chosen("ai", of=V2),)))
    assert opens(story.gate(service="ai"), V2)


def test_story_14_an_option_chosen_for_two_of_five_is_asked_once_and_names_those_two() -> None:
    story = Story().active(chosen(), chosen("ai", "yes", "atheneum", "college"))
    proposed = story.announced(items=AI_WIDER)[-1].model_dump()
    assert proposed["touches"] == ({"service": "ai", "schools": ("atheneum", "college")},)


def test_story_15_what_the_supplier_calls_minor_is_judged_all_the_same() -> None:
    story = Story().active()
    brought = story.announced(items=WIDER, label="not_important")
    assert types(brought) == ["change.received", "change.proposed"]
    assert opens(story.gate(), V1)


def test_story_15_a_stricter_label_is_kept() -> None:
    story = Story().active()
    assert types(story.announced(items=TYPO, label="important"))[-1] == "change.proposed"
    assert with_label(TYPO, "important")[0].important


def test_story_15_a_stricter_label_is_kept_where_no_difference_was_found() -> None:
    story = Story().active()
    assert types(story.announced(items=(), label="important"))[-1] == "change.proposed"


def test_story_16_where_no_difference_is_found_nothing_is_asked() -> None:
    story = Story().active()
    assert types(story.announced(items=()))[-1] == "change.told"
    assert opens(story.gate(), V2)


def test_story_16_a_typo_and_a_removed_subprocessor_are_told_and_the_gate_follows() -> None:
    story = Story().active()
    assert types(story.announced(items=TYPO))[-1] == "change.told"
    assert opens(story.gate(), V2)
    removed = (item("subprocessor.removed", important=False),)
    assert types(story.announced(V3, removed, "change-2"))[-1] == "change.told"
    assert opens(story.gate(), V3)
    story.refuses(NothingAskedError, c.ApproveChange(change="change-2", leaflet=V3.hash))


def test_story_17_the_second_change_waits_for_the_first_with_a_clock_of_its_own() -> None:
    story = Story().active()
    story.announced(items=WIDER)
    story.later(days=3).announced(V3, WIDER, "change-2")
    first, second = story.state.changes
    assert first.answer_by is not None
    assert second.answer_by == first.answer_by + timedelta(days=3)
    approve = c.ApproveChange(change="change-2", leaflet=V3.hash)
    assert story.refuses(PredecessorUndecidedError, approve) == "change-1"
    story.approved()
    assert opens(story.gate(), V2)
    story.approved(V3, "change-2")
    assert opens(story.gate(), V3)


def test_story_17_when_the_first_is_rejected_the_second_falls_with_it() -> None:
    story = Story().active()
    story.announced(items=WIDER)
    story.announced(V3, WIDER, "change-2")
    story.rejected()
    assert standings(story) == {
        "change-1": ChangeStanding.REJECTED,
        "change-2": ChangeStanding.FELL,
    }
    late = c.ApproveChange(change="change-2", leaflet=V3.hash)
    assert story.refuses(ChangeNoLongerOpenError, late) == "fell"
    assert opens(story.gate(), V1)


def test_story_17_when_the_first_lapses_the_second_falls_with_it() -> None:
    story = Story().active()
    story.announced(items=WIDER)
    story.later(days=3).announced(V3, WIDER, "change-2")
    assert types(story.wait(days=28))[-2:] == ["change.lapsed", "change.fell"]
    assert opens(story.gate(), V1)


def test_story_18_the_same_announcement_twice_is_one_change() -> None:
    story = Story().active()
    story.announced(items=WIDER)
    assert story.announced(items=WIDER) == ()
    assert story.announced(V3, items=WIDER) == (), "the first one has the id"


def test_story_19_a_corrected_leaflet_can_not_be_approved_the_correction_can() -> None:
    story = Story().active()
    story.announced(items=WIDER)
    brought = story.announced(V3, WIDER, "change-2", corrects="change-1")
    assert types(brought) == ["change.superseded", "change.received", "change.proposed"]
    story.refuses(ChangeWithdrawnError, c.ApproveChange(change="change-1", leaflet=V2.hash))
    story.approved(V3, "change-2")
    assert opens(story.gate(), V3)


def test_story_19_a_withdrawn_leaflet_can_not_be_approved() -> None:
    story = Story().active()
    story.announced(items=WIDER)
    story.withdrew()
    story.refuses(ChangeWithdrawnError, c.ApproveChange(change="change-1", leaflet=V2.hash))


def test_story_19_an_answer_to_another_hash_than_the_one_shown_is_refused() -> None:
    story = Story().active()
    story.announced(items=WIDER)
    wrong = c.ApproveChange(change="change-1", leaflet=V3.hash)
    assert story.refuses(WrongLeafletError, wrong) == V2.hash


def test_story_19_a_leaflet_that_was_merely_followed_can_still_be_decided() -> None:
    story = Story().active()
    story.announced(items=WIDER)
    story.announced(V3, WIDER, "change-2")
    story.approved()
    assert opens(story.gate(), V2)


def test_story_20_a_withdrawn_change_is_told_to_who_had_not_decided() -> None:
    story = Story().active()
    story.announced(items=WIDER)
    story.withdrew()
    assert told(story, "change.withdrawn") == {("change.withdrawn", "board:gent")}
    assert opens(story.gate(), V1)


def test_story_20_who_approved_keeps_it_until_a_new_change() -> None:
    story = Story().active()
    story.announced(items=WIDER)
    story.approved()
    assert story.withdrew() == ()
    assert opens(story.gate(), V2)
    back = leaflet("4")
    story.stored = (*story.stored, back)
    story.announced(back, TYPO, "change-2")
    assert opens(story.gate(), back)


def test_story_20_before_it_rules_even_an_approved_change_can_be_taken_back() -> None:
    for taken_back in ("by the board", "by the supplier"):
        story = Story().active()
        story.announced(items=MAIL_ADDED)
        story.approved()
        if taken_back == "by the board":
            story.ask(c.WithdrawApproval(change="change-1"), BOARD)
        else:
            story.withdrew()
        story.wait(days=60)
        assert opens(story.gate(), V1), taken_back
