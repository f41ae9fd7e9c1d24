"""Parts that a supplier names: which places they hold, what is in none, and what is wrong."""

import pytest

from domain.leaflet.apply import apply
from domain.leaflet.placing import Place, spelled, touched
from domain.leaflet.separating import Fault, PartFault, place_named, separated
from tests.domain.leaflet.edits import CHAT, CLOUD, EDITS, with_edits
from tests.domain.leaflet.examples import LEAFLET, leaflet

NEW = with_edits(EDITS, "quill@2")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("services/ai", ("services", "ai")),
        ("subprocessors / OpenAI, L.L.C.", ("subprocessors", "openai llc")),
        ("measures", ("measures", "")),
        ("places/EU / US", ("places", "eu / us")),
        ("contacts/dpo", ("contacts", "dpo")),
        ("contacts", ("contacts", "")),
        ("roles", ("roles", "")),
        ("roles/board", None),
        ("contacts/board", None),
        ("price", None),
        ("anything/else", None),
        ("", None),
    ],
)
def test_a_place_is_a_field_or_a_row_in_it(text: str, place: Place | None) -> None:
    assert place_named(text) == place


def test_every_place_that_differs_can_be_named() -> None:
    for place in touched(LEAFLET, NEW):
        assert place_named(spelled((place,))) == place


def test_parts_hold_what_they_name_and_the_rest_is_in_none() -> None:
    found = separated(LEAFLET, NEW, (("services/chat", "measures"), ("roles",)))
    measures = {one for one in touched(LEAFLET, NEW) if one[0] == "measures"}
    assert found.faults == ()
    assert found.parts == (
        frozenset({("services", "chat"), *measures}),
        frozenset({("roles", "")}),
    )
    assert found.rest == touched(LEAFLET, NEW) - found.parts[0] - found.parts[1]


def test_parts_applied_one_after_the_other_are_the_whole() -> None:
    found = separated(LEAFLET, NEW, (("services/chat", "contacts"), ("measures", "roles")))
    made = LEAFLET
    for part in (found.parts[1], found.rest, found.parts[0]):
        made = apply(made, LEAFLET, NEW, part)
    assert touched(made, NEW) == frozenset()


def test_all_that_is_wrong_is_named_at_once() -> None:
    named = (("services/chat", "anything"), ("services/core", "services", "price"), ("services/x",))
    assert set(separated(LEAFLET, NEW, named).faults) == {
        Fault(0, 0, PartFault.TWICE),
        Fault(0, 1, PartFault.NO_PLACE),
        Fault(1, 1, PartFault.TWICE),
        Fault(1, 2, PartFault.NO_PLACE),
        Fault(2, 0, PartFault.UNCHANGED),
    }


def test_rows_of_a_list_that_comes_to_be_are_one_part() -> None:
    old = leaflet(measures=None)
    found = separated(old, LEAFLET, (("measures/access by role",),))
    assert found.faults == (Fault(0, 0, PartFault.TWICE),)
    assert separated(old, LEAFLET, (("measures",),)).faults == ()


def test_a_part_that_works_for_a_service_of_another_is_none() -> None:
    cloud = CLOUD.model_copy(update={"services": ("chat",)})
    new = leaflet(
        services=(*(LEAFLET.services or ()), CHAT),
        subprocessors=(*(LEAFLET.subprocessors or ()), cloud),
    )
    named = (("services/chat",), ("subprocessors/Cloud Ltd",))
    assert separated(LEAFLET, new, named).faults == (Fault(1, 0, PartFault.NEEDS_OTHER),)
    assert (
        separated(LEAFLET, new, (("services/chat", "subprocessors/Cloud, Limited"),)).faults == ()
    )
