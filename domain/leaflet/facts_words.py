"""Words of a facts file: which of them state nothing, and which state that there is none."""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from domain.leaflet.folding import fold

UNKNOWN = frozenset(
    [
        "",
        "unknown",
        "not named",
        "not stated",
        "not known",
        "not found",
        "none named",
        "to be checked",
        "to be confirmed",
        "tbc",
        "tbd",
        "onbekend",
        "not in the stored part",
        "not specified",
        "unspecified",
        "not disclosed",
        "not published",
        "not mentioned",
        "not available",
        "niet bekend",
        "niet gekend",
        "niet vermeld",
        "niet gevonden",
        "niet opgegeven",
        "nog na te gaan",
        "n/a",
        "?",
        "-",
    ]
)
"""Words that state nothing."""
NONE = frozenset(["none", "geen", "not applicable", "niet van toepassing", "nvt", "n.v.t"])
"""The words that state that there is none."""


def says_nothing(text: object) -> bool:
    return isinstance(text, str) and fold(text).strip(" .") in UNKNOWN


def states_none(text: object) -> bool:
    return isinstance(text, str) and fold(text).strip(" .") in NONE


def _stated(value: object) -> object:
    return None if says_nothing(value) else value


def _stated_list(value: object) -> object:
    """An empty list states nothing; "none" alone states that there is none."""
    if value is None or says_nothing(value):
        return None
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list):
        return listed
    if [states_none(one) for one in listed] == [True]:
        return ()
    return tuple(listed) if any(not says_nothing(one) for one in listed) else None


def _printable(text: str) -> str:
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", text):
        message = "holds a control character"
        raise ValueError(message)
    return text


def _named(text: str) -> str:
    if says_nothing(text):
        message = "must be named"
        raise ValueError(message)
    return text


Words = Annotated[str, AfterValidator(_printable)]
Name = Annotated[Words, AfterValidator(_named)]
LISTED = BeforeValidator(_stated_list)
MaybeWords = Annotated[Words | None, BeforeValidator(_stated)]
MaybeList = Annotated[tuple[Words, ...] | None, LISTED]
