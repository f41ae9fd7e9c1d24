"""Places: the Economic Area is data, and own words do not tell."""

import pytest

from domain.leaflet.places import EEA, Where, spots, where


def test_the_area_is_the_union_with_three_more() -> None:
    assert len(EEA) == 30
    assert {"IS", "LI", "NO"} < EEA
    assert not {"GB", "CH", "US"} & EEA


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("BE", "inside"),
        ("no", "inside"),
        ("EL", "inside"),
        ("EU", "inside"),
        ("eea", "inside"),
        ("Belgium", "inside"),
        ("US", "outside"),
        ("UK", "outside"),
        ("Switzerland", "outside"),
        ("GLOBAL", "unclear"),
        ("worldwide", "unclear"),
        ("own region", "unclear"),
        ("to be checked", "unclear"),
        ("within the EU", "inside"),
        ("in de Europese Unie.", "inside"),
        ("outside the EU", "unclear"),
        ("wereldwijd", "unclear"),
    ],
)
def test_a_place_is_inside_outside_or_unclear(place: str, expected: Where) -> None:
    assert where(place) == expected


@pytest.mark.parametrize(
    ("place", "named"),
    [
        ("Ireland (Dublin)", ["IE"]),
        ("Frankfurt, Germany", ["DE"]),
        ("EU (Ireland)", ["EU", "IE"]),
        ("EU (backup in the US)", ["EU (backup in the US)"]),
        ("Amsterdam (NL), backup: US", ["Amsterdam (NL), backup: US"]),
        ("EU (US)", ["EU", "US"]),
        ("GLOBAL", ["GLOBAL"]),
        ("worldwide", ["GLOBAL"]),
        ("  ", [""]),
        ("United States of America", ["US"]),
        ("data centre in Ireland", ["IE"]),
        ("datacenters in de EU", ["EU"]),
        ("EU data boundary", ["EU"]),
        ("EU-lidstaten", ["EU"]),
        ("EU only", ["EU"]),
        ("BE or NL", ["BE", "NL"]),
        ("BE of NL + Ireland - Dublin", ["BE", "NL", "IE"]),
        ("EU, mostly", ["EU, mostly"]),
        ("Isle of Man", ["Isle of Man"]),
    ],
)
def test_a_place_is_known_only_where_all_of_its_words_are(place: str, named: list[str]) -> None:
    assert list(spots([place]).values()) == named


def test_countries_named_together_are_several_places_and_words_are_one() -> None:
    assert list(spots(["NL / BE", "be", "Belgium"]).values()) == ["NL", "BE"]
    assert list(spots(["NL and elsewhere"]).values()) == ["NL and elsewhere"]
