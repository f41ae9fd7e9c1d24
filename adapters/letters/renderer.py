"""Makes a letter: parts from one template a language and event, text and HTML from those."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from adapters.letters.agreement_facts import Facts
from adapters.letters.dutch import DUTCH_PHRASES
from adapters.letters.english import ENGLISH_PHRASES
from adapters.letters.layout import Piece, as_text, one_line, pieces
from adapters.letters.words import from_instant, language_of, listed, on_day, until_instant
from domain.canonical import content_hash, hash_of

TEMPLATES = Path(__file__).parent / "templates"
_DEFAULTS, _TEXT, _HTML = "letter", "frame.txt.j2", "frame.html.j2"
PHRASES = {phrases.language.code: phrases for phrases in (DUTCH_PHRASES, ENGLISH_PHRASES)}
_SECTIONS = ("by_when", "no_answer", "where")
_LINES = ("greeting", "closing", "sender", "small")
_VERSION_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Reader:
    """Who a letter is for, looked up when it is sent."""

    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a letter under its heading; `asked` where something is asked of the reader."""

    heading: str
    pieces: tuple[Piece, ...]
    asked: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent, with what proves it: the version of its templates, the hash of its content."""

    language: str
    subject: str
    text: str
    html: str
    template_version: str

    @property
    def content_hash(self) -> str:
        """SHA-256 over canonical JSON of what the reader is shown."""
        return content_hash({"subject": self.subject, "text": self.text, "html": self.html})


def render(event_type: str, facts: Facts, reader: Reader, reference: str, contact: str) -> Letter:
    """Make the letter on an event, in the reader's language.

    Raises `jinja2.UndefinedError` where a template speaks of a fact that is not there.
    """
    language = language_of(reader.language).code
    context = {
        **facts,
        "person": one_line(reader.name),
        "reference": reference,
        "contact": contact,
    }
    shown = _shown(language, event_type, context)
    environment = _environment(language)
    return Letter(
        language=language,
        subject=shown["subject"],
        text=_tidy(environment.get_template(_TEXT).render(shown)),
        html=_tidy(environment.get_template(_HTML).render(shown)),
        template_version=template_version(language, event_type),
    )


@cache
def template_version(language: str, event_type: str) -> str:
    """Return a version that changes with any template that the letter is made of."""
    names = (_path(language, event_type), _path(language, _DEFAULTS), "macros.j2", _TEXT, _HTML)
    return hash_of(b"\0".join((TEMPLATES / name).read_bytes() for name in names))[:_VERSION_DIGITS]


def _shown(language: str, event_type: str, context: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts of a letter; what its template leaves out is as in every letter."""
    own, usual = _parts(language, event_type, context), _parts(language, _DEFAULTS, context)
    parts = usual | own
    sections = tuple(
        Section(usual[f"heading_{name}"], pieces(parts[name]), name in own and "no_answer" in own)
        for name in _SECTIONS
    )
    return {
        "language": language,
        "subject": one_line(parts["subject"]),
        "happened": pieces(parts["happened"]),
        "sections": sections,
        **{name: one_line(parts[name]) for name in _LINES},
    }


def _parts(language: str, name: str, context: Mapping[str, Any]) -> dict[str, str]:
    module = _environment(language).get_template(_path(language, name)).make_module(dict(context))
    return {
        part: text
        for part, text in vars(module).items()
        if isinstance(text, str) and not part.startswith("_") and text.strip()
    }


def _path(language: str, name: str) -> str:
    return f"{language}/{name}.j2"


@cache
def _environment(code: str) -> SandboxedEnvironment:
    language, phrases = language_of(code), PHRASES[code]
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=lambda name: bool(name and name.endswith(".html.j2")),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "as_text": as_text,
        "on_day": partial(on_day, language),
        "since": partial(from_instant, language),
        "until": partial(until_instant, language),
        "listed": partial(listed, language),
        "difference": phrases.difference,
        "category": phrases.category,
        "part": phrases.part,
        "reason": phrases.reason,
        "cited": phrases.cited,
    }
    return environment


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
