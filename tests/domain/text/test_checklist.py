"""The check names every clause an agreement's text lacks, with its article."""

import pytest

from domain.text.checklist import CHECKLIST, MissingClause, missing_clauses
from domain.text.library import CURRENT
from domain.text.model import AgreementText, Clause


def without(text: AgreementText, clause_id: str) -> AgreementText:
    kept = tuple(clause for clause in text.clauses if clause.id != clause_id)
    return text.model_copy(update={"clauses": kept})


def test_our_model_lacks_nothing() -> None:
    assert missing_clauses(CURRENT) == ()


@pytest.mark.parametrize("clause_id", sorted({clause for clause, _ in CHECKLIST}))
def test_each_clause_that_is_left_out_is_named_with_all_its_articles(clause_id: str) -> None:
    expected = tuple(
        MissingClause(clause=clause, article=article)
        for clause, article in CHECKLIST
        if clause == clause_id
    )
    assert missing_clauses(without(CURRENT, clause_id)) == expected


def test_an_empty_text_misses_the_whole_checklist_in_its_order() -> None:
    empty = CURRENT.model_copy(update={"clauses": ()})
    assert [(gap.clause, gap.article) for gap in missing_clauses(empty)] == list(CHECKLIST)


def test_a_clause_without_words_answers_nothing() -> None:
    silent = Clause(id="audits", answers=("4.3 bullet 12",), title="Audits", body=("  ", ""))
    text = without(CURRENT, "audits")
    text = text.model_copy(update={"clauses": (*text.clauses, silent)})
    assert [gap.clause for gap in missing_clauses(text)] == ["audits", "audits"]


def test_parties_own_text_may_name_and_divide_its_clauses_otherwise() -> None:
    one_clause = Clause(
        id="everything",
        answers=tuple(article for _, article in CHECKLIST),
        title="Alles",
        body=("Alles staat hier.",),
    )
    assert missing_clauses(CURRENT.model_copy(update={"clauses": (one_clause,)})) == ()


def test_every_bullet_and_every_letter_is_on_the_checklist() -> None:
    articles = {article for _, article in CHECKLIST}
    bullets = {article.split(" (")[0] for article in articles if article.startswith("4.3")}
    assert bullets == {f"4.3 bullet {number}" for number in range(1, 15)}
    assert {f"GDPR 28(3)({letter})" for letter in "abcdefgh"} <= articles
    assert {"GDPR 28(3)", "GDPR 28(3) last paragraph"} <= articles
