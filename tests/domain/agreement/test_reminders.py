"""Reminders of what an ending waits for: as often as the terms say, however late the clock."""

from datetime import datetime, timedelta

import pytest

from domain.agreement.state import Phase
from domain.calendar import day_of
from tests.scenario import Story

A_MOMENT = timedelta(milliseconds=20)


def days_between(story: Story, kind: str) -> list[int]:
    """The days from the first reminder to each, of the days that ended when they came."""
    instants = [one.provenance.occurred_at for one in story.records if one.event.type == kind]
    days = [day_of(one - timedelta(hours=6)) for one in instants]
    return [(one - days[0]).days for one in days]


def passes(story: Story, days: int, late: timedelta) -> None:
    """Days pass, and the clock comes by at the end of each, or a moment later."""
    midnight = datetime.fromisoformat("2026-03-03T00:00+01:00")
    for day in range(days):
        story.now = max(story.now, midnight + timedelta(days=day) + late)
        story.wait()


@pytest.mark.parametrize("late", [timedelta(), A_MOMENT, timedelta(hours=3)])
def test_a_board_that_says_nothing_is_reminded_every_thirty_days(late: timedelta) -> None:
    story = Story().active()
    story.ended()
    passes(story, 366, late)
    assert days_between(story, "ending.reminded") == [30 * number for number in range(12)]
    assert story.state.phase is Phase.ENDING


@pytest.mark.parametrize("late", [timedelta(), A_MOMENT])
def test_missing_proof_is_reminded_of_every_thirty_days(late: timedelta) -> None:
    story = Story().active()
    story.settled(story.ended())
    passes(story, 410, late)
    assert days_between(story, "proof.missing") == [30 * number for number in range(13)]
    assert story.state.endings[0].proof_missing


def test_a_clock_that_slept_for_months_reminds_once_and_counts_from_then() -> None:
    story = Story().active()
    story.ended()
    assert [one.type for one in story.wait(days=200)] == ["ending.reminded"]
    assert story.wait(days=29) == ()
    assert [one.type for one in story.wait(days=2)] == ["ending.reminded"]
