"""Spans of time in free text ("30 days", "two years") as the fewest and the most days."""

import re
from math import ceil, floor

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
    "half": 0.5,
    "twee": 2.0,
    "drie": 3.0,
    "vier": 4.0,
    "vijf": 5.0,
    "zes": 6.0,
    "zeven": 7.0,
    "acht": 8.0,
    "negen": 9.0,
    "tien": 10.0,
    "twaalf": 12.0,
    "dertig": 30.0,
    "negentig": 90.0,
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
_TWICE = re.compile(r"\b[a-z]+ \((\d{1,6})\)")
"""The number in words, and again in digits: "thirty (30) days"."""

Days = tuple[float, float]


def spans(text: str) -> tuple[tuple[Days, ...], str]:
    """Return the spans in a folded text, in their order, and the words around them."""
    plain = _TWICE.sub(r"\1", text)
    return tuple(_days(*found) for found in _SPAN.findall(plain)), _SPAN.sub(" # ", plain)


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
