"""Names and texts without what does not count: case, white space, stops in names."""

import re
from collections.abc import Iterable


def fold(text: str) -> str:
    """Fold case and white space."""
    return " ".join(text.casefold().split())


def name_key(name: str) -> str:
    """Fold a legal name: also its commas and full stops ("Zoom, Inc." is "zoom inc")."""
    return fold(re.sub(r"[.,]", "", name))


def number_key(number: str) -> str:
    """Fold an enterprise number to its digits, or to its letters and digits when it has none."""
    return re.sub(r"\D", "", number) or fold(number)


def twice(field: str, what: str, values: Iterable[str]) -> None:
    """Raise `ValueError` naming the field and the value when one comes twice."""
    seen: set[str] = set()
    for value in values:
        if value in seen:
            message = f"{field}: {what} {value!r} is used twice"
            raise ValueError(message)
        seen.add(value)
