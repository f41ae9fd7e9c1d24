"""Periods of retention in free text: longer, shorter, without an end, or not to be told."""

import re
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor

from domain.leaflet.folding import fold

_DAYS = {
    **dict.fromkeys(("hour", "uur", "uren"), 1 / 24),
    **dict.fromkeys(("day", "dag", "dagen"), 1.0),
    **dict.fromkeys(("week", "weken"), 7.0),
}
_MONTHS = {
    **dict.fromkeys(("month", "maand", "maanden"), 1.0),
    **dict.fromkeys(("year", "jaar", "jaren"), 12.0),
}
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
_SPAN = re.compile(
    rf"\b(\d+(?:[.,]\d+)?|{'|'.join(sorted(_WORDS, key=len, reverse=True))})[\s-]+(?:calendar )?"
    rf"({'|'.join((*_DAYS, *_MONTHS))})s?\b"
)
_BOUND = re.compile(
    r"\b(?:for|at most|maximum(?: of)?|max\.?|up to|no longer than|not longer than|within"
    r"|maximaal|hoogstens|ten hoogste)\b"
)
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


def period(text: str) -> Period:
    folded = fold(text).strip(" .")
    spans = _SPAN.findall(folded)
    endless, bound = bool(_ENDLESS.search(folded)), bool(_BOUND.search(folded))
    days = _days(*spans[0]) if len(spans) == 1 and not _AT_LEAST.search(folded) else None
    return Period(
        days=days,
        words=" ".join(_BOUND.sub(" ", _SPAN.sub(" ", folded)).split()),
        bounded=days is not None and (bound or not endless),
        endless=endless,
    )


def length(old: str, new: str) -> Length:
    """Compare two periods; where the words around them differ only an end can be told."""
    before, after = period(old), period(new)
    if fold(old) == fold(new):
        return Length.SAME
    if before.days is not None and after.days is not None and before.words == after.words:
        return _longer_or_shorter(before.days, after.days)
    if before.bounded and not after.bounded:
        return Length.END_DROPPED
    if before.endless and not before.bounded and after.bounded and not _DENIED.search(after.words):
        return Length.SHORTER
    return Length.UNCLEAR


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
    average = count * _MONTHS[unit] * 365.25 / 12
    return floor(average) - 2, ceil(average) + 1
