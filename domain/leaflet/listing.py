"""Free text as what it lists: not its letters, its order, its case or its white space."""

import re
from enum import StrEnum

from domain.leaflet.folding import fold
from domain.leaflet.limiting import denies, leans, limits, opens, stays_open

_MARKS = re.compile(r"[,;•\n]|(?<!\d)/|/(?!\d)")
_AND = re.compile(r"(?:^|\s+)(?:and|en|&|\+)(?:\s+|$)")
_LEADING_OR = re.compile(r"^(?:or|and|en|of)\s+(?=\S)")
_BINDS = re.compile(r"\b(?:of|for|to|from|with|by|on|in|about|at|into|van|voor|met|bij|uit|op)\b")
_BULLET = re.compile(r"^(?:[-*\u2022\u25aa\u00b7]|\(?(?:\d{1,2}|[a-z])[.)])\s+")
_SENTENCE = re.compile(r"[;•\n]|\.\s")


class Relation(StrEnum):
    """How a later text stands to an earlier one."""

    SAME = "same"
    NARROWER = "narrower"
    WIDER = "wider"
    UNCLEAR = "unclear"


def parts(text: str) -> frozenset[str]:
    """Return what the text lists, split at , ; / and "and", never within brackets."""
    return frozenset(part for piece in _pieces(text) for part in piece)


def leading(text: str) -> str:
    """Return the part that stands first: those behind it may only restrict it."""
    return next((part for piece in _pieces(text) for part in piece), "")


def relation(old: str, new: str) -> Relation:
    """Say whether the later text lists the same, less, more, or what cannot be told."""
    before, after = parts(old), parts(new)
    if before < after:
        return Relation.WIDER
    if not after <= before or any(limits(part) for part in before - after):
        return Relation.UNCLEAR
    if not _same_groups(old, new) or not _same_limits(old, new) or _loose(old, before, after):
        return Relation.UNCLEAR
    return Relation.SAME if before == after else Relation.NARROWER


def worded(part: str, text: str) -> str:
    """Return the part in the letters of the text that lists it."""
    found = re.search(re.escape(part), " ".join(text.split()), re.IGNORECASE)
    return found.group() if found else part


def _fold_lines(text: str) -> str:
    lines = (_BULLET.sub("", fold(line)) for line in text.splitlines())
    return "\n".join(filter(None, lines))


def _same_groups(old: str, new: str) -> bool:
    """No part came loose from what binds it, as "pupils" can from "name of teacher and pupils"."""
    groups, pieces = _pieces(old), _pieces(new)
    if not any(_head(piece) for piece in (*groups, *pieces)):
        return True
    return all(any(_keeps(piece, group) for group in groups) for piece in pieces)


def _same_limits(old: str, new: str) -> bool:
    """What restricts still follows what it restricted: only then are parts free to move."""
    before = [part for piece in _pieces(old) for part in piece]
    after = [part for piece in _pieces(new) for part in piece]
    return not any(map(leans, after)) or after == [part for part in before if part in after]


def _loose(text: str, before: frozenset[str], after: frozenset[str]) -> bool:
    """Say whether a part went that was denied, or was an example: less said is not less done."""
    gone = before - after
    return bool(gone) and (any(map(stays_open, after)) or bool(gone & _following(text, after)))


def _following(text: str, kept: frozenset[str]) -> frozenset[str]:
    """Return the parts that follow, in their sentence, a kept one that denies or begins a list."""
    found: set[str] = set()
    for sentence in _SENTENCE.split(_fold_lines(text)):
        listed = [part for piece in _pieces(sentence) for part in piece]
        binds = [part in kept and (denies(part) or opens(part)) for part in listed]
        found.update(listed[binds.index(True) + 1 :] if True in binds else ())
    return frozenset(found)


def _keeps(piece: list[str], group: list[str]) -> bool:
    head = _head(group)
    return set(piece) <= set(group) and (not head or head in piece)


def _head(piece: list[str]) -> str:
    """Return the part that may bind those after it ("name of teacher"), or nothing."""
    binding = [part for part in piece if _BINDS.search(part)]
    rest = piece[piece.index(binding[0]) :] if binding else []
    return binding[0] if any(part not in binding for part in rest) else ""


def _pieces(text: str) -> list[list[str]]:
    pieces = _top_level(_fold_lines(text), _MARKS)
    return [found for piece in pieces if (found := _parts(piece))]


def _parts(piece: str) -> list[str]:
    split = _top_level(piece, _AND)
    found = (_LEADING_OR.sub("", part.strip(" .")).strip(" .") for part in split)
    return [part for part in found if part]


def _top_level(text: str, marks: re.Pattern[str]) -> list[str]:
    """Split at the marks that stand outside brackets."""
    cuts, start = [], 0
    for mark in marks.finditer(_unbracketed(text)):
        cuts.append(text[start : mark.start()])
        start = mark.end()
    return [*cuts, text[start:]]


def _unbracketed(text: str) -> str:
    """Return the text with what stands within brackets blotted out, letter by letter."""
    depth, letters = 0, []
    for letter in text:
        depth = max(0, depth - (letter in ")]"))
        letters.append("x" if depth or letter in "([)]" else letter)
        depth += letter in "(["
    return "".join(letters)
