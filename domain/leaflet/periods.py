"""Periods of retention in free text: longer, shorter, without an end, or not to be told."""

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.leaflet.folding import fold
from domain.leaflet.listing import parts
from domain.leaflet.spans import Days, spans

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
_NEED = re.compile(
    r"\b(?:need(?:ed)?|necessary|required|nodig|noodzakelijk|indefinite(?:ly)?|unlimited|forever"
    r"|permanent(?:ly)?|no end|(?:not|never) deleted|onbeperkt|onbepaald)\b"
)
"""An end that nobody can tell; others end with the account, or the contract."""
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
    """The least and most days of each span in the text; and the words around them."""

    spans: tuple[Days, ...]
    words: str
    bounded: bool
    endless: bool
    open: bool


def period(text: str) -> Period:
    folded = fold(text).strip(" .")
    found, around = spans(folded)
    endless, bound = bool(_ENDLESS.search(folded)), bool(_BOUND.search(folded))
    least = bool(_AT_LEAST.search(folded))
    return Period(
        spans=() if least else found,
        words=" ".join(_BOUND.sub(" ", around).split()),
        bounded=len(found) == 1 and not least and (bound or not endless),
        endless=endless,
        open=endless or least,
    )


def length(old: str, new: str) -> Length:
    """Compare two periods; where the words around them differ only an end can be told."""
    before, after = period(old), period(new)
    if fold(old) == fold(new):
        return Length.SAME
    alike = len(before.spans) == len(after.spans) and before.words == after.words
    if before.spans and alike:
        return _together(before.spans, after.spans)
    if before.bounded and not after.bounded and after.open:
        return Length.END_DROPPED
    if _ends(old, new):
        return Length.SHORTER
    return Length.SHORTER if _capped(old, new) else Length.UNCLEAR


def _ends(old: str, new: str) -> bool:
    """Say whether what had no end has one, that starts no later than what ended before."""
    before, after = period(old), period(new)
    never = before.endless and not before.bounded and bool(_NEED.search(fold(old)))
    ends = after.bounded and not after.endless and not _DENIED.search(after.words)
    return never and ends and not _AFTER.search(fold(new))


def _capped(old: str, new: str) -> bool:
    """Say whether the later text is the earlier one with a longest time added to it.

    "At most 30 days after" may start where the earlier one ends.
    """
    added = parts(new) - parts(old)
    return parts(old) < parts(new) and all(map(_caps, added))


def _caps(part: str) -> bool:
    stated = _CEILING.match(part) and not _AFTER.search(part)
    return bool(stated) and period(part).bounded


def _together(old: tuple[Days, ...], new: tuple[Days, ...]) -> Length:
    """The words are the same, and so the spans are of the same things, one by one."""
    found = {_longer_or_shorter(*both) for both in zip(old, new, strict=True)} - {Length.SAME}
    gravest = (Length.LONGER, Length.UNCLEAR, Length.SHORTER)
    return next((one for one in gravest if one in found), Length.SAME)


def _longer_or_shorter(old: Days, new: Days) -> Length:
    if old == new:
        return Length.SAME
    same_unit = (old[0] == old[1]) is (new[0] == new[1])
    if new[1] <= old[0] or (same_unit and new < old):
        return Length.SHORTER
    return Length.LONGER if same_unit or new[0] > old[1] else Length.UNCLEAR
