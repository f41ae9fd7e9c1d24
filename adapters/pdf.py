"""The agreement as a PDF: archival (PDF/A-3), accessible (PDF/UA-1), the same bytes every time."""

import json
import unicodedata
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from adapters.agreement_view import agreement_view
from domain.agreement_document import AgreementDocument

_TEMPLATES = Path(__file__).parent / "templates"
_WITHOUT_A_SHAPE = {"Cc", "Cf", "Cs"}


class DocumentNotRenderedError(Exception):
    """The document could not be laid out."""


def render_agreement(document: AgreementDocument) -> bytes:
    """Return the document as PDF; the same document gives the same bytes on every machine.

    All text is data to the template, never markup. A character without a glyph is shown by its
    number; one without a shape, which could turn the text around it, is left out.
    Raises `DocumentNotRenderedError`.
    """
    data = json.dumps(_legible(agreement_view(document)))
    try:
        return _compiled("agreement.typ", data, document.issued_at)
    except typst.TypstError as error:
        raise DocumentNotRenderedError(error.message) from error


def _compiled(template: str, data: str, timestamp: datetime) -> bytes:
    """Lay out: what was laid out before in this process, and is the same, is not done again.

    That is why the data is a file, which only who reads it depends on; on the inputs all depends.
    """
    templates = {one.name: one.read_bytes() for one in _TEMPLATES.glob("*.typ")}
    files: Any = templates | {"main.typ": templates[template], "data.json": data.encode()}
    return typst.compile(  # whose types know a path or bytes alone, and no files by their names
        files,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-3a", "ua-1"],  # a-3a is a-3b, with its structure tagged
        timestamp=timestamp.replace(microsecond=0),  # whole seconds are all that a PDF has
    )


@cache
def _fonts() -> typst.Fonts:
    """Those inside the typst package alone: what a machine has installed changes no byte."""
    return typst.Fonts(include_system_fonts=False)


def _legible(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        return "".join(map(_shown, value))
    if isinstance(value, dict):
        return {key: _legible(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_legible(one) for one in value]
    return value


@cache
def _shown(character: str) -> str:
    if character.isspace():
        return " "
    if unicodedata.category(character) in _WITHOUT_A_SHAPE:
        return ""
    has_glyph = character.isascii() or _has_glyph(character)
    return character if has_glyph else f"[U+{ord(character):04X}]"


def _has_glyph(character: str) -> bool:
    try:
        _compiled("glyph.typ", json.dumps(character), datetime.fromtimestamp(0, UTC))
    except typst.TypstError:
        return False
    return True
