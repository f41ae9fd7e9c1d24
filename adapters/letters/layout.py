"""The plain form that a letter's text and its HTML are both made of: paragraphs and lists."""

import textwrap
from dataclasses import dataclass

WIDTH = 76
_BULLET, _CONTINUED = "- ", "  "


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each entry is one line or more."""

    entries: tuple[tuple[str, ...], ...]


Piece = Paragraph | Bullets


def pieces(text: str) -> tuple[Piece, ...]:
    """Read what a template wrote: lines belong together, an empty line or a dash parts them."""
    found: list[Piece] = []
    for chunk in _chunks(text):
        if chunk[0].startswith(_BULLET):
            found.append(Bullets(_entries(chunk)))
        else:
            found.append(Paragraph(" ".join(line.strip() for line in chunk)))
    return tuple(found)


def _chunks(text: str) -> list[list[str]]:
    chunks: list[list[str]] = [[]]
    for line in text.splitlines():
        if not line.strip():
            chunks.append([])
        elif chunks[-1] and line.startswith(_BULLET) and not chunks[-1][0].startswith(_BULLET):
            chunks.append([line])
        else:
            chunks[-1].append(line)
    return [chunk for chunk in chunks if chunk]


def _entries(lines: list[str]) -> tuple[tuple[str, ...], ...]:
    entries: list[list[str]] = []
    for line in lines:
        if line.startswith(_BULLET):
            entries.append([line.removeprefix(_BULLET).strip()])
        else:
            entries[-1].append(line.strip())
    return tuple(tuple(entry) for entry in entries)


def as_text(found: tuple[Piece, ...]) -> str:
    """Set pieces as plain text, in lines that any mail program shows whole."""
    return "\n\n".join(_set(piece) for piece in found)


def _set(piece: Piece) -> str:
    if isinstance(piece, Paragraph):
        return _wrapped(piece.text, "", "")
    return "\n".join(
        _wrapped(line, _CONTINUED if index else _BULLET, _CONTINUED)
        for entry in piece.entries
        for index, line in enumerate(entry)
    )


def _wrapped(line: str, first: str, rest: str) -> str:
    return textwrap.fill(
        line,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def one_line(text: str) -> str:
    """Return a name or a stated text without line breaks, so that it stays what it is."""
    return " ".join(text.split())
