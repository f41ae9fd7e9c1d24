"""Dates, deadlines and lists in the words of a letter's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.calendar import BRUSSELS

_MINUTE = "%H:%M"
_SECOND = "%H:%M:%S"


@dataclass(frozen=True, slots=True)
class Language:
    """How a language names days and months, a time of day and the last of a list."""

    code: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    at: str
    conjunction: str


DUTCH = Language(
    code="nl",
    weekdays=("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    months=(
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
    at="om {} uur",
    conjunction="en",
)
ENGLISH = Language(
    code="en",
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    at="at {} Brussels time",
    conjunction="and",
)
LANGUAGES = {language.code: language for language in (DUTCH, ENGLISH)}


def language_of(code: str) -> Language:
    """Return the language by its code; Dutch where we do not write the other."""
    return LANGUAGES.get(code, DUTCH)


def on_day(language: Language, day: date) -> str:
    """Return a calendar day in words; an instant falls on its day in Brussels."""
    local = day.astimezone(BRUSSELS) if isinstance(day, datetime) else day
    weekday, month = language.weekdays[local.weekday()], language.months[local.month - 1]
    return f"{weekday} {local.day} {month} {local.year}"


def from_instant(language: Language, instant: datetime) -> str:
    """Return the instant from which something holds: the day alone where it begins with it."""
    local = instant.astimezone(BRUSSELS)
    if local.time() == time():
        return on_day(language, instant)
    clock = local.strftime(_SECOND if local.second else _MINUTE)
    return f"{on_day(language, instant)} {language.at.format(clock)}"


def until_instant(language: Language, instant: datetime) -> str:
    """Return the last moment before a deadline: the whole day where it ends at midnight."""
    if instant.astimezone(BRUSSELS).time() == time():
        return on_day(language, instant - timedelta(seconds=1))
    return from_instant(language, instant)


def listed(language: Language, names: Sequence[str]) -> str:
    """Return names as one would say them: one, two and three."""
    *first, last = names
    return f"{', '.join(first)} {language.conjunction} {last}" if first else last
