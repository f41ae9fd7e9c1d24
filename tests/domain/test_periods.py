"""Periods: when they end, how long they surely are, and which is the stricter."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.calendar import BRUSSELS, day_of
from domain.periods import Period, Unit, days, hours, seconds

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
INSTANTS = st.datetimes(datetime(2021, 1, 1), datetime(2150, 1, 1)).map(  # noqa: DTZ001 - set below
    lambda naive: naive.replace(tzinfo=UTC)
)
AMOUNTS = {Unit.SECONDS: 10_000_000, Unit.HOURS: 3000, Unit.DAYS: 400, Unit.MONTHS: 24}
PERIODS = st.sampled_from(Unit).flatmap(
    lambda unit: st.builds(Period, amount=st.integers(0, AMOUNTS.get(unit, 60)), unit=st.just(unit))
)


@pytest.mark.parametrize(
    ("period", "ends"),
    [
        (seconds(6), "2026-03-02T10:00:06+01:00"),
        (hours(72), "2026-03-05T10:00:00+01:00"),
        (days(30), "2026-04-02T00:00:00+02:00"),
        (Period(amount=2, unit=Unit.WORKING_DAYS), "2026-03-05T00:00:00+01:00"),
        (Period(amount=1, unit=Unit.MONTHS), "2026-04-03T00:00:00+02:00"),
    ],
)
def test_every_unit_ends_in_its_own_way(period: Period, ends: str) -> None:
    assert period.after(START) == datetime.fromisoformat(ends)


def test_thirty_days_and_then_fourteen_are_forty_four() -> None:
    both = days(14).after_end(days(30).after(START))
    assert both == days(44).after(START)
    assert day_of(both - timedelta.resolution) == date(2026, 4, 15)


def test_exact_periods_follow_each_other_exactly() -> None:
    assert seconds(2).after_end(seconds(3).after(START)) == START + timedelta(seconds=5)
    assert days(1).after_end(seconds(3).after(START)) == days(1).after(START)


@given(PERIODS, INSTANTS)
def test_a_period_lasts_no_less_and_no_more_than_its_extent(period: Period, at: datetime) -> None:
    shortest, longest = period.extent()
    assert shortest <= period.after(at) - at <= longest


@given(PERIODS, PERIODS, INSTANTS)
def test_what_is_at_least_as_long_never_ends_earlier(
    one: Period, other: Period, at: datetime
) -> None:
    if one.is_at_least(other):
        assert one.after(at) >= other.after(at)


@given(PERIODS, INSTANTS)
def test_a_reminder_ahead_of_time_leaves_the_whole_period(period: Period, end: datetime) -> None:
    assert period.before(end) + period.extent()[1] == end


@pytest.mark.parametrize(
    ("one", "other", "surely"),
    [
        (days(30), days(30), True),
        (days(31), days(30), True),
        (days(29), days(30), False),
        (hours(31 * 24 + 1), days(30), True),
        (hours(31 * 24), days(30), False),  # the night that winter begins has an hour more
        (days(30), hours(30 * 24), False),
        (days(31), hours(30 * 24), True),
        (Period(amount=1, unit=Unit.MONTHS), days(28), False),
        (Period(amount=1, unit=Unit.MONTHS), days(26), True),
        (Period(amount=10, unit=Unit.WORKING_DAYS), days(9), False),
        (Period(amount=10, unit=Unit.WORKING_DAYS), days(8), True),
        (seconds(3600), hours(1), True),
    ],
)
def test_in_doubt_a_period_is_not_long_enough(one: Period, other: Period, surely: bool) -> None:  # noqa: FBT001 - a row
    assert one.is_at_least(other) is surely


@pytest.mark.parametrize(
    ("amount", "unit"),
    [
        (-1, Unit.DAYS),
        (3661, Unit.DAYS),
        (121, Unit.MONTHS),
        (2501, Unit.WORKING_DAYS),
        (87_841, Unit.HOURS),
        (316_224_001, Unit.SECONDS),
        (10**30, Unit.SECONDS),
    ],
)
def test_no_clock_runs_backwards_or_longer_than_ten_years(amount: int, unit: Unit) -> None:
    with pytest.raises(ValidationError):
        Period(amount=amount, unit=unit)


@pytest.mark.parametrize("unit", Unit)
def test_the_longest_clock_can_be_reckoned_from_any_year_people_agree_on(unit: Unit) -> None:
    most = {
        Unit.SECONDS: 316_224_000,
        Unit.HOURS: 87_840,
        Unit.DAYS: 3660,
        Unit.WORKING_DAYS: 2500,
        Unit.MONTHS: 120,
    }
    late = datetime(2184, 12, 31, 23, 59, tzinfo=BRUSSELS)
    assert Period(amount=most[unit], unit=unit).after(late).year < 2199
