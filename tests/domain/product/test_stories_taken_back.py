"""What a supplier takes back: corrected in its place, or withdrawn with a reason."""

from domain.product import events as e
from domain.product import refusals as r
from domain.product.line import change_named, latest
from tests.domain.product.editions import FIRST, FOURTH, SECOND, THIRD, edition, hashed
from tests.domain.product.story import Story, withdrawal_of

CORRECTED = edition("quill@2a")


def test_a_leaflet_that_was_taken_back_comes_again_under_its_own_name_only() -> None:
    story = Story().registered()
    again = story.announcing(SECOND)
    story.has(SECOND).withdraws(SECOND)
    assert story.ask(again) == ()
    assert story.standings()["quill@2"] == "withdrawn"
    renamed = story.announcing(SECOND, change="another-name")
    assert story.refuses(r.LeafletTakenBackError, renamed) == "quill-2"


def test_what_was_taken_back_is_followed_by_nothing() -> None:
    story = Story().registered().has(SECOND)
    late = story.announcing(THIRD)
    story.withdraws(SECOND)
    assert story.refuses(r.PredecessorTakenBackError, late) == hashed(FIRST)
    story.announces(THIRD, predecessor=hashed(FIRST))
    assert latest(story.state) == change_named(story.state, "quill-3")


def test_a_correction_stands_where_the_corrected_leaflet_did() -> None:
    story = Story().registered().has(SECOND)
    story.announces(CORRECTED, predecessor=hashed(FIRST), corrects="quill-2")
    assert story.standings() == {
        "quill@1": "stands",
        "quill@2": "superseded",
        "quill@2a": "stands",
    }
    assert story.on_its_way() == ["quill@2a"]
    story.has(THIRD)
    assert story.state.line[3].predecessor == hashed(CORRECTED)


def test_a_correction_does_not_follow_what_it_corrects() -> None:
    story = Story().registered().has(SECOND)
    command = story.announcing(CORRECTED, predecessor=hashed(SECOND), corrects="quill-2")
    assert story.refuses(r.PredecessorTakenBackError, command) == hashed(FIRST)


def test_a_correction_follows_the_last_that_stands_where_the_one_between_was_taken_back() -> None:
    story = Story().registered().has(SECOND, THIRD)
    story.withdraws(SECOND)
    between = story.announcing(FOURTH, predecessor=hashed(SECOND), corrects="quill-3")
    assert story.refuses(r.PredecessorTakenBackError, between) == hashed(FIRST)
    story.announces(FOURTH, predecessor=hashed(FIRST), corrects="quill-3")
    assert story.standings()["quill@3"] == "superseded"


def test_only_the_last_leaflet_is_corrected() -> None:
    story = Story().registered().has(SECOND, THIRD)
    command = story.announcing(CORRECTED, predecessor=hashed(FIRST), corrects="quill-2")
    assert story.refuses(r.AnnouncementFollowedError, command) == "quill-3"
    story.withdraws(THIRD)
    story.ask(command)
    assert story.standings()["quill@2"] == "superseded"


def test_what_was_not_announced_or_was_taken_back_is_not_corrected() -> None:
    story = Story().registered().has(SECOND)
    unknown = story.announcing(CORRECTED, predecessor=hashed(FIRST), corrects="quill-9")
    assert story.refuses(r.UnknownAnnouncementError, unknown) == "quill-9"
    story.withdraws(SECOND)
    gone = story.announcing(CORRECTED, corrects="quill-2")
    assert story.refuses(r.AnnouncementTakenBackError, gone) == "quill-2"


def test_the_supplier_takes_an_announcement_back_once() -> None:
    story = Story().registered().has(SECOND)
    (withdrawn,) = story.withdraws(SECOND)
    assert withdrawn == e.AnnouncementWithdrawn(change="quill-2", reason="mistake")
    story.refuses(r.AnnouncementTakenBackError, withdrawal_of(SECOND))
    story.refuses(r.UnknownAnnouncementError, withdrawal_of(THIRD))


def test_what_stands_behind_a_withdrawn_leaflet_stays_in_the_line() -> None:
    story = Story().registered().has(SECOND, THIRD)
    story.withdraws(SECOND)
    assert story.standings() == {
        "quill@1": "stands",
        "quill@2": "withdrawn",
        "quill@3": "stands",
    }
    story.has(FOURTH)
    assert story.state.line[3].predecessor == hashed(THIRD)
