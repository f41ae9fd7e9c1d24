"""The agreement on paper: all of it, as data, archival, and the same bytes every time."""

import os
import subprocess
import sys
import time
from datetime import timedelta
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from adapters import pdf as pdf_adapter
from adapters.agreement_view import agreement_view
from adapters.pdf import DocumentNotRenderedError, render_agreement
from domain.agreement_document import AgreementDocument, LeafletPart, Named
from domain.canonical import hash_of
from domain.document.leaflet_part import leaflet_part
from domain.values import Answer
from tests.domain.document.examples import DOCUMENT, LEAFLET, PLAGIARISM, choice

ROOT = Path(__file__).parents[2]


def text_of(document: AgreementDocument) -> str:
    """All the text on the pages, white space and hyphens of broken lines folded."""
    pages = PdfReader(BytesIO(render_agreement(document))).pages
    whole = " ".join(page.extract_text() for page in pages)
    return " ".join(whole.replace("\u200b", "").replace("\u2060", "").split())


def with_leaflet(part: LeafletPart) -> AgreementDocument:
    return DOCUMENT.model_copy(update={"leaflets": (part,)})


@pytest.fixture(scope="module")
def printed() -> str:
    return text_of(DOCUMENT)


def test_it_is_archival_accessible_dutch_and_dated_by_its_data() -> None:
    reader = PdfReader(BytesIO(render_agreement(DOCUMENT)))
    metadata = reader.root_object["/Metadata"].get_object()
    xmp = metadata.get_data().decode()  # type: ignore[union-attr]
    assert "<pdfaid:part>3</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert str(reader.root_object["/Lang"]) == "nl-BE"
    assert reader.metadata is not None
    assert reader.metadata.creation_date == DOCUMENT.issued_at


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render_agreement(DOCUMENT) == render_agreement(DOCUMENT)


def test_another_process_in_another_place_gives_the_same_bytes(tmp_path: Path) -> None:
    script = (
        "from adapters.pdf import render_agreement;"
        "from domain.canonical import hash_of;"
        "from tests.domain.document.examples import DOCUMENT;"
        "print(hash_of(render_agreement(DOCUMENT)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TZ": "Pacific/Auckland", "LANG": "C"}
    elsewhere = subprocess.run(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=True,
        text=True,
    )
    assert elsewhere.stdout.strip() == hash_of(render_agreement(DOCUMENT))


@pytest.mark.parametrize(
    "difference",
    [
        {"issued_at": DOCUMENT.issued_at + timedelta(seconds=1)},
        {"choices": DOCUMENT.choices[:-1]},
        {"reason": "annex"},
        {"signatures": ()},
    ],
    ids=lambda difference: next(iter(difference)),
)
def test_another_document_gives_other_bytes(difference: dict[str, object]) -> None:
    assert render_agreement(DOCUMENT.model_copy(update=difference)) != render_agreement(DOCUMENT)


def with_other(board: str) -> AgreementDocument:
    return DOCUMENT.model_copy(update={"board": Named(id=DOCUMENT.board.id, name=board)})


