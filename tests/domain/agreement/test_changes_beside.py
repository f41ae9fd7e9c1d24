"""Changes that wait beside each other: where they collide, come in parts, and have followers."""

import pytest

from domain.agreement import commands as c
from domain.agreement.decider import decide, needs
from domain.agreement.deciding.facts import FactsNotGatheredError
from domain.agreement.refusals import (
    ChangesCollideError,
    PredecessorUndecidedError,
)
from domain.agreement.requests import Request
from tests.domain.agreement.beside import (
    MAIL,
    MAIL_GONE,
    MAPS,
    V4,
    WIDER,
    beside,
    change,
    processors,
)
from tests.scenario import (
    BOARD,
    TYPO,
    V1,
    V2,
    V3,
    Story,
    opens,
)


def test_where_both_touch_the_same_the_second_is_decided_after_the_first() -> None:
    story = beside(second=MAIL_GONE)
    assert (change(story, 2).leaflet, change(story, 2).follows) == (MAIL_GONE, "change-1")
    assert change(story, 2).independent_of == ()
    approve = c.ApproveChange(change="change-2", leaflet=MAIL_GONE.hash)
    assert story.refuses(PredecessorUndecidedError, approve) == "change-1"
    story.rejected()
    assert change(story, 2).standing.value == "fell"


@pytest.mark.parametrize("fault", ["incomplete", "unusable names", "ruled before"])
def test_a_composed_leaflet_that_can_not_stand_by_itself_follows(fault: str) -> None:
    composed = change(beside(), 2).leaflet
    story = Story().active()
    match fault:
        case "incomplete":
            story.missing = {composed.hash: ("retention (4.3)",)}
        case "unusable names":
            story.instead = {composed.hash: composed.model_copy(update={"product": "Code!"})}
        case _:
            story.instead = {composed.hash: V1}
    story.announced(items=WIDER, predecessor=V1.hash)
    story.announced(V3, WIDER, "change-2", predecessor=V2.hash, independent_of=("change-1",))
    assert (change(story, 2).leaflet, change(story, 2).follows) == (V3, "change-1")


def test_what_no_predecessor_is_known_of_can_not_be_composed_and_follows() -> None:
    story = Story().active()
    story.announced(items=WIDER, predecessor=V1.hash)
    story.announced(V3, WIDER, "change-2", independent_of=("change-1",))
    assert change(story, 2).follows == "change-1"


def test_parts_of_one_announcement_are_decided_by_themselves() -> None:
    story = Story(stored=(V1, MAIL, MAPS)).active()
    for number, part in ((1, MAIL), (2, MAPS)):
        story.announced(
            part,
            WIDER,
            f"change-{number}",
            predecessor=V1.hash,
            independent_of=(f"change-{3 - number}",),
        )
    assert [one.leaflet for one in story.state.changes] == [MAIL, MAPS], "as they were published"
    story.approved(MAPS, "change-2")
    assert processors(change(story, 1).leaflet) == {"Cloud", "Mail", "Maps"}
    story.rejected(change(story, 1).leaflet)
    assert opens(story.gate(), MAPS)


def test_a_part_that_comes_when_another_rules_already_takes_nothing_of_it_back() -> None:
    story = Story(stored=(V1, MAIL, MAPS)).active()
    story.announced(MAIL, TYPO, predecessor=V1.hash, independent_of=("change-2",))
    assert opens(story.gate(), MAIL)
    story.announced(MAPS, TYPO, "change-2", predecessor=V1.hash, independent_of=("change-1",))
    assert processors(story.state.products[0].schedule[-1].leaflet) == {"Cloud", "Mail", "Maps"}


def test_what_comes_behind_two_that_wait_beside_each_other_stands_on_both() -> None:
    story = beside()
    received = story.announced(V4, WIDER, "change-3", predecessor=V3.hash)[0].model_dump()
    assert change(story, 3).leaflet == V4
    assert received["base"] == V3.hash, "what both come to is what was published before it"
    approve = c.ApproveChange(change="change-3", leaflet=V4.hash)
    assert story.refuses(PredecessorUndecidedError, approve) == "change-1"
    story.approved()
    assert story.refuses(PredecessorUndecidedError, approve) == "change-2"
    story.approved(V3, "change-2").approved(V4, "change-3")
    assert opens(story.gate(), V4)


@pytest.mark.parametrize("number", [1, 2])
def test_what_stands_on_two_falls_with_either(number: int) -> None:
    story = beside()
    story.announced(V4, WIDER, "change-3", predecessor=V3.hash)
    story.rejected(change(story, number).leaflet, f"change-{number}")
    assert change(story, 3).standing.value == "fell"
    assert change(story, 3 - number).standing.value == "asked"


def test_nothing_is_gathered_where_nothing_waits_beside() -> None:
    story = Story().active()
    story.announced(items=WIDER, predecessor=V1.hash)
    story.announced(V3, TYPO, "change-2", predecessor=V2.hash)
    approve = c.ApproveChange(change="change-1", leaflet=V2.hash)
    assert needs(story.state, approve, story.now) is None


def test_the_compositions_are_named_once_it_can_be_approved() -> None:
    story = beside()
    need = needs(story.state, c.ApproveChange(change="change-1", leaflet=V2.hash), story.now)
    assert need is not None
    (composition,) = need.compositions
    assert composition.model_dump() == {
        "onto": V2.hash,
        "after": (),
        "old": V2.hash,
        "new": V3.hash,
    }
    wrong = c.ApproveChange(change="change-1", leaflet=V3.hash)
    assert needs(story.state, wrong, story.now) is None


def test_an_approval_without_its_compositions_is_a_fault() -> None:
    story = beside()
    request = Request(c.ApproveChange(change="change-1", leaflet=V2.hash), BOARD)
    with pytest.raises(FactsNotGatheredError):
        decide(story.state, request, story.now)


def test_where_one_can_not_stand_on_the_other_neither_is_approved_over_it() -> None:
    story = beside()
    story.stored = tuple(one for one in story.stored if one != V3)
    approve = c.ApproveChange(change="change-1", leaflet=V2.hash)
    assert story.refuses(ChangesCollideError, approve) == "change-2"
    story.rejected(change(story, 2).leaflet, "change-2").approved()
    assert opens(story.gate(), V2)


def test_what_waits_must_be_able_to_stand_on_it_in_its_turn() -> None:
    turned = beside()
    turned.approved(change(turned, 2).leaflet, "change-2")
    first_on_second = change(turned, 1).leaflet.hash
    story = Story(instead={first_on_second: V1}).active()
    story.announced(items=WIDER, predecessor=V1.hash)
    story.announced(V3, WIDER, "change-2", predecessor=V2.hash, independent_of=("change-1",))
    assert (change(story, 2).leaflet, change(story, 2).follows) == (V3, "change-1")
