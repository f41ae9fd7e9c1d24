"""What stays open when a board refuses a core service: seen, and left alone by every clock."""

from datetime import timedelta

import pytest

from domain.agreement import commands as c
from domain.agreement.deadlines import next_deadline
from domain.agreement.open_points import OpenPoint, WayOut, open_points
from domain.leaflet.importance import JudgedItem
from tests.scenario import (
    START,
    SUPPLIER,
    TYPO,
    V1,
    V2,
    V3,
    Story,
    chosen,
    item,
    leaflet,
    opens,
    told,
)

WIDER, AI_WIDER = (item("purpose.added"),), (item("purpose.added", "ai"),)
MEET, V4 = leaflet("1", "meet"), leaflet("4")


def refused() -> Story:
    """The board said no to what its core service would become."""
    story = Story(stored=(V1, V2, V3, V4, MEET)).active()
    story.announced(items=(item("service.changed", "core"),))
    return story.later(days=2).rejected()


def points(story: Story) -> list[str]:
    return [one.change for one in open_points(story.state, story.now)]


def test_a_core_service_refused_leaves_the_old_leaflet_and_two_ways_out() -> None:
    story = refused()
    assert opens(story.gate(), V1)
    assert told(story, "change.rejected") == {
        ("change.rejected", "board:gent"),
        ("change.rejected", "supplier:github"),
    }
    since = START + timedelta(days=2)
    ways_out = (WayOut.OTHER_LEAFLET, WayOut.END_AGREEMENT)
    assert open_points(story.state, story.now) == (OpenPoint("change-1", "code", since, ways_out),)


def test_a_year_later_nothing_came_of_it_and_nobody_had_a_letter() -> None:
    story = refused()
    records, letters = story.records, story.letters
    assert next_deadline(story.state) is None
    for _ in range(366):
        assert story.wait(days=1) == ()
    assert (story.records, story.letters) == (records, letters)
    assert points(story) == ["change-1"]
    assert opens(story.gate(), V1)


def test_another_leaflet_closes_it_when_it_comes_into_force() -> None:
    story = refused()
    story.later(days=1).announced(
        V3, WIDER, "change-2", announced_from=story.now + timedelta(days=9)
    )
    assert points(story) == ["change-1"], "it is only announced"
    story.approved(V3, "change-2")
    assert points(story) == ["change-1"], "it does not rule yet"
    story.wait(days=10)
    assert opens(story.gate(), V3)
    assert points(story) == []


def test_another_leaflet_that_is_refused_as_well_leaves_both_open() -> None:
    story = refused()
    story.later(days=1).announced(V3, WIDER, "change-2")
    story.later(days=1).rejected(V3, "change-2")
    assert points(story) == ["change-1", "change-2"]


def test_what_waited_beside_it_is_another_matter() -> None:
    story = Story().active()
    story.announced(items=WIDER, predecessor=V1.hash)
    story.announced(V3, WIDER, "change-2", predecessor=V2.hash, independent_of=("change-1",))
    story.later(days=1).rejected()
    beside = story.state.changes[1].leaflet
    story.later(days=1).approved(beside, "change-2")
    assert opens(story.gate(), beside)
    assert points(story) == ["change-1"]


def test_the_end_of_the_agreement_closes_it() -> None:
    story = refused()
    story.ended()
    assert points(story) == []


def test_to_drop_the_product_closes_it_also_when_it_comes_back() -> None:
    story = refused()
    story.ask(c.OfferProduct(leaflet=MEET.hash), SUPPLIER)
    story.chose(chosen(of=MEET)).signed()
    assert points(story) == ["change-1"]
    story.later(days=1).ask(c.DropProduct(product="code"))
    assert points(story) == []
    story.later(days=1).ask(c.OfferProduct(leaflet=V4.hash), SUPPLIER)
    story.chose(chosen(of=V4)).signed()
    assert points(story) == []


@pytest.mark.parametrize("items", [AI_WIDER, TYPO])
def test_what_is_no_matter_of_a_core_service_leaves_nothing_open(
    items: tuple[JudgedItem, ...],
) -> None:
    story = Story().active(chosen(), chosen("ai"))
    story.announced(items=items)
    if story.state.changes[0].answer_by:
        story.rejected()
    assert points(story) == []


def test_silence_leaves_nothing_open_the_supplier_may_ask_again() -> None:
    story = Story().active()
    story.announced(items=WIDER)
    story.wait(days=31)
    assert points(story) == []


def test_an_approval_taken_back_leaves_it_open_too() -> None:
    story = Story().active()
    story.announced(items=WIDER, announced_from=story.now + timedelta(days=30))
    story.approved().ask(c.WithdrawApproval(change="change-1"))
    assert points(story) == ["change-1"]
