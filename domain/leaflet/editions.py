"""Standards and their editions: a certificate of a later edition is the same one, renewed."""

import re

from domain.leaflet.folding import fold

_EDITION = re.compile(r"(.*\d)(?:\s*:\s*|\s+)\(?((?:19|20)\d\d)\)?")
_BODIES = re.compile(r"\b(?:(?:nbn|nen|en|iec)[\s/-]+)*iso(?:[\s/-]+iec)?[\s-]*(?=\d)")


def renews(old: str, new: str) -> bool:
    """Say whether the later certificate is of the same standard, and of no earlier edition.

    One without a year may be of any edition, so that none is known to be earlier.
    """
    before, after = _edition(old), _edition(new)
    return before[0] == after[0] and before[1] <= after[1]


def _edition(certificate: str) -> tuple[str, int]:
    text = _BODIES.sub("iso ", fold(certificate).strip(" ."))
    found = _EDITION.fullmatch(text)
    return (found[1], int(found[2])) if found else (text, 0)
