"""Announcements that stand by themselves: independent of the one before, or divided into parts."""

import pytest

from domain.agreement.refusals import LeafletNamesError, UnknownLeafletError
from domain.leaflet.apply import TouchSameItemError
from domain.leaflet.completeness import LeafletIncompleteError
from domain.leaflet.leaflet import Leaflet
from domain.product import refusals as r
from domain.product.announcement import Part
from domain.product.line import changes_of
from tests.domain.leaflet.edits import EDITS, Edit
from tests.domain.leaflet.examples import CORE, HOST, leaflet
from tests.domain.product.editions import (
    CHAT,
    CORE_DOES_MORE,
    FIRST,
    THIRD,
    divided,
    edition,
    hashed,
    measured,
    parts_of,
)
from tests.domain.product.story import Story

SAID_OTHERWISE, OTHER_ROLES = EDITS["said otherwise"], EDITS["other roles"]
LOGGED = measured("a log of access")
SECOND = edition("quill@2", SAID_OTHERWISE, LOGGED)
PARTS = divided(FIRST, SECOND, words=("explanation",))


def test_parts_stand_in_the_line_under_names_of_their_own() -> None:
    story = Story().registered().keeps(*PARTS.values())
    assert list(PARTS) == ["quill-2-words", "quill-2-rest"]
    story.announces(SECOND, parts=parts_of(PARTS))
    assert changes_of(story.state.line[1]) == ("quill-2-words", "quill-2-rest")


def only(*names: str) -> tuple[Part, ...]:
    return tuple(one for one in parts_of(PARTS) if one.change in names)


def also(name: str, other: Leaflet) -> tuple[Part, ...]:
    return (*parts_of(PARTS), Part(change=name, leaflet=hashed(other)))


def test_parts_together_are_the_whole_change() -> None:
    story = Story().registered().keeps(*PARTS.values())
    for some in (only("quill-2-words"), only("quill-2-rest")):
        story.refuses(r.PartsNotWholeError, story.announcing(SECOND, parts=some))


@pytest.mark.parametrize(
    "further",
    [
        FIRST,
        edition("quill@2c", OTHER_ROLES),
        edition("quill@2b", LOGGED),
        edition("quill@2d", SAID_OTHERWISE, OTHER_ROLES),
    ],
    ids=["changes nothing", "changes more", "changes what another does", "both"],
)
def test_a_part_changes_what_no_other_does_and_nothing_besides(further: Leaflet) -> None:
    story = Story().registered().keeps(*PARTS.values(), further)
    command = story.announcing(SECOND, parts=also("quill-2-further", further))
    story.refuses(r.PartsNotWholeError, command)


def test_a_part_that_is_nowhere_stored_is_named() -> None:
    story = Story().registered().keeps(PARTS["quill-2-words"])
    missing = story.announcing(SECOND, parts=parts_of(PARTS))
    assert story.refuses(UnknownLeafletError, missing) == hashed(PARTS["quill-2-rest"])


def test_a_part_is_complete_and_of_this_product() -> None:
    incomplete = edition("quill@2c", EDITS["no help"])
    other = leaflet(product="pencil", version="pencil@1")
    story = Story().registered().keeps(*PARTS.values(), incomplete, other)
    command = story.announcing(SECOND, parts=also("quill-2-further", incomplete))
    assert "rights_help" in story.refuses(LeafletIncompleteError, command)
    foreign = story.announcing(SECOND, parts=also("quill-2-further", other))
    assert story.refuses(r.LeafletOfOtherProductError, foreign) == "pencil"


@pytest.mark.parametrize("name", ["quill-2-words", "quill-3-words", "quill-2", "words"])
def test_a_part_is_named_after_its_change_and_once(name: str) -> None:
    story = Story().registered().keeps(*PARTS.values())
    parts = (
        *only("quill-2-words"),
        *(one.model_copy(update={"change": name}) for one in only("quill-2-rest")),
    )
    assert story.refuses(r.PartNamesError, story.announcing(SECOND, parts=parts)) == name


def test_no_later_change_has_the_name_of_a_part_or_of_what_was_divided() -> None:
    story = Story().registered().keeps(*PARTS.values())
    story.announces(SECOND, parts=parts_of(PARTS))
    for name in ("quill-2-words", "quill-2"):
        assert story.refuses(r.ChangeIdTakenError, story.announcing(THIRD, change=name)) == name


def behind(*edits: Edit) -> tuple[Story, Leaflet]:
    """A change of an explanation and a measure is announced; what is made behind it."""
    return Story().registered().has(SECOND), edition("quill@3", *edits, of=SECOND)


def test_a_change_is_independent_of_the_one_before_where_both_touch_other_items() -> None:
    story, third = behind(CORE_DOES_MORE)
    story.announces(third, independent_of="quill-2")
    assert story.state.line[2].independent_of == "quill-2"


def test_a_change_of_the_same_item_is_not_independent() -> None:
    story, third = behind(
        EDITS["said otherwise"], lambda one: one.model_copy(update={"explanation": "More."})
    )
    command = story.announcing(third, independent_of="quill-2")
    assert story.refuses(TouchSameItemError, command) == "explanation"
    story.announces(third)


def test_a_change_for_a_service_of_the_one_before_is_not_independent() -> None:
    with_chat = edition("quill@2", lambda one: complete_chat(CHAT(one)))
    for_chat = HOST.model_copy(update={"services": ("core", "speech", "chat")})
    third = edition(
        "quill@3",
        lambda one: one.model_copy(
            update={"subprocessors": (for_chat, *(one.subprocessors or ())[1:])}
        ),
        of=with_chat,
    )
    story = Story().registered().has(with_chat)
    command = story.announcing(third, independent_of="quill-2")
    assert "chat" in story.refuses(TouchSameItemError, command)


def complete_chat(one: Leaflet) -> Leaflet:
    """Say of the chat all that must be said of a service."""
    chat = CORE.model_copy(update={"id": "chat", "name": "Chat", "kind": "optional"})
    services = tuple(chat if known.id == "chat" else known for known in one.services or ())
    return one.model_copy(update={"services": services})


def test_a_change_is_independent_only_of_the_one_just_before() -> None:
    story, third = behind(CORE_DOES_MORE)
    further = story.announcing(third, independent_of="quill-1")
    assert story.refuses(r.NotJustBeforeError, further) == "quill-2"
    alone = Story().registered()
    of_first = alone.announcing(SECOND, independent_of="quill-1")
    assert alone.refuses(r.NotJustBeforeError, of_first) == ""


def test_a_leaflet_that_is_nowhere_stored_or_cannot_be_chosen_from_is_not_announced() -> None:
    story, third = behind(CORE_DOES_MORE)
    command = story.announcing(third, independent_of="quill-2")
    del story.stored[hashed(third)]
    assert story.refuses(UnknownLeafletError, command) == hashed(third)
    odd = edition("quill@4", lambda one: complete_named(one, "Reading Aloud"), of=SECOND)
    assert story.refuses(LeafletNamesError, story.announcing(odd)) == "Reading Aloud"


def complete_named(one: Leaflet, service: str) -> Leaflet:
    """Give an option a name that no choice can be made by."""
    further = CORE.model_copy(update={"id": service, "kind": "optional"})
    return one.model_copy(update={"services": (*(one.services or ()), further)})
