"""Ids of workflows, which people read."""

import pytest

from workflows.ids import AgreementId, NotAnAgreementIdError


def test_an_agreement_is_named_after_its_parties_and_counted() -> None:
    assert str(AgreementId("gent", "github", 3)) == "agreement:gent:github:3"


def test_what_is_made_is_read_back() -> None:
    place = AgreementId("onze-school_2", "x", 12)

    assert AgreementId.parse(str(place)) == place


@pytest.mark.parametrize(
    "text",
    [
        "",
        "agreement:gent:github",
        "agreement:gent:github:0",
        "agreement:gent:github:01",
        "agreement:gent:github:-1",
        "agreement:gent:github:1:2",
        "agreement:Gent:github:1",
        "agreement::github:1",
        "agreement:gent:github:1\n",
        "letter:gent:github:1",
    ],
)
def test_what_is_no_agreements_id_is_refused(text: str) -> None:
    with pytest.raises(NotAnAgreementIdError):
        AgreementId.parse(text)
