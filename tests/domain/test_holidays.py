"""Our holidays as data, held against the libraries that reckon them."""

from datetime import date, timedelta

import holidays
import pytest
from dateutil.easter import easter as reckoned  # type: ignore[import-untyped] # of `holidays`

from domain.holidays import FIRST_YEAR, LAST_YEAR, easter, is_public_holiday

SUNDAYS = ("Easter Sunday", "Pentecost", "Whit Sunday")  # no day off of their own


@pytest.mark.parametrize("year", range(2020, 2061))
def test_they_are_those_of_the_holidays_library(year: int) -> None:
    belgium = holidays.country_holidays("BE", years=year, language="en_US")
    theirs = {day for day, name in belgium.items() if name not in SUNDAYS}
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    ours = {day for day in days if day.year == year and is_public_holiday(day)}
    assert ours == theirs
    assert len(ours) in (9, 10), "ten, and nine when two fall together"


def test_easter_is_right_for_every_year_of_the_table() -> None:
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        assert easter(year) == reckoned(year)


@pytest.mark.parametrize("year", [FIRST_YEAR - 1, LAST_YEAR + 1])
def test_a_year_outside_the_table_is_not_guessed(year: int) -> None:
    with pytest.raises(IndexError):
        easter(year)
