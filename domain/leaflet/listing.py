"""Free text as what it lists: not its letters, its order, its case or its white space."""

import re
from enum import StrEnum

from domain.leaflet.folding import fold

_MARKS = re.compile(r"[,;•\n]|(?<!\d)/|/(?!\d)")
_AND = re.compile(r"(?:^|\s+)(?:and|en|&|\+)(?:\s+|$)")
_LEADING_OR = re.compile(r"^(?:or|and|en|of)\s+(?=\S)")
_BINDS = re.compile(r"\b(?:of|for|to|from|with|by|on|in|about|at|into|van|voor|met|bij|uit|op)\b")
_LIMITS = re.compile(
    r"\b(?:only|not|no|never|without|except|unless|if|until|no longer"
    r"|solely|exclusively|merely|excluding|excl|but"
    r"|alleen|enkel|uitsluitend|slechts|niet|geen|nooit|zonder|behalve|behoudens|uitgezonderd"
    r"|maar|mits|tenzij|indien)\b"
    r"|^(?:at most|max(?:imum)?|limited|under \d+|over \d+|optional(?:ly)?|voluntary"
    r"|(?:fully )?(?:anonym\w*|pseudonym\w*|de-identified|encrypted|hashed|masked|aggregated)"
    r"|optioneel|vrijwillig|ge(?:anonim|pseudonim)iseerd|versleuteld)$"
    r"|^(?:in|after|with|upon|on) .*(?:anonym|pseudonym|encrypt|hash|consent|permission|request"
    r"|approval|opt-in|form$)"
    r"|^(?:at most|max(?:imum)?|limited|under \d+|over \d+)\b"
)
_NARROWS = re.compile(
    r"^(?:in|inside|within|after|with|upon|on|from|by|for|at|via|during|per|under|when|where|while|provided"
    r"|once|binnen|na|met|op|uit|van|door|tijdens|voor|bij|wanneer|als|zodra)\b"
    r"|^(?:\w+ed|afgeleid) (?:from|by|in|on|to|for|with|after|van|uit|door)\b"
    r"|^(?:truncated|shortened|approximate|coarse|partial|temporary|local|ingekort|verkort"
    r"|gedeeltelijk|tijdelijk)(?:ly)?$"
)
"""How a part starts that says something of another one ("IP address, shortened")."""
_WHOLE = re.compile(r"^(?:no|not|never|geen|niet|nooit)\b(?! longer)")
"""How a part starts that says by itself what it excludes ("not teachers")."""
_LIFTS = re.compile(r"\b(?:by default|where possible|if possible|other than|optional)\b")


class Relation(StrEnum):
    """How a later text stands to an earlier one."""

    SAME = "same"
    NARROWER = "narrower"
    WIDER = "wider"
    UNCLEAR = "unclear"


def parts(text: str) -> frozenset[str]:
    """Return what the text lists, split at , ; / and "and", never within brackets."""
    return frozenset(part for piece in _pieces(text) for part in piece)


def relation(old: str, new: str) -> Relation:
    """Say whether the later text lists the same, less, more, or what cannot be told."""
    before, after = parts(old), parts(new)
    if before < after:
        return Relation.WIDER
    if not after <= before or any(limits(part) for part in before - after):
        return Relation.UNCLEAR
    if not _same_groups(old, new) or not _same_limits(old, new):
        return Relation.UNCLEAR
    return Relation.SAME if before == after else Relation.NARROWER


def worded(part: str, text: str) -> str:
    """Return the part in the letters of the text that lists it."""
    found = re.search(re.escape(part), " ".join(text.split()), re.IGNORECASE)
    return found.group() if found else part


def limits(part: str) -> bool:
    """Say whether the part restricts the others ("only if asked"), so that dropping it widens."""
    return bool(_LIMITS.search(part) or _NARROWS.search(part))


def lifts(part: str) -> bool:
    """Say whether the part may take away from a promise ("except for support")."""
    return bool(_LIMITS.search(part) or _LIFTS.search(part))


def _fold_lines(text: str) -> str:
    return "\n".join(filter(None, (fold(line) for line in text.splitlines())))


def _same_groups(old: str, new: str) -> bool:
    """No part came loose from what binds it, as "pupils" can from "name of teacher and pupils"."""
    groups, pieces = _pieces(old), _pieces(new)
    kept = all(any(_keeps(piece, group) for group in groups) for piece in pieces)
    return kept or not any(_head(piece) for piece in (*groups, *pieces))


def _same_limits(old: str, new: str) -> bool:
    """What restricts still follows what it restricted: only then are parts free to move."""
    before = [part for piece in _pieces(old) for part in piece]
    after = [part for piece in _pieces(new) for part in piece]
    return not any(map(_leans, after)) or after == [part for part in before if part in after]


def _leans(part: str) -> bool:
    """Say whether the part restricts what stands before it, and nothing by itself."""
    found = _LIMITS.match(part) or _NARROWS.search(part)
    return bool(found) and not _WHOLE.search(part)


def _keeps(piece: list[str], group: list[str]) -> bool:
    head = _head(group)
    return set(piece) <= set(group) and (not head or head in piece)


def _head(piece: list[str]) -> str:
    """Return the part that may bind those after it ("name of teacher"), or nothing."""
    binding = [part for part in piece if _BINDS.search(part)]
    rest = piece[piece.index(binding[0]) :] if binding else []
    return binding[0] if any(part not in binding for part in rest) else ""


def _pieces(text: str) -> list[list[str]]:
    return [found for piece in _top_level(_fold_lines(text)) if (found := _parts(piece))]


def _parts(piece: str) -> list[str]:
    found = (_LEADING_OR.sub("", part.strip(" .")).strip(" .") for part in _AND.split(piece))
    return [part for part in found if part]


def _top_level(text: str) -> list[str]:
    """Split at the marks that stand outside brackets."""
    cuts, depth, start = [], 0, 0
    for mark in re.finditer(r"[()]|" + _MARKS.pattern, text):
        if mark.group() in "()":
            depth = max(0, depth + (1 if mark.group() == "(" else -1))
        elif depth == 0:
            cuts.append(text[start : mark.start()])
            start = mark.end()
    return [*cuts, text[start:]]
