"""Names and texts without what does not count: case, white space, stops in names."""

import re
import unicodedata
from collections.abc import Iterable

_TYPOGRAPHY = str.maketrans("\u2019\u2018\u201c\u201d\u2013\u2014\u2010", "''\"\"---")
_SHORT = {"limited": "ltd", "incorporated": "inc", "corporation": "corp"}
_ANY_REGISTER = {"kbo", "bce", "btw", "tva", "vat", "rpr", "rpm", "nr", "ondernemingsnummer"}
"""What a Belgian number is called, or any."""


def fold(text: str) -> str:
    """Fold case, white space, and what only a typesetter sees: composed letters, quotes, dashes."""
    plain = unicodedata.normalize("NFKC", text).translate(_TYPOGRAPHY)
    return " ".join(plain.casefold().split())


def name_key(name: str) -> str:
    """Fold a legal name: also its commas and full stops ("Zoom, Limited" is "zoom ltd")."""
    words = fold(re.sub(r"[.,]", "", name)).split()
    return " ".join(_SHORT.get(word, word) for word in words)


def number_key(number: str) -> str:
    """Fold an enterprise number to its digits, or to its letters and digits when it has none."""
    return re.sub(r"\D", "", number) or fold(number)


def number_words(number: str) -> frozenset[str]:
    """Return the words beside the digits that tell whose number it is ("HRB", "Berlin", "BE")."""
    return frozenset(re.findall(r"[^\W\d_]+", fold(number))) - _ANY_REGISTER


def twice(field: str, what: str, values: Iterable[str]) -> None:
    """Raise `ValueError` naming the field and the value when one comes twice."""
    seen: set[str] = set()
    for value in values:
        if value in seen:
            message = f"{field}: {what} {value!r} is used twice"
            raise ValueError(message)
        seen.add(value)
