"""Parts of a change that boards decide by themselves, and what is wrong with them."""

from collections.abc import Iterable

from domain.intake.parts import composition
from domain.leaflet.leaflet import Leaflet, Retention
from domain.leaflet.offered import DataCategory
from tests.domain.intake.examples import announced, told
from tests.domain.leaflet.examples import CORE, HOST, LEAFLET, SPEECH, VOICE, leaflet

CHAT = SPEECH.model_copy(update={"id": "chat", "name": "Chat"})
NEW = leaflet(
    version="quill@2",
    services=(CORE, SPEECH, CHAT),
    measures=("encryption everywhere", "access by role"),
    roles="board: controller; supplier: processor",
    pseudonymisation="numbers instead of names",
)


def composed(
    *named: Iterable[str], new: Leaflet = NEW, before: Leaflet = LEAFLET
) -> tuple[dict[str, Leaflet], list[tuple[str, str, str | None]]]:
    """The parts a, b and so on with the places that they name; and what is wrong with them."""
    parts = [{"id": "abc"[at], "places": list(places)} for at, places in enumerate(named)]
    sent = announced(
        leaflet=new.model_dump(mode="json"), parts=parts, change="c", product=new.product
    )
    found = composition(sent, before)
    return {one.change: one.leaflet for one in found.parts}, told(found.faults)


def kept(what: str) -> Retention:
    return Retention(what=what, period="1 year", starts="the last use", then="delete")


def test_a_change_without_parts_is_whole() -> None:
    assert composed() == ({}, [])


def test_each_part_is_a_leaflet_with_that_part_alone_and_the_rest_is_one_as_well() -> None:
    found, faults = composed(("services/chat",), ("measures", "roles"))
    assert faults == []
    assert list(found) == ["c-a", "c-b", "c-rest"]
    assert found["c-a"].services == (*(LEAFLET.services or ()), CHAT)
    assert found["c-a"].measures == LEAFLET.measures
    assert (found["c-b"].measures, found["c-b"].roles) == (NEW.measures, NEW.roles)
    assert found["c-b"].services == LEAFLET.services
    assert found["c-rest"].pseudonymisation == NEW.pseudonymisation
    assert found["c-rest"].roles == LEAFLET.roles


def test_there_is_no_rest_where_the_parts_are_the_whole() -> None:
    new = leaflet(version="2", roles="otherwise", pseudonymisation="otherwise")
    found, faults = composed(("roles",), ("pseudonymisation",), new=new)
    assert (list(found), faults) == (["c-a", "c-b"], [])


def test_one_part_that_is_the_whole_change_is_none() -> None:
    new = leaflet(version="2", roles="otherwise")
    assert composed(("roles",), new=new) == ({}, [("parts[0]", "part_unfit", None)])


def test_every_place_that_does_not_fit_is_told_by_its_number() -> None:
    _, faults = composed(("services/chat", "anything"), ("price", "services/chat"))
    assert set(faults) == {
        ("parts[0].places[0]", "part_unfit", None),
        ("parts[0].places[1]", "part_unfit", None),
        ("parts[1].places[0]", "part_unfit", None),
        ("parts[1].places[1]", "part_unfit", None),
    }


def test_a_part_must_be_a_leaflet_that_could_be_offered_by_itself() -> None:
    rows = tuple(map(kept, ("identification", "results", "content")))
    voice = DataCategory(key="voice", text="voice", why="to hear", special=False)
    hears = CORE.model_copy(update={"data": (*(CORE.data or ()), voice)})
    new = leaflet(version="2", services=(hears, SPEECH), retention=(*rows, kept("voice")))
    _, faults = composed(
        ("services/core",), ("retention/voice",), new=new, before=leaflet(retention=rows)
    )
    assert faults == [("parts[0]", "part_unfit", "4.3")]


def test_what_is_in_no_part_must_stand_by_itself_too() -> None:
    works = HOST.model_copy(update={"services": (*(HOST.services or ()), "chat")})
    new = leaflet(
        version="2", services=(CORE, SPEECH, CHAT), subprocessors=(works, VOICE), roles="others"
    )
    _, faults = composed(("services/chat",), new=new)
    assert faults == [("parts", "part_unfit", None)]


def test_the_leaflet_before_it_must_be_of_the_same_product() -> None:
    _, faults = composed(before=leaflet(product="ruler"))
    assert faults == [("predecessor", "predecessor_other", None)]
