"""What is on its way to the agreements, and when nobody lacks it any more."""

import pytest

from domain.product import events as e
from domain.product.line import to_tell
from domain.product.state import unborn
from tests.domain.product.editions import FIRST, SECOND, THIRD, edition, hashed
from tests.domain.product.story import STREAM, Story

CORRECTED = edition("quill@2a")


def test_an_announcement_is_on_its_way_until_nobody_lacks_it() -> None:
    story = Story().registered().has(SECOND, THIRD)
    assert story.on_its_way() == ["quill@2", "quill@3"]
    assert story.tells(SECOND, 812) == (e.AnnouncementTold(change="quill-2", agreements=812),)
    assert [one.label for one in to_tell(story.state)] == ["quill@3"]


def test_a_withdrawal_is_on_its_way_as_well() -> None:
    story = Story().registered().has(SECOND)
    story.tells(SECOND)
    story.withdraws(SECOND)
    assert story.on_its_way() == ["quill@2"]
    assert story.tells(SECOND) != ()
    assert story.on_its_way() == []


def test_what_is_told_is_told_once() -> None:
    story = Story().registered().has(SECOND)
    assert story.tells(SECOND) != ()
    assert story.tells(SECOND) == ()


def test_of_what_is_not_in_the_line_there_is_nothing_to_note() -> None:
    assert Story().tells(SECOND) == ()
    assert Story().registered().tells(SECOND) == ()


def test_of_a_corrected_leaflet_the_correction_tells() -> None:
    story = Story().registered().has(SECOND)
    story.announces(CORRECTED, predecessor=hashed(FIRST), corrects="quill-2")
    assert story.tells(SECOND) == ()
    assert story.on_its_way() == ["quill@2a"]


@pytest.mark.parametrize("was", ["stands", "superseded"])
def test_a_leaflet_withdrawn_while_it_was_told_is_still_to_be_told_of(was: str) -> None:
    story = Story().registered().has(SECOND)
    story.withdraws(SECOND)
    assert story.tells(SECOND, standing=was) == ()
    assert story.on_its_way() == ["quill@2"]
    assert story.tells(SECOND, standing="withdrawn") != ()


def test_a_product_has_ended_when_its_last_word_is_told() -> None:
    story = Story().registered().has(SECOND)
    assert not story.state.has_ended
    story.ends()
    assert not story.state.has_ended
    story.tells(SECOND)
    assert story.state.has_ended


def test_a_name_says_whose_product_it_is() -> None:
    state = unborn(STREAM)
    assert (state.id, state.supplier, state.product) == (STREAM, "quill-bv", "quill")
    other = unborn("agreement:gent:quill-bv:1")
    assert (other.supplier, other.product) == ("", "")