def in_other_words(value: Any, number: int) -> Any:  # noqa: ANN401 - any JSON value
    """The same view with every sentence and name in it another one."""
    if isinstance(value, dict):
        return {key: in_other_words(one, number) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [in_other_words(one, number) for one in value]
    return f"{value} {number}" if isinstance(value, str) and " " in value else value


def processor_seconds(document: AgreementDocument) -> float:
    """Of all threads: laying out takes several."""
    before = time.process_time()
    render_agreement(document)
    return time.process_time() - before


def test_what_agreements_have_in_common_is_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    render_agreement(DOCUMENT)
    in_common = min(processor_seconds(with_other(f"Bestuur {number}")) for number in range(5))
    numbers = count(1)
    monkeypatch.setattr(
        pdf_adapter,
        "agreement_view",
        lambda document: in_other_words(agreement_view(document), next(numbers)),
    )
    nothing_in_common = min(processor_seconds(DOCUMENT) for _ in range(5))
    assert in_common < 0.75 * nothing_in_common


def test_every_clause_is_there_in_full(printed: str) -> None:
    for clause in DOCUMENT.text.clauses:
        assert clause.title in printed
        for paragraph in clause.body:
            assert paragraph in printed


def test_it_says_what_it_is_not(printed: str) -> None:
    assert "akkoord-model-1 · niet het officiële Model" in printed
    assert "buiten de Intentieverklaring" not in printed
    outside = DOCUMENT.model_copy(update={"outside_declaration": True})
    assert "buiten de Intentieverklaring" in text_of(outside)


def test_parties_schools_and_terms_are_there(printed: str) -> None:
    for party in (DOCUMENT.board, DOCUMENT.supplier, *DOCUMENT.schools):
        assert party.name in printed
        assert party.id in printed
    for term in ("30 dagen", "24 uur", "10 werkdagen", "onbepaald"):
        assert term in printed


def test_each_choice_is_there_with_the_leaflet_that_was_shown(printed: str) -> None:
    table = printed.partition("Zonder ja is het antwoord nee. Oefenplein School")[2]
    shown = DOCUMENT.choices[0].leaflet[:8]
    assert f"Koninklijk Atheneum Gent ✓ ja {shown} ✓ ja {shown}" in table
    assert f"Freinetschool De Zon ✓ ja {shown} nee {shown}" in table
    assert f"CLB Gent nee {shown} nee niet beantwoord" in table


def test_a_choice_about_what_no_leaflet_names_is_not_left_out() -> None:
    dropped = choice("clb-gent", "core", Answer.YES).model_copy(update={"product": "weggevallen"})
    unknown = choice("clb-gent", "vertaling", Answer.NO)
    text = text_of(DOCUMENT.model_copy(update={"choices": (dropped, unknown)}))
    assert "weggevallen" in text
    assert "vertaling" in text


def test_the_leaflets_are_there(printed: str) -> None:
    for words in (
        "Bijlage 4. Bijsluiter: Oefenplein",
        "Dienst: Plagiaatcontrole",
        "optioneel: afzonderlijke keuze",
        "onderzoek naar plagiaat",
        "Dit is niet toegestaan onder deze overeenkomst.",
        "bijzondere categorie",
        "geanonimiseerd",
        "ingeschakeld door Wolk nv",
        "aanmelden in twee stappen",
        "Bijlage 5. Bijsluiter: Kladblok",
        "niet vermeld",
    ):
        assert words in printed


def test_every_hash_is_there_in_one_piece(printed: str) -> None:
    leaflets = (leaflet.hash for leaflet in DOCUMENT.leaflets)
    for code in (DOCUMENT.hash, DOCUMENT.text.hash, *leaflets):
        assert code in printed


def test_signatures_name_offices_and_ids_in_belgian_time(printed: str) -> None:
    for words in (
        "26 maart 2026, 15:05:33 CET",
        "p-board-7f3a",
        "m-supplier-01",
        "directie",
        f"Ondertekende code {DOCUMENT.hash}",
    ):
        assert words in printed


def test_without_signatures_it_says_so() -> None:
    assert "Nog niet ondertekend." in text_of(DOCUMENT.model_copy(update={"signatures": ()}))


def test_every_page_names_agreement_hash_and_its_place() -> None:
    pages = PdfReader(BytesIO(render_agreement(DOCUMENT))).pages
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert DOCUMENT.agreement in text
        assert DOCUMENT.hash[:16] in text
        assert f"Pagina {number} van {len(pages)}" in text


MARKUP = '#panic("run") *vet* _cursief_ $x^2$ @bron <label> `code` // weg /* weg */ = kop \\ ~ "a"'


def test_text_that_looks_like_markup_is_shown_and_never_run() -> None:
    part = leaflet_part(LEAFLET.model_copy(update={"explanation": MARKUP, "name": MARKUP}))
    assert text_of(with_leaflet(part)).count(MARKUP) >= 2


def test_a_character_without_a_glyph_is_shown_by_its_number() -> None:
    part = leaflet_part(LEAFLET.model_copy(update={"explanation": "漢 en 😀, é → ✓ Ж \ue000"}))
    assert "[U+6F22] en [U+1F600], é → ✓ Ж [U+E000]" in text_of(with_leaflet(part))


def test_characters_that_turn_or_hide_other_text_are_left_out() -> None:
    tricky = "ja\u202e een\u200b twee\x00 drie\nvier\u2028vijf\ud800"
    part = leaflet_part(LEAFLET).model_copy(update={"summary": tricky})
    assert "ja een twee drie vier vijf" in text_of(with_leaflet(part))


def test_long_words_many_schools_and_many_services_fit() -> None:
    options = tuple(
        PLAGIARISM.model_copy(update={"id": f"o{number}", "does": "x" * 3000})
        for number in range(9)
    )
    leaflet = LEAFLET.model_copy(update={"services": (*(LEAFLET.services or ())[:1], *options)})
    schools = tuple(
        DOCUMENT.schools[0].model_copy(update={"id": f"s{number}"}) for number in range(60)
    )
    text = text_of(with_leaflet(leaflet_part(leaflet)).model_copy(update={"schools": schools}))
    assert text.count("x") >= 3000 * len(options)
    assert "60 scholen" in text


def test_a_template_that_is_broken_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "agreement.typ").write_text("#panic()")
    (tmp_path / "glyph.typ").write_text("")
    monkeypatch.setattr(pdf_adapter, "_TEMPLATES", tmp_path)
    with pytest.raises(DocumentNotRenderedError):
        render_agreement(DOCUMENT)
