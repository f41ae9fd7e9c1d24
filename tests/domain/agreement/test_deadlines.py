"""Deadlines: the engine's instant counts, and of two overdue things only the last word is said."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.agreement import commands as c
from domain.agreement.deadlines import Deadline, deadlines, next_deadline
from domain.agreement.permits import permits
from domain.agreement.state import ChangeStanding, Phase
from domain.agreement.terms import DEMONSTRATION, PRODUCTION
from domain.periods import seconds
from domain.values import CORE
from tests.domain.agreement.asked import in_phase
from tests.scenario import (
    SCHOOLS,
    STREAM,
    SUPPLIER,
    TEXT,
    TYPO,
    V1,
    V2,
    V3,
    Story,
    item,
    leaflet,
    opens,
    types,
)

WIDER = (item("purpose.added"),)


def asked() -> Story:
    story = Story().active()
    story.announced(items=WIDER)
    return story


def answer_by(story: Story) -> datetime:
    at = story.state.changes[0].answer_by
    assert at is not None
    return at


def test_they_are_told_in_the_order_of_their_instants() -> None:
    story = asked()
    assert deadlines(story.state) == (
        Deadline(datetime(2026, 3, 16, 23, tzinfo=UTC), "reminder", "change-1"),
        Deadline(datetime(2026, 3, 27, 23, tzinfo=UTC), "reminder", "change-1"),
        Deadline(datetime(2026, 4, 1, 22, tzinfo=UTC), "answer", "change-1"),
    )
    assert next_deadline(story.state) == datetime(2026, 3, 16, 23, tzinfo=UTC)


@pytest.mark.parametrize("phase", Phase)
def test_only_what_lives_has_deadlines(phase: Phase) -> None:
    state = in_phase(phase).state
    assert (next_deadline(state) is not None) is (
        phase in (Phase.OFFERED, Phase.CONSENTED, Phase.ENDING)
    )


def test_a_proposal_and_a_further_product_have_their_validity() -> None:
    meet = leaflet("1", "meet")
    story = Story(stored=(V1, meet)).offered()
    assert [(one.kind, one.subject) for one in deadlines(story.state)] == [("proposal", STREAM)]
    story.chose().signed()
    story.ask(c.OfferProduct(leaflet=meet.hash), SUPPLIER)
    assert [(one.kind, one.subject) for one in deadlines(story.state)] == [("addition", "meet")]


def test_an_answer_in_the_last_instant_is_in_time_the_next_one_is_late() -> None:
    story = asked()
    story.now = answer_by(story) - timedelta.resolution
    story.approved()
    assert opens(story.gate(), V2)
    story = asked()
    story.now = answer_by(story)
    assert types(story.ask(c.ApproveChange(change="change-1", leaflet=V2.hash))) == [
        "change.lapsed",
        "answer.came_late",
    ]


def test_of_two_overdue_reminders_one_is_sent() -> None:
    story = asked()
    assert types(story.wait(days=26)) == ["change.reminded"]
    assert [one.kind for one in deadlines(story.state)] == ["answer"]


def test_when_reminders_and_the_end_are_overdue_only_the_end_happens() -> None:
    assert types(asked().wait(days=99)) == ["change.lapsed"]


def test_what_is_overdue_happens_in_the_order_of_its_instants() -> None:
    story = asked()
    story.later(days=2).announced(V3, WIDER, "change-2")
    story.ask(c.GiveNotice(reason="product_stops", ends_on=date(2026, 9, 1)), SUPPLIER)
    assert types(story.wait(days=300)) == [
        "change.lapsed",
        "change.fell",
        "agreement.ended",
        "ending.opened",
        "ending.reminded",
    ]


def test_an_answer_due_at_the_very_end_lapses_before_the_agreement_ends() -> None:
    story = asked()
    end = datetime(2026, 4, 1, 22, tzinfo=UTC)
    assert answer_by(story) == end
    story.withdrew()
    story.ask(c.GiveNotice(reason="other_product", ends_on=date(2026, 4, 2)))
    story.announced(change="change-2", items=WIDER)
    story.now = end
    assert types(story.wait())[:2] == ["change.lapsed", "agreement.ended"]


def test_what_would_come_into_force_after_the_end_never_did_however_late_the_clock() -> None:
    story = Story().active()
    story.announced(items=TYPO, announced_from=story.now + timedelta(days=40))
    story.ask(c.GiveNotice(reason="other_product", ends_on=date(2026, 4, 1)))
    brought = story.wait(days=60)
    assert types(brought)[:3] == ["change.cancelled", "agreement.ended", "ending.opened"]
    assert story.state.changes[0].standing is ChangeStanding.CANCELLED
    before_the_end = story.now - timedelta(days=59)
    verdict = permits(story.as_of(before_the_end), "college", "code", CORE, before_the_end)
    assert opens(verdict, V1)


def test_a_clock_that_comes_too_often_finds_nothing_to_do() -> None:
    story = asked()
    assert story.wait() == ()
    story.wait(days=15)
    assert story.wait() == ()
    assert story.wait(seconds=1) == ()


def test_periods_of_nothing_end_at_once_and_never_spin() -> None:
    nothing = {
        "first_reminder": seconds(0),
        "second_reminder": seconds(0),
        "proposal_validity": seconds(5),
        "term_reminder": seconds(0),
        "destruction": seconds(0),
        "backup_destruction": seconds(0),
        "certificate": seconds(0),
    }
    terms = PRODUCTION.defaults.model_copy(update=nothing)
    story = Story()
    story.ask(c.Offer(schools=SCHOOLS, leaflets=(V1.hash,), text=TEXT, terms=terms), SUPPLIER)
    story.chose().signed()
    assert types(story.announced(items=WIDER)) == [
        "change.received",
        "change.proposed",
        "change.reminded",
    ]
    ending = story.ended()
    brought = story.ask(c.WaiveReturn(ending=ending))
    assert types(brought) == ["return.waived", "return.settled", "proof.missing"]
    after = next_deadline(story.state)
    assert after is not None
    assert after > story.now


def test_an_offer_that_is_valid_for_no_time_lapses_as_it_is_made() -> None:
    terms = PRODUCTION.defaults.model_copy(update={"proposal_validity": seconds(0)})
    story = Story()
    offer = c.Offer(schools=SCHOOLS, leaflets=(V1.hash,), text=TEXT, terms=terms)
    assert types(story.ask(offer, SUPPLIER)) == ["agreement.offered", "offer.lapsed"]


def test_the_clocks_of_the_demonstration_run_to_the_second() -> None:
    story = Story(policy="demonstration").active()
    story.announced(items=WIDER)
    terms = DEMONSTRATION.defaults
    for period, happens in (
        (terms.first_reminder, "change.reminded"),
        (terms.second_reminder, "change.reminded"),
        (terms.answer_period, "change.lapsed"),
    ):
        ends = period.after(answer_by(story) - terms.answer_period.extent()[0])
        story.now = ends - timedelta.resolution
        assert story.wait() == ()
        story.now = ends
        assert types(story.wait()) == [happens]
