"""Names and texts are the same where only their letters are set otherwise."""

import pytest

from domain.leaflet.folding import fold, name_key, number_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("België", "belgie\u0308"),
        ("a\u00a0 b", "A b"),
        ("a \u2013 b", "a - b"),
        ("\u2019t \u201cA\u201d", '\'t "a"'),
    ],
)
def test_type_setting_is_no_difference(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zoom, Inc.", "ZOOM Incorporated"),
        ("Cloud Ireland Limited", "Cloud Ireland Ltd."),
        ("Quill B.V.", "quill bv"),
    ],
)
def test_a_legal_name_is_the_same_in_short(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_another_legal_form_is_another_name() -> None:
    assert name_key("Quill BV") != name_key("Quill NV")


def test_a_number_is_its_digits() -> None:
    assert number_key("BE 0123.456.789") == "0123456789"
    assert number_key("none at all") == "none at all"
