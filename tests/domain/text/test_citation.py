"""Articles are cited so that a Dutch reader can look them up."""

import pytest

from domain.text.citation import cited
from domain.text.library import CURRENT


@pytest.mark.parametrize(
    ("article", "dutch"),
    [
        ("4.3 bullet 2", "Intentieverklaring art. 4.3, streepje 2"),
        ("4.3 bullet 11 (3)", "Intentieverklaring art. 4.3, streepje 11 (3)"),
        ("4.3 bullet 13 (change)", "Intentieverklaring art. 4.3, streepje 13 (wijzigen)"),
        ("9.2", "Intentieverklaring art. 9.2"),
        ("declaration 9.2", "Intentieverklaring art. 9.2"),
        ("default", "afspraak van de partijen"),
        ("SCC 2021/915 clause 10", "Modelcontractbepalingen 2021/915, bepaling 10"),
        ("GDPR 28(3)(g)", "AVG art. 28.3.g"),
        ("GDPR 28(4)", "AVG art. 28.4"),
        ("GDPR 28(3) last paragraph", "AVG art. 28.3, laatste alinea"),
        ("GDPR 82", "AVG art. 82"),
    ],
)
def test_an_article_in_dutch(article: str, dutch: str) -> None:
    assert cited(article) == dutch


def test_no_citation_of_the_model_keeps_an_english_word() -> None:
    citations = " ".join(cited(a) for clause in CURRENT.clauses for a in clause.answers)
    assert not {"GDPR", "bullet", "last", "paragraph"} & set(citations.split())
