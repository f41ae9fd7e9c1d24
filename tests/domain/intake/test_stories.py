"""Messages of a supplier's system: accepted, handed on, made to wait, kept in quarantine."""

from datetime import timedelta

from domain.intake import commands as c
from domain.intake.commands import taking_in
from domain.intake.deadlines import next_deadline
from domain.intake.events import MessageQuarantined
from domain.intake.questions import attempt_name, quarantined, to_hand_over, to_try_again
from domain.intake.state import Phase
from tests.domain.intake.examples import (
    FAULT,
    NOW,
    again,
    lacking,
    opened,
    to_announce,
    unfit,
)
from tests.domain.intake.story import Story, types

SECOND, THIRD = opened("second"), opened("third", to_announce("3", "2"))


def test_what_is_fit_is_accepted_and_handed_to_its_product() -> None:
    story = Story().takes(SECOND)
    (taken,) = to_hand_over(story.state)
    assert (taken.event_id, taken.product) == ("intake:inkt#1", "quill")
    assert types(story.announces("second")) == ["message.announced"]
    assert story.state.messages == ()
    assert to_hand_over(story.state) == ()


def test_what_has_a_fault_is_kept_in_quarantine_with_every_fault() -> None:
    story = Story()
    (event,) = story.ask(taking_in(unfit("bad")))
    assert event == MessageQuarantined(
        message="bad", envelope=unfit("bad").envelope, arrived=NOW, faults=(FAULT,)
    )
    assert [one.message for one in quarantined(story.state)] == ["bad"]
    assert story.state.phase is Phase.QUARANTINE


def test_what_comes_too_early_waits_a_day_and_then_goes_to_quarantine() -> None:
    story = Story().takes(THIRD)
    (waits,) = story.too_early("third", "2")
    assert waits.model_dump(include={"type", "predecessor", "until"}) == {
        "type": "message.waits",
        "predecessor": to_announce("2").leaflet,
        "until": NOW + timedelta(hours=24),
    }
    assert next_deadline(story.state) == NOW + timedelta(hours=24)
    assert story.wait(hours=23) == ()
    (event,) = story.wait(hours=1)
    assert isinstance(event, MessageQuarantined)
    assert [one.code for one in event.faults] == ["predecessor_unknown"]
    assert next_deadline(story.state) is None


def test_what_waits_is_tried_again_at_once_when_the_leaflet_before_it_has_come() -> None:
    story = Story().takes(opened("fourth", to_announce("4", "3")), THIRD)
    story.too_early("fourth", "3")
    story.too_early("third", "2")
    story.takes(SECOND)
    assert to_try_again(story.state) == ()
    story.announces("second", "2")
    assert [one.message for one in to_try_again(story.state)] == ["third"]
    story.takes(again(THIRD)).announces("third", "3")
    assert [one.message for one in to_try_again(story.state)] == ["fourth"]
    story.takes(again(opened("fourth", to_announce("4", "3")))).announces("fourth", "4")
    assert story.state.messages == ()


def test_two_that_wait_for_the_same_leaflet_are_both_tried_again() -> None:
    other = opened("other", to_announce("3-b", "2"))
    story = Story().takes(THIRD)
    story.too_early("third", "2")
    story.takes(other)
    story.too_early("other", "2")
    story.takes(SECOND).announces("second")
    story.takes(opened("else", to_announce("9", "8"))).announces("else", "9")
    assert [one.message for one in to_try_again(story.state)] == ["third", "other"]


def test_one_that_is_tried_again_and_still_too_early_waits_no_longer_for_it() -> None:
    story = Story().takes(THIRD)
    story.too_early("third", "2")
    story.takes(SECOND).announces("second")
    story.wait(hours=5)
    story.takes(again(THIRD)).too_early("third", "2")
    assert to_try_again(story.state) == ()
    assert next_deadline(story.state) == NOW + timedelta(hours=24)


def test_one_that_waited_out_while_it_was_opened_again_stays_in_quarantine() -> None:
    story = Story().takes(THIRD)
    story.too_early("third", "2")
    story.takes(SECOND).announces("second")
    story.wait(hours=24)
    assert story.ask(taking_in(again(THIRD))) == ()
    assert story.standings() == {"third": "quarantined"}


def test_what_arrives_is_judged_whether_or_not_its_name_is_known() -> None:
    story = Story().takes(SECOND, unfit("bad"))
    for known in (opened("second"), opened("bad")):
        assert types(story.ask(taking_in(known))) == ["message.accepted"]  # the store knows better
    assert story.ask(taking_in(again(opened("unknown")))) == ()


def test_what_waited_out_unseen_goes_to_quarantine_before_anything_else_happens() -> None:
    story = Story().takes(THIRD)
    story.too_early("third", "2")
    story.takes(SECOND)
    story.now += timedelta(hours=25)
    events = story.announces("second")
    assert types(events) == ["message.quarantined", "message.announced"]
    assert to_try_again(story.state) == ()


def test_what_is_still_too_early_when_its_time_is_over_goes_to_quarantine_at_once() -> None:
    story = Story().takes(THIRD)
    story.too_early("third", "2")
    story.takes(SECOND).announces("second")
    story.takes(again(THIRD))
    story.now += timedelta(hours=25)
    assert types(story.too_early("third", "2")) == ["message.waits", "message.quarantined"]


def test_parts_that_cannot_be_told_apart_yet_wait_as_well() -> None:
    story = Story()
    (waits,) = story.ask(taking_in(lacking("parts", "2")))
    assert waits.type == "message.waits"
    story.takes(SECOND).announces("second")
    assert [one.message for one in to_try_again(story.state)] == ["parts"]
    story.takes(again(lacking("parts", "2")))
    assert to_try_again(story.state) == ()
    story.takes(again(opened("parts", to_announce("3", "2"))))
    assert [one.message for one in to_hand_over(story.state)] == ["parts"]


def test_each_product_is_handed_one_message_at_a_time_in_order() -> None:
    other = opened("other", to_announce(product="ruler"))
    story = Story().takes(SECOND, THIRD, other)
    assert [one.message for one in to_hand_over(story.state)] == ["second", "other"]
    story.announces("second")
    assert [one.message for one in to_hand_over(story.state)] == ["third", "other"]


def test_what_the_product_refuses_goes_to_quarantine() -> None:
    story = Story().takes(SECOND)
    (event,) = story.settles("second", c.Refused(faults=(FAULT,)))
    assert isinstance(event, MessageQuarantined)
    assert (event.envelope, event.arrived) == (SECOND.envelope, NOW)


def test_an_answer_that_comes_again_or_for_nothing_brings_nothing() -> None:
    story = Story().takes(SECOND)
    story.announces("second")
    assert story.announces("second") == ()
    assert story.too_early("third") == ()
    story.takes(unfit("bad"))
    assert story.announces("bad") == ()


def test_an_attempt_has_a_name_of_its_own_each_time() -> None:
    story = Story().takes(SECOND)
    names = [attempt_name(to_hand_over(story.state)[0])]
    story.too_early("second")
    names.append(attempt_name(story.state.messages[0]))
    story.takes(SECOND)
    names.append(attempt_name(to_hand_over(story.state)[0]))
    assert names == ["accepted:1", "waiting:2", "accepted:3"]
