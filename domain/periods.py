"""A period of an agreement's clocks: calendar days, months, working days or an exact duration."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from domain.calendar import days_after, months_after, working_days_after
from domain.messages import Message


class Unit(StrEnum):
    """How a period is counted; hours and seconds run through nights and weekends."""

    SECONDS = "seconds"
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


# The shortest and the longest that n units can last, in days. The end of a day adds up to a
# day, the longest run of days off in Belgium is four, and summer time gives or takes an hour.
_DAYS_EACH = {Unit.DAYS: (1, 1), Unit.WORKING_DAYS: (1, 5), Unit.MONTHS: (28, 31)}
_MOVED_END = {Unit.DAYS: 1, Unit.WORKING_DAYS: 5, Unit.MONTHS: 5}
_SUMMER_TIME = timedelta(hours=1)

# No clock of an agreement runs longer than ten years.
_MOST = {
    Unit.SECONDS: 10 * 366 * 86_400,
    Unit.HOURS: 10 * 366 * 24,
    Unit.DAYS: 10 * 366,
    Unit.WORKING_DAYS: 10 * 250,
    Unit.MONTHS: 10 * 12,
}


class Period(Message):
    """So many units of time."""

    amount: Annotated[int, Field(ge=0)]
    unit: Unit

    @model_validator(mode="after")
    def _within_ten_years(self) -> Self:
        if self.amount > _MOST[self.unit]:
            message = f"a clock runs ten years at most: {_MOST[self.unit]} {self.unit}"
            raise ValueError(message)
        return self

    def after(self, instant: datetime) -> datetime:
        """Return the instant at which the period ends that an event at `instant` begins."""
        match self.unit:
            case Unit.SECONDS:
                return instant + timedelta(seconds=self.amount)
            case Unit.HOURS:
                return instant + timedelta(hours=self.amount)
            case Unit.DAYS:
                return days_after(instant, self.amount)
            case Unit.WORKING_DAYS:
                return working_days_after(instant, self.amount)
            case Unit.MONTHS:
                return months_after(instant, self.amount)

    def after_end(self, end: datetime) -> datetime:
        """Return when the period ends that begins where another ended.

        Midnight at which a day ended belongs to that day: 30 days and then 14 are 44.
        """
        return self.after(end if self._is_exact else end - timedelta.resolution)

    def before(self, instant: datetime) -> datetime:
        """Return an instant surely the whole period earlier, for a reminder ahead of time."""
        return instant - self.extent()[1]

    def is_at_least(self, other: "Period") -> bool:
        """Tell whether this period is surely as long as the other; in doubt it is not."""
        if self.unit is other.unit:
            return self.amount >= other.amount
        return self.extent()[0] >= other.extent()[1]

    @property
    def _is_exact(self) -> bool:
        return self.unit in (Unit.SECONDS, Unit.HOURS)

    def extent(self) -> tuple[timedelta, timedelta]:
        """Return the shortest and the longest the period can last."""
        if self._is_exact:
            exact = timedelta(**{self.unit.value: self.amount})
            return exact, exact
        shortest, longest = (timedelta(days=each * self.amount) for each in _DAYS_EACH[self.unit])
        moved = timedelta(days=_MOVED_END[self.unit]) + _SUMMER_TIME
        return max(shortest - _SUMMER_TIME, timedelta()), longest + moved


def days(amount: int) -> Period:
    """Return a period of calendar days."""
    return Period(amount=amount, unit=Unit.DAYS)


def hours(amount: int) -> Period:
    """Return an exact period of hours."""
    return Period(amount=amount, unit=Unit.HOURS)


def seconds(amount: int) -> Period:
    """Return an exact period of seconds."""
    return Period(amount=amount, unit=Unit.SECONDS)
