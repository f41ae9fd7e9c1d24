"""The model text reads as plain Dutch, says what it is not, and never changes once released."""

import re

import pytest

from domain.text.akkoord_model_1 import AKKOORD_MODEL_1
from domain.text.library import CURRENT, text_of_hash, text_of_version
from domain.text.model import AgreementText, Clause, paragraphs

# A text that is in use is never edited: write a next version and leave this one.
RELEASED = "63d12421bc5e216e44a3079f8f36645c52e3e5e6668cf3f1507b3d30e71a0c6c"

LONGEST_SENTENCE = 22
PARAGRAPHS = [
    (clause.id, number, paragraph)
    for clause in AKKOORD_MODEL_1.clauses
    for number, paragraph in enumerate(clause.body, start=1)
]


def sentences(paragraph: str) -> list[str]:
    return re.split(r"(?<=[.?]) (?=[A-Z])", paragraph)


def clause(clause_id: str) -> str:
    return next(" ".join(c.body) for c in AKKOORD_MODEL_1.clauses if c.id == clause_id)


def test_it_is_marked_as_not_the_official_model() -> None:
    assert AKKOORD_MODEL_1.marking == "niet het officiële Model"


def test_its_hash_is_the_released_one() -> None:
    assert AKKOORD_MODEL_1.hash == RELEASED


@pytest.mark.parametrize(("clause_id", "number", "paragraph"), PARAGRAPHS)
def test_every_sentence_is_short_and_whole(clause_id: str, number: int, paragraph: str) -> None:
    for sentence in sentences(paragraph):
        words = sentence.split()
        assert len(words) <= LONGEST_SENTENCE, (clause_id, number, sentence)
        assert sentence[-1] in ".?", (clause_id, number, sentence)


def test_every_clause_has_an_id_of_its_own_and_a_title() -> None:
    ids = [c.id for c in AKKOORD_MODEL_1.clauses]
    assert len(ids) == len(set(ids))
    assert all(c.title and c.answers and c.says_something for c in AKKOORD_MODEL_1.clauses)


@pytest.mark.parametrize("clause_id", ["choices", "change"])
def test_it_says_that_silence_is_never_consent(clause_id: str) -> None:
    assert "Zwijgen is nooit toestemming." in clause(clause_id)


def test_the_processor_warns_of_an_unlawful_instruction() -> None:
    assert "waarschuwt hij het Bestuur onmiddellijk" in clause("instructions")


def test_no_agreement_may_allow_more_than_72_hours_for_a_breach() -> None:
    assert "nooit langer dan 72 uur" in clause("breaches")


def test_the_chain_of_proof_reaches_every_subprocessor_ever_named() -> None:
    assert "elke Subverwerker die een Bijsluiter ooit noemde" in clause("return_and_destruction")


def test_a_text_is_found_by_its_version_and_by_the_hash_that_was_signed() -> None:
    assert text_of_version("akkoord-model-1") is CURRENT
    assert text_of_hash(CURRENT.hash) is CURRENT
    assert text_of_version("akkoord-model-0") is None
    assert text_of_hash("0" * 64) is None


def test_the_hash_depends_on_every_word() -> None:
    first = AKKOORD_MODEL_1.clauses[0]
    edited = first.model_copy(update={"body": (first.body[0] + " ", *first.body[1:])})
    text = AKKOORD_MODEL_1.model_copy(update={"clauses": (edited, *AKKOORD_MODEL_1.clauses[1:])})
    assert text.hash != AKKOORD_MODEL_1.hash


def test_a_text_survives_its_own_json() -> None:
    assert AgreementText.model_validate_json(AKKOORD_MODEL_1.model_dump_json()) == AKKOORD_MODEL_1


def test_paragraphs_are_parted_by_blank_lines_only() -> None:
    assert paragraphs("\n  Een\n  twee.\n\n  Drie.\n") == ("Een twee.", "Drie.")


def test_a_clause_of_blanks_says_nothing() -> None:
    assert not Clause(id="a", answers=(), title="A", body=(" ",)).says_something
