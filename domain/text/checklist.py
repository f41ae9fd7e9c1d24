"""The clauses an agreement's text must have: each bullet of 4.3, each letter of GDPR 28(3)."""

from typing import NamedTuple

from domain.messages import Message
from domain.text.model import AgreementText


class Requirement(NamedTuple):
    """An article, and the clause that is expected to answer it."""

    clause: str
    article: str


class MissingClause(Message):
    """No clause of the text answers this article."""

    clause: str
    article: str


CHECKLIST: tuple[Requirement, ...] = (
    Requirement("roles", "4.3 bullet 1"),
    Requirement("subject_and_duration", "GDPR 28(3)"),
    Requirement("instructions", "GDPR 28(3)(a)"),
    Requirement("instructions", "GDPR 28(3) last paragraph"),
    Requirement("confidentiality", "4.3 bullet 2"),
    Requirement("confidentiality", "GDPR 28(3)(b)"),
    Requirement("purposes", "4.3 bullet 3"),
    Requirement("data_categories", "4.3 bullet 4"),
    Requirement("data_subjects", "4.3 bullet 5"),
    Requirement("operations", "4.3 bullet 6"),
    Requirement("retention", "4.3 bullet 7"),
    Requirement("security", "4.3 bullet 8"),
    Requirement("security", "GDPR 28(3)(c)"),
    Requirement("subprocessors", "4.3 bullet 9"),
    Requirement("subprocessors", "GDPR 28(3)(d)"),
    Requirement("disclosure_and_transfer", "4.3 bullet 10"),
    Requirement("assistance", "4.3 bullet 11"),
    Requirement("assistance", "GDPR 28(3)(f)"),
    Requirement("breaches", "4.3 bullet 11 (1)"),
    Requirement("rights", "4.3 bullet 11 (2)"),
    Requirement("rights", "GDPR 28(3)(e)"),
    Requirement("information", "4.3 bullet 11 (3)"),
    Requirement("audits", "4.3 bullet 12"),
    Requirement("audits", "GDPR 28(3)(h)"),
    Requirement("change", "4.3 bullet 13 (change)"),
    Requirement("termination", "4.3 bullet 13 (termination)"),
    Requirement("return_and_destruction", "4.3 bullet 14"),
    Requirement("return_and_destruction", "GDPR 28(3)(g)"),
)


def missing_clauses(text: AgreementText) -> tuple[MissingClause, ...]:
    """Name every article of the checklist that no clause with words in it answers, in its order."""
    answered = {
        article for clause in text.clauses if clause.says_something for article in clause.answers
    }
    return tuple(
        MissingClause(clause=clause, article=article)
        for clause, article in CHECKLIST
        if article not in answered
    )
