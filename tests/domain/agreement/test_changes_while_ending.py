"""An agreement that ends is told what is announced, and asked nothing."""

from domain.agreement import commands as c
from domain.agreement.deadlines import deadlines
from domain.agreement.permits import Reason
from domain.agreement.refusals import NothingAskedError
from domain.agreement.state import Phase
from tests.domain.agreement.asked import in_phase
from tests.scenario import TYPO, V2, V3, Story, closed_for, item, told, types

WIDER = (item("purpose.added"),)


def ending() -> Story:
    return in_phase(Phase.ENDING)


def test_the_board_is_told_that_the_agreement_ends_and_is_asked_nothing() -> None:
    story = ending()
    received, said = story.announced(items=WIDER)
    assert received.model_dump()["items"][0]["important"]
    assert said.model_dump() == {
        "type": "change.told",
        "change": "change-1",
        "reason": "agreement_ends",
        "in_force_from": None,
    }
    assert ("change.told", "board:gent") in told(story, "change.told")
    approve = c.ApproveChange(change="change-1", leaflet=V2.hash)
    story.refuses(NothingAskedError, approve)


def test_nothing_moves_and_no_clock_runs_for_it() -> None:
    story = ending()
    before, clocks = story.state.products, deadlines(story.state)
    story.announced(items=TYPO)
    story.announced(V3, WIDER, "change-2")
    assert deadlines(story.state) == clocks
    assert story.state.products == before
    assert [one.follows for one in story.state.changes] == [None, None]
    assert closed_for(story.gate(), Reason.ENDED)


def test_it_comes_once_and_is_not_withdrawn() -> None:
    story = ending()
    story.announced(items=WIDER)
    assert story.announced(items=WIDER) == ()
    assert story.withdrew() == ()


def test_who_may_still_be_told_is_asked_nothing_more_when_all_is_proved() -> None:
    story = ending()
    story.settled("ending-1").certified("ending-1")
    assert story.announced(items=WIDER) == ()


def test_what_arrives_before_anything_is_in_force_brings_nothing() -> None:
    for phase in (Phase.UNBORN, Phase.OFFERED, Phase.CONSENTED, Phase.LAPSED):
        assert in_phase(phase).announced(items=WIDER) == (), phase


def test_an_announcement_that_finds_the_end_overdue_comes_after_it() -> None:
    story = Story().active()
    day = story.now.date().replace(day=20)
    story.ask(c.GiveNotice(reason="other_product", ends_on=day))
    brought = story.later(days=30).announced(items=WIDER)
    assert types(brought) == [
        "agreement.ended",
        "ending.opened",
        "change.received",
        "change.told",
    ]
    assert story.state.phase is Phase.ENDING
