"""A difference applied to another leaflet: as it was, in any order, or refused by name."""

from collections.abc import Set as AbstractSet

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.leaflet.apply import ServiceNotThereError, TouchSameItemError, apply
from domain.leaflet.compare import OtherProductError, compare
from domain.leaflet.leaflet import Leaflet
from domain.leaflet.placing import ALONG, GROUPS, ROWS, SINGLE, touched
from tests.domain.leaflet.edits import CLOUD, EDITS, PARENTS, with_edits
from tests.domain.leaflet.examples import CORE, LEAFLET, SPEECH, leaflet

some = st.sets(st.sampled_from(sorted(EDITS)))
two = st.tuples(some, some).map(lambda sets: (sets[0], sets[1] - sets[0]))
"""Two sets of edits that have none in common."""
Some = AbstractSet[str]
BESIDES = "something besides"


def test_a_leaflet_is_places_and_what_goes_along() -> None:
    told = (*ROWS, *GROUPS, *SINGLE, *ALONG, "schema_version", "product")
    assert sorted(told) == sorted(Leaflet.model_fields)


@given(some)
def test_applied_to_what_it_was_made_from_it_is_the_new_leaflet(edits: Some) -> None:
    new = with_edits(edits, "quill@2")
    assert apply(LEAFLET, LEAFLET, new) == new


@given(two)
def test_changes_of_other_places_may_come_in_any_order(sets: tuple[Some, Some]) -> None:
    one, other = with_edits(sets[0], "quill@2"), with_edits(sets[1], "quill@3")
    there, back = apply(one, LEAFLET, other), apply(other, LEAFLET, one)
    assert touched(there, back) == frozenset()
    assert touched(there, with_edits(sets[0] | sets[1])) == frozenset()


@given(two)
def test_a_change_differs_from_what_it_is_applied_to_as_it_did_from_its_own(
    sets: tuple[Some, Some],
) -> None:
    onto, new = with_edits(sets[0], "quill@2"), with_edits(sets[1], "quill@3")
    said = [(one.kind, one.target) for one in compare(LEAFLET, new)]
    assert [(one.kind, one.target) for one in compare(onto, apply(onto, LEAFLET, new))] == said


@given(st.sampled_from(sorted(EDITS.keys() - {BESIDES})), st.sampled_from(sorted(EDITS)))
def test_a_place_that_both_touch_is_refused_by_name(name: str, other: str) -> None:
    onto, new = with_edits({name}, "quill@2"), with_edits({name, other}, "quill@3")
    with pytest.raises(TouchSameItemError):
        apply(onto, LEAFLET, new)


def test_both_may_say_something_besides() -> None:
    onto, new = with_edits({BESIDES}, "quill@2"), with_edits({BESIDES, "a chat"}, "quill@3")
    assert apply(onto, LEAFLET, new).remarks == (*LEAFLET.remarks, "nothing is sold")


def test_the_refusal_names_the_places() -> None:
    mine, other = leaflet(measures=("locks",), price="1"), leaflet(measures=None, price="9")
    with pytest.raises(TouchSameItemError, match="measures/access by role, measures/encryption"):
        apply(mine, LEAFLET, other)


def test_what_goes_along_is_from_the_latest_that_changes_it() -> None:
    onto = leaflet(version="quill@2", price="3 euro", language="fr", date="2026-02-01")
    new = leaflet(version="quill@3", language="en", date="2026-03-01", measures=("locks",))
    made = apply(onto, LEAFLET, new)
    assert (made.version, made.date) == ("quill@2 + quill@3", "2026-03-01")
    assert (made.price, made.language) == ("3 euro", "en")


def test_a_long_name_keeps_its_two_ends() -> None:
    onto = leaflet(version="first" * 30, price="3 euro")
    made = apply(onto, LEAFLET, leaflet(version="latest" * 30, measures=()))
    assert len(made.version) <= 200
    assert made.version.startswith("first")
    assert made.version.endswith("latest")


def test_rows_stand_in_the_order_of_the_new_leaflet_and_others_behind_their_own() -> None:
    onto, new = leaflet(places=("FR", "BE", "NL", "DE")), leaflet(places=("NL", "IE", "BE"))
    assert apply(onto, LEAFLET, new).places == ("FR", "NL", "DE", "IE", "BE")


def test_a_row_whose_neighbour_goes_stands_first() -> None:
    onto = leaflet(places=("BE", "DE", "NL"))
    assert apply(onto, LEAFLET, leaflet(places=("NL",))).places == ("DE", "NL")


def test_rows_of_one_name_go_together() -> None:
    again = PARENTS.model_copy(update={"data": "all"})
    new = leaflet(disclosures=(PARENTS, again), version="quill@2")
    assert apply(leaflet(price="3 euro"), LEAFLET, new).disclosures == (PARENTS, again)


def test_a_row_without_a_name_is_a_row() -> None:
    new = leaflet(measures=("", "access by role"))
    assert apply(leaflet(price="3 euro"), LEAFLET, new).measures == ("", "access by role")


def test_a_list_that_comes_to_be_meets_every_row_of_it() -> None:
    old = leaflet(measures=None)
    with pytest.raises(TouchSameItemError, match="measures"):
        apply(leaflet(measures=("locks",)), old, leaflet(measures=("a log",)))


def test_a_list_may_be_stated_for_the_first_time_or_taken_back() -> None:
    old = leaflet(measures=None)
    for there, back in ((old, LEAFLET), (LEAFLET, old)):
        onto = there.model_copy(update={"places": ("BE",), "version": "quill@2"})
        made = apply(onto, there, back)
        assert (made.measures, made.places) == (back.measures, ("BE",))


def test_what_works_for_a_service_that_is_not_there_is_refused_by_name() -> None:
    without_core = leaflet(services=(SPEECH,), subprocessors=(), automated_decisions=())
    old = leaflet(subprocessors=(), automated_decisions=())
    new = old.model_copy(update={"subprocessors": (CLOUD,)})
    with pytest.raises(ServiceNotThereError, match=r"subprocessors\[Cloud Ltd\].services: core"):
        apply(without_core, old, new)


def test_only_what_is_meant_of_the_difference_is_applied() -> None:
    new = leaflet(services=(CORE,), subprocessors=(), measures=("locks",), version="quill@2")
    made = apply(LEAFLET, LEAFLET, new, {("measures", "")})
    assert touched(LEAFLET, made) == {one for one in touched(LEAFLET, new) if one[0] == "measures"}
    assert made.version == "quill@1 + quill@2 (in part)"


def test_the_whole_difference_meant_is_the_new_leaflet() -> None:
    new = leaflet(measures=("locks",), version="quill@2")
    assert apply(LEAFLET, LEAFLET, new, touched(LEAFLET, new)) == new


def test_a_difference_of_another_product_is_not_applied() -> None:
    with pytest.raises(OtherProductError, match="quill, other"):
        apply(LEAFLET, leaflet(product="other"), leaflet(product="other", measures=()))
