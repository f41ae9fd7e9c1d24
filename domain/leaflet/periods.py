"""Periods of retention in free text: longer, shorter, without an end, or not to be told."""

import re
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor

from domain.leaflet.folding import fold
from domain.leaflet.listing import parts

_DAYS = {
    **dict.fromkeys(("hour", "uur", "uren"), 1 / 24),
    **dict.fromkeys(("day", "dag", "dagen"), 1.0),
    **dict.fromkeys(("week", "weken"), 7.0),
}
_MONTHS = {
    **dict.fromkeys(("month", "maand", "maanden"), 1.0),
    **dict.fromkeys(("year", "jaar", "jaren"), 12.0),
}
_IN_A_ROW = (0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334)
"""The fewest days of no month, one month, two in a row, and so on."""
_SPREAD = 3
"""How many days more they can have."""
_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
)
_WORDS = {word: float(number) for number, word in enumerate(_NUMBERS.split())} | {
    "a": 1.0,
    "an": 1.0,
    "één": 1.0,
    "een": 1.0,
    "half a": 0.5,
    "eighteen": 18.0,
    "twenty": 20.0,
    "thirty": 30.0,
    "sixty": 60.0,
    "ninety": 90.0,
}
_NUMBER = rf"\d{{1,6}}(?:[.,]\d{{1,2}})?|{'|'.join(sorted(_WORDS, key=len, reverse=True))}"
_SPAN = re.compile(
    rf"(?<!\w)(?<!\d[.,])({_NUMBER})[\s-]+(?:calendar )?({'|'.join((*_DAYS, *_MONTHS))})s?\b"
)
_BOUND = re.compile(
    r"\b(?:for|at most|maximum(?: of)?|max\.?|up to|no longer than|not longer than|within"
    r"|maximaal|hoogstens|ten hoogste)\b"
)
_CEILING = re.compile(
    r"(?:at most|maximum|max\.?|up to|no longer than|not longer than|maximaal|hoogstens"
    r"|ten hoogste)\b"
)
_AFTER = re.compile(r"\b(?:after|na|later)\b(?! (?:the |het )?(?:last|laatste|creation|upload))")
_ENDLESS = re.compile(
    r"\b(?:as long as|as needed|until no longer needed|no longer needed|not deleted|never deleted"
    r"|indefinite(?:ly)?|unlimited|permanent(?:ly)?|forever|no end|zolang|onbeperkt|onbepaald)\b"
)
_AT_LEAST = re.compile(
    r"\b(?:at least|minimum|min\.|(?<!no )(?<!not )longer than|more than|or more|or longer|minstens"
    r"|ten minste|of langer)"
)
_DENIED = re.compile(r"\b(?:not|never|no|niet|nooit|geen)\b")


class Length(StrEnum):
    """How a later period stands to an earlier one."""

    SAME = "same"
    SHORTER = "shorter"
    LONGER = "longer"
    END_DROPPED = "end dropped"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Period:
    """The least and most days it can be, where the text has one span; and the words around it."""

    days: tuple[float, float] | None
    words: str
    bounded: bool
    endless: bool
    open: bool


def period(text: str) -> Period:
    folded = fold(text).strip(" .")
    spans = _SPAN.findall(folded)
    endless, bound = bool(_ENDLESS.search(folded)), bool(_BOUND.search(folded))
    least = bool(_AT_LEAST.search(folded))
    days = _days(*spans[0]) if len(spans) == 1 and not least else None
    return Period(
        days=days,
        words=" ".join(_BOUND.sub(" ", _SPAN.sub(" ", folded)).split()),
        bounded=days is not None and (bound or not endless),
        endless=endless,
        open=endless or least,
    )


def length(old: str, new: str) -> Length:
    """Compare two periods; where the words around them differ only an end can be told."""
    before, after = period(old), period(new)
    if fold(old) == fold(new):
        return Length.SAME
    if before.days is not None and after.days is not None and before.words == after.words:
        return _longer_or_shorter(before.days, after.days)
    if before.bounded and not after.bounded and after.open:
        return Length.END_DROPPED
    ends = after.bounded and not after.endless and not _DENIED.search(after.words)
    if before.endless and not before.bounded and ends:
        return Length.SHORTER
    return Length.SHORTER if _capped(old, new) else Length.UNCLEAR


def _capped(old: str, new: str) -> bool:
    """Say whether the later text is the earlier one with a longest time added to it.

    "At most 30 days after" may start where the earlier one ends.
    """
    added = parts(new) - parts(old)
    return parts(old) < parts(new) and all(map(_caps, added))


def _caps(part: str) -> bool:
    stated = _CEILING.match(part) and not _AFTER.search(part)
    return bool(stated) and period(part).days is not None


def _longer_or_shorter(old: tuple[float, float], new: tuple[float, float]) -> Length:
    if old == new:
        return Length.SAME
    same_unit = (old[0] == old[1]) is (new[0] == new[1])
    if new[1] <= old[0] or (same_unit and new < old):
        return Length.SHORTER
    return Length.LONGER if same_unit or new[0] > old[1] else Length.UNCLEAR


def _days(number: str, unit: str) -> tuple[float, float]:
    """Days are exact; a month has 28 to 31 of them, so that "30 days" is not shown to be less."""
    count = _WORDS.get(number) or float(number.replace(",", "."))
    if unit in _DAYS:
        return count * _DAYS[unit], count * _DAYS[unit]
    months = count * _MONTHS[unit]
    return _calendar(floor(months))[0], _calendar(ceil(months))[1]


def _calendar(months: int) -> tuple[float, float]:
    """Return the days of so many months in a row, wherever in the calendar they start."""
    years, rest = divmod(months, 12)
    least = _IN_A_ROW[rest]
    return 365 * years + least, 366 * years + least + (_SPREAD if rest else 0)
