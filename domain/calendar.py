"""Days as they are counted in Europe/Brussels: ends of days, months, working days."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.holidays import is_public_holiday

BRUSSELS = ZoneInfo("Europe/Brussels")
_SATURDAY = 5
_LEAVING_MONTH, _LEAVING_DAY = 5, 31
_SCHOOL_YEAR = (9, 1)
_SCHOOL_YEAR_END = (8, 31)


def day_of(instant: datetime) -> date:
    """Return the calendar day in Brussels on which an instant falls."""
    return instant.astimezone(BRUSSELS).date()


def start_of_day(day: date) -> datetime:
    """Return midnight in Brussels at which a day begins, in UTC."""
    return datetime.combine(day, time(), BRUSSELS).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """Return the first instant after a day; a thing done before it was done on that day."""
    return start_of_day(day + timedelta(days=1))


def days_after(instant: datetime, days: int) -> datetime:
    """Return the end of the n-th calendar day after the day of an instant."""
    return end_of_day(day_of(instant) + timedelta(days=days))


def months_after(instant: datetime, months: int) -> datetime:
    """Return the end of the same day n months on, moved to a working day.

    GDPR 12(3) and Regulation 1182/71 art. 3: a month that lacks the day ends on its last
    day; an end on a weekend or public holiday moves to the next working day.
    """
    day = day_of(instant)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return end_of_day(next_working_day(date(year, month + 1, min(day.day, last))))


def working_days_after(instant: datetime, days: int) -> datetime:
    """Return the end of the n-th working day after the day of an instant."""
    day = day_of(instant)
    for _ in range(days):
        day = next_working_day(day + timedelta(days=1))
    return end_of_day(day)


def next_working_day(day: date) -> date:
    """Return the day itself when it is a working day, else the first one after it."""
    while day.weekday() >= _SATURDAY or is_public_holiday(day):
        day += timedelta(days=1)
    return day


def leaves_declaration_on(received: datetime) -> date:
    """Return the 1 September on which a notice ends the membership (declaration 10.6).

    In time is what is received before 31 May begins in Brussels.
    """
    day = day_of(received)
    in_time = day < date(day.year, _LEAVING_MONTH, _LEAVING_DAY)
    return date(day.year if in_time else day.year + 1, *_SCHOOL_YEAR)


def school_year_end_after(instant: datetime) -> datetime:
    """Return the end of the first 31 August on or after the day of an instant."""
    day = day_of(instant)
    this_year = date(day.year, *_SCHOOL_YEAR_END)
    return end_of_day(this_year if day <= this_year else date(day.year + 1, *_SCHOOL_YEAR_END))
