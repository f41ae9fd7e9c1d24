"""What is kept in quarantine: replayed, discarded, under a name of its own, and never too much."""

import pytest

from domain.intake import commands as c
from domain.intake.commands import taking_in
from domain.intake.decider import needs
from domain.intake.events import MessageQuarantined
from domain.intake.opened import used_before
from domain.intake.questions import quarantined
from domain.intake.reasons import ReplayReason
from domain.intake.refusals import NotInQuarantineError
from domain.intake.state import MOST_OPEN, MOST_QUARANTINED
from tests.domain.intake.examples import FAULT, HASH, NOW, again, lacking, opened, unfit
from tests.domain.intake.story import Story, types

SECOND = opened("second")


def code_of(event: object) -> tuple[str, str]:
    assert isinstance(event, MessageQuarantined)
    return event.message, event.faults[0].code


def test_what_is_replayed_takes_the_way_it_takes_now() -> None:
    story = Story().takes(unfit("second"))
    assert types(story.replays(unfit("second"))) == ["quarantine.replayed", "message.quarantined"]
    assert types(story.replays(lacking("second"))) == ["quarantine.replayed", "message.waits"]
    story.wait(hours=24)
    assert types(story.replays(SECOND)) == ["quarantine.replayed", "message.accepted"]
    assert types(story.announces("second")) == ["message.announced"]


def test_what_is_discarded_is_gone_and_what_is_not_in_quarantine_stays() -> None:
    story = Story().takes(unfit("bad"), SECOND)
    assert types(story.discards(unfit("bad"))) == ["quarantine.discarded"]
    before = story.state
    unknown = c.Replay(message="bad", reason=ReplayReason.KEY_ACCEPTED)
    with pytest.raises(NotInQuarantineError):
        story.discards(None, "bad")
    with pytest.raises(NotInQuarantineError):
        story.replays(None, "bad")
    with pytest.raises(NotInQuarantineError):
        story.replays(SECOND)
    with pytest.raises(NotInQuarantineError):
        story.ask(unknown)
    assert story.state == before
    assert story.standings() == {"second": "accepted"}


def test_the_same_id_with_another_payload_is_kept_as_a_message_of_its_own() -> None:
    bad = unfit("second").model_copy(update={"payload": HASH})
    story = Story().takes(SECOND, used_before(bad))
    (held,) = quarantined(story.state)
    assert held.message == used_before(bad).message
    assert held.message not in {"second", used_before(SECOND).message}
    assert held.faults == 2
    (event,) = (one.event for one in story.records[1:])
    assert isinstance(event, MessageQuarantined)
    assert [one.code for one in event.faults] == ["message_id_used", "product_unknown"]
    assert story.standings()["second"] == "accepted"


def test_only_an_order_needs_the_envelope_again() -> None:
    assert needs(Story().state, taking_in(SECOND), NOW) is None


def test_more_than_can_wait_is_kept_in_quarantine_and_can_be_replayed() -> None:
    story = Story()
    for number in range(MOST_OPEN):
        story.takes(lacking(f"m-{number}"))
    story.takes(SECOND, unfit("bad"))
    held = [one.event for one in story.records[MOST_OPEN:]]
    assert [code_of(one) for one in held] == [("second", "too_many_wait"), ("bad", FAULT.code)]
    story.takes(again(opened("m-3")))
    assert story.standings()["m-3"] == "accepted"
    story.announces("m-3")
    assert types(story.replays(SECOND)) == ["quarantine.replayed", "message.accepted"]


def test_the_state_keeps_the_latest_in_quarantine_and_any_can_be_replayed() -> None:
    story = Story()
    for number in range(MOST_QUARANTINED + 20):
        story.takes(unfit(f"m-{number}"))
    assert len(story.state.messages) == MOST_QUARANTINED
    assert types(story.replays(opened("m-3"))) == ["quarantine.replayed", "message.accepted"]
    assert types(story.discards(unfit("m-4"))) == ["quarantine.discarded"]
