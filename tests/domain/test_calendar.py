"""Days as Brussels counts them: the worked dates of the rules, and the nights of summer time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import (
    BRUSSELS,
    day_of,
    days_after,
    end_of_day,
    leaves_declaration_on,
    months_after,
    next_working_day,
    school_year_end_after,
    start_of_day,
    working_days_after,
)
from domain.periods import hours

DAYS = st.dates(date(2020, 1, 1), date(2180, 12, 31))


def brussels(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


def last_day(end: datetime) -> date:
    """The day that ends at an instant."""
    return day_of(end - timedelta.resolution)


@pytest.mark.parametrize(
    ("received", "answered", "extended"),
    [
        ("2026-01-31T15:00", date(2026, 3, 2), date(2026, 4, 30)),
        ("2026-04-01T15:00", date(2026, 5, 4), date(2026, 7, 1)),
        ("2026-01-31T00:00", date(2026, 3, 2), date(2026, 4, 30)),
        ("2026-01-31T23:59", date(2026, 3, 2), date(2026, 4, 30)),
        ("2026-11-30T10:00", date(2026, 12, 30), date(2027, 3, 1)),
        ("2027-12-31T10:00", date(2028, 1, 31), date(2028, 3, 31)),
        ("2028-01-31T10:00", date(2028, 2, 29), date(2028, 5, 2)),
    ],
)
def test_a_request_is_answered_within_a_month_and_two_more(
    received: str, answered: date, extended: date
) -> None:
    """Worked dates: 31 January 2026 -> 2 March, + 2 months -> 30 April; 1 April -> 4 May."""
    assert last_day(months_after(brussels(received), 1)) == answered
    assert last_day(months_after(brussels(received), 3)) == extended


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ("2026-03-27T10:15+01:00", "2026-03-30T11:15+02:00"),
        ("2026-10-23T10:15+02:00", "2026-10-26T09:15+01:00"),
    ],
)
def test_the_hours_of_a_breach_run_through_the_nights_of_summer_time(known: str, told: str) -> None:
    after = hours(72).after(datetime.fromisoformat(known))
    assert after == datetime.fromisoformat(told)


@pytest.mark.parametrize(
    ("received", "leaves"),
    [
        ("2026-05-30T21:59:59Z", date(2026, 9, 1)),
        ("2026-05-30T22:00:00Z", date(2027, 9, 1)),
        ("2026-01-01T00:00:00Z", date(2026, 9, 1)),
        ("2026-12-31T23:30:00Z", date(2027, 9, 1)),
    ],
)
def test_notice_before_31_may_leaves_in_september(received: str, leaves: date) -> None:
    assert leaves_declaration_on(datetime.fromisoformat(received)) == leaves


def test_a_day_ends_where_the_next_begins_also_when_the_clock_changes() -> None:
    spring, autumn = date(2026, 3, 29), date(2026, 10, 25)
    assert end_of_day(spring) - start_of_day(spring) == timedelta(hours=23)
    assert end_of_day(autumn) - start_of_day(autumn) == timedelta(hours=25)
    assert start_of_day(spring) == datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert end_of_day(spring) == datetime(2026, 3, 29, 22, tzinfo=UTC)


def test_n_days_are_counted_after_the_day_itself_in_brussels() -> None:
    late = datetime(2026, 3, 2, 22, 59, 59, tzinfo=UTC)
    assert day_of(late) == date(2026, 3, 2)
    assert last_day(days_after(late, 30)) == date(2026, 4, 1)
    assert last_day(days_after(late + timedelta(seconds=1), 30)) == date(2026, 4, 2)
    assert last_day(days_after(late, 0)) == date(2026, 3, 2)


def test_days_are_not_moved_by_weekends_months_are() -> None:
    friday = brussels("2026-05-01T12:00")
    assert last_day(days_after(friday, 1)) == date(2026, 5, 2)
    saturday = brussels("2026-04-02T12:00")
    assert last_day(months_after(saturday, 1)) == date(2026, 5, 4)


def test_working_days_leave_out_weekends_and_holidays() -> None:
    before_easter = brussels("2026-04-03T12:00")
    assert last_day(working_days_after(before_easter, 1)) == date(2026, 4, 7)
    assert last_day(working_days_after(before_easter, 2)) == date(2026, 4, 8)
    assert last_day(working_days_after(brussels("2026-04-30T12:00"), 10)) == date(2026, 5, 18)
    assert last_day(working_days_after(brussels("2026-04-04T12:00"), 0)) == date(2026, 4, 4)


def test_the_school_year_ends_on_31_august_itself_too() -> None:
    assert last_day(school_year_end_after(brussels("2026-08-31T23:59"))) == date(2026, 8, 31)
    assert last_day(school_year_end_after(brussels("2026-09-01T00:00"))) == date(2027, 8, 31)
    assert last_day(school_year_end_after(brussels("2026-01-01T00:00"))) == date(2026, 8, 31)


@given(DAYS)
def test_every_instant_of_a_day_is_of_that_day(day: date) -> None:
    assert day_of(start_of_day(day)) == day
    assert last_day(end_of_day(day)) == day
    assert end_of_day(day) == start_of_day(day + timedelta(days=1))


@given(DAYS)
def test_the_next_working_day_is_at_most_four_days_on(day: date) -> None:
    working = next_working_day(day)
    assert timedelta() <= working - day <= timedelta(days=4)
    assert next_working_day(working) == working
