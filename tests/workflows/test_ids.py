"""Ids of workflows, which people read."""

import pytest

from workflows.ids import AgreementId, IntakeId, NotAStreamIdError, ProductId


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
    with pytest.raises(NotAStreamIdError):
        AgreementId.parse(text)


def test_a_product_and_an_intake_are_named_after_their_supplier() -> None:
    assert str(ProductId("zoom", "meetings")) == "product:zoom:meetings"
    assert str(IntakeId("zoom")) == "intake:zoom"


@pytest.mark.parametrize("place", [ProductId("zoom", "meetings"), IntakeId("zoom")])
def test_every_id_that_is_made_is_read_back(place: ProductId | IntakeId) -> None:
    assert type(place).parse(str(place)) == place


@pytest.mark.parametrize("text", ["", "product:zoom", "intake:", "intake:a:b", "product:a:b:1"])
def test_what_is_no_id_of_a_kind_is_refused(text: str) -> None:
    with pytest.raises(NotAStreamIdError):
        ProductId.parse(text)
    with pytest.raises(NotAStreamIdError):
        IntakeId.parse(text)
