"""The line of a product's leaflets: registered, announced, ended."""

from datetime import timedelta

import pytest

from domain.leaflet.completeness import LeafletIncompleteError
from domain.product import commands as c
from domain.product import events as e
from domain.product import refusals as r
from domain.product.decider import needs
from domain.product.line import change_named, change_of_leaflet, changes_of, latest, to_tell
from domain.product.state import Phase, unborn
from tests.domain.leaflet.examples import leaflet, without
from tests.domain.product.editions import (
    FIRST,
    FOR_BOARD,
    FOR_PARENTS,
    SECOND,
    THIRD,
    edition,
    hashed,
)
from tests.domain.product.story import SELLER, STREAM, Story
from tests.scenario import START

CORRECTED = edition("quill@2a")
REGISTER = c.Register(name="Quill", leaflet=hashed(FIRST))


def test_a_product_begins_with_the_leaflet_that_its_supplier_registers() -> None:
    story = Story().keeps(FIRST)
    (registered,) = story.ask(REGISTER)
    assert isinstance(registered, e.ProductRegistered)
    assert (registered.product, registered.supplier) == ("quill", "quill-bv")
    assert (story.state.phase, story.state.name) == (Phase.OFFERED, "Quill")
    first = latest(story.state)
    assert first is not None
    assert (first.position, first.change, first.event_id) == (0, None, f"{STREAM}#1")
    assert changes_of(first) == ()
    assert to_tell(story.state) == ()


def test_a_product_is_born_once() -> None:
    story = Story().registered()
    story.refuses(r.ProductRegisteredError, REGISTER)
    story.ends().refuses(r.ProductEndedError, REGISTER)


def test_a_product_is_not_registered_with_an_incomplete_leaflet() -> None:
    unfinished = without("roles", "measures")
    story = Story().keeps(unfinished)
    command = c.Register(name="Quill", leaflet=hashed(unfinished))
    detail = story.refuses(LeafletIncompleteError, command)
    assert "roles" in detail
    assert "measures" in detail


def test_each_leaflet_stands_behind_the_one_before_it() -> None:
    story = Story().registered().has(SECOND, THIRD)
    line = story.state.line
    assert [one.label for one in line] == ["quill@1", "quill@2", "quill@3"]
    assert [one.predecessor for one in line] == [None, line[0].leaflet, line[1].leaflet]
    assert [one.event_id for one in line] == [f"{STREAM}#{number}" for number in (1, 2, 3)]
    assert latest(story.state) == line[2] == change_named(story.state, "quill-3")
    assert change_of_leaflet(story.state, hashed(SECOND)) == "quill-2"
    assert changes_of(line[2]) == ("quill-3",)


def test_what_is_not_in_the_line_has_no_change() -> None:
    story = Story().registered()
    assert change_named(story.state, "quill-2") is None
    for one in (FIRST, SECOND):
        with pytest.raises(r.UnknownAnnouncementError):
            change_of_leaflet(story.state, hashed(one))
    assert latest(unborn(STREAM)) is None


def test_an_announcement_says_all_that_the_supplier_said() -> None:
    story = Story().registered()
    command = story.announcing(SECOND, label="important", wish="2026-09-01")
    (announced,) = story.ask(command)
    assert isinstance(announced, e.LeafletAnnounced)
    assert announced.announced == command.announced
    assert announced.message == command.message
    assert announced.digest.version == "quill@2"


def test_a_leaflet_that_comes_again_is_no_news() -> None:
    story = Story().registered()
    again = story.announcing(SECOND)
    story.has(SECOND, THIRD)
    assert story.ask(again) == ()
    renamed = again.announced.model_copy(update={"change": "another-name"})
    assert story.ask(c.Announce(message="message:9", announced=renamed)) == ()
    story.ends()
    assert story.ask(again) == ()


def test_the_registered_leaflet_cannot_be_announced() -> None:
    story = Story().registered()
    story.refuses(r.LeafletRegisteredError, story.announcing(FIRST))


def test_a_leaflet_whose_predecessor_is_not_there_may_wait_for_it() -> None:
    story = Story().registered()
    early = story.announcing(THIRD, predecessor=hashed(SECOND))
    assert story.refuses(r.UnknownPredecessorError, early) == hashed(SECOND)
    story.has(SECOND).ask(early)
    assert story.standings()["quill@3"] == "stands"


def test_two_leaflets_do_not_follow_the_same_one() -> None:
    story = Story().registered().has(SECOND)
    second = story.announcing(CORRECTED, predecessor=hashed(FIRST))
    assert story.refuses(r.PredecessorFollowedError, second) == hashed(SECOND)


def test_a_name_of_a_change_and_a_version_belong_to_one_leaflet() -> None:
    story = Story().registered().has(SECOND)
    same_change = story.announcing(THIRD, change="quill-2")
    assert story.refuses(r.ChangeIdTakenError, same_change) == "quill-2"
    same_version = edition("quill@2", of=THIRD)
    command = story.announcing(same_version, change="quill-3")
    assert story.refuses(r.VersionTakenError, command) == "quill@2"
    story.withdraws(SECOND)
    story.refuses(r.VersionTakenError, story.announcing(same_version, change="quill-3"))


def test_a_leaflet_of_another_product_is_not_announced() -> None:
    story = Story().registered()
    other = leaflet(product="pencil", version="pencil@1")
    command = story.announcing(other)
    assert story.refuses(r.LeafletOfOtherProductError, command) == "pencil"
    said = story.announcing(SECOND, product="pencil")
    assert story.refuses(r.LeafletOfOtherProductError, said) == "pencil"


@pytest.mark.parametrize(
    ("told", "untold"),
    [((FOR_BOARD,), "parents"), ((FOR_PARENTS,), "board"), ((), "board, parents")],
)
def test_both_audiences_are_told_or_nothing_is_announced(
    told: tuple[str, ...], untold: str
) -> None:
    story = Story(texts=frozenset(told)).registered()
    assert story.refuses(r.ConsequencesMissingError, story.announcing(SECOND)) == untold


def test_a_date_that_is_past_is_as_good_as_any() -> None:
    story = Story().registered()
    story.announces(SECOND, announced_from=START - timedelta(days=400))
    assert story.state.line[1].announced_from == START - timedelta(days=400)


def test_nothing_is_announced_of_a_product_that_has_ended() -> None:
    story = Story().registered().has(SECOND).ends()
    assert story.state.phase is Phase.ENDED
    story.refuses(r.ProductEndedError, story.announcing(THIRD))
    story.refuses(r.ProductEndedError, c.EndProduct(reason="again"), SELLER)
    story.withdraws(SECOND)
    assert story.standings()["quill@2"] == "withdrawn"


def test_nothing_is_fetched_for_what_is_in_the_line_or_is_still_to_wait() -> None:
    story = Story().registered()
    command, early = story.announcing(SECOND), story.announcing(THIRD, predecessor=hashed(SECOND))
    assert needs(story.state, command, story.now) is not None
    assert needs(story.state, early, story.now) is None
    story.ask(command)
    assert needs(story.state, command, story.now) is None
    assert needs(story.state, early, story.now) is not None
