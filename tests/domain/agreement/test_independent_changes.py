"""Story 17 with independence: changes that wait beside each other, and what comes of them."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.agreement import commands as c
from domain.agreement.refusals import (
    WrongLeafletError,
)
from tests.domain.agreement.beside import (
    AI_WIDER,
    V4,
    WIDER,
    beside,
    change,
    processors,
)
from tests.domain.agreement.shelf import rows
from tests.scenario import (
    TYPO,
    V1,
    V2,
    V3,
    Story,
    item,
    leaflet,
    opens,
    told,
    types,
)


def test_it_brings_only_what_it_changes_of_its_predecessor() -> None:
    story = beside()
    composed = change(story, 2)
    assert processors(composed.leaflet) == {"Cloud", "Maps"}
    assert composed.leaflet.hash not in {V1.hash, V2.hash, V3.hash}
    assert (composed.base, composed.follows) == (V1.hash, None)
    assert composed.published == V3.hash


def test_what_is_shown_approved_and_put_in_force_is_the_composed_leaflet() -> None:
    story = beside()
    composed = change(story, 2).leaflet
    published = c.ApproveChange(change="change-2", leaflet=V3.hash)
    assert story.refuses(WrongLeafletError, published) == composed.hash
    story.approved(composed, "change-2")
    assert opens(story.gate(), composed)


def test_one_is_rejected_and_the_other_stands() -> None:
    story = beside()
    assert types(story.ask(c.RejectChange(change="change-1", leaflet=V2.hash, reason="no"))) == [
        "change.rejected"
    ]
    story.approved(change(story, 2).leaflet, "change-2")
    assert processors(story.state.products[0].schedule[-1].leaflet) == {"Cloud", "Maps"}


def test_one_lapses_and_the_other_stands() -> None:
    story = Story().active()
    story.announced(items=WIDER, predecessor=V1.hash)
    story.later(days=20).announced(
        V3, WIDER, "change-2", predecessor=V2.hash, independent_of=("change-1",)
    )
    assert types(story.wait(days=12)) == ["change.lapsed"]
    story.approved(change(story, 2).leaflet, "change-2")
    assert opens(story.gate(), change(story, 2).leaflet)


def test_when_one_has_its_date_the_other_is_composed_on_it_and_follows() -> None:
    story = beside()
    shown = change(story, 2).leaflet
    brought = story.ask(c.ApproveChange(change="change-1", leaflet=V2.hash))
    assert types(brought) == ["change.approved", "change.composed"]
    assert change(story, 2).leaflet == V3, "behind its predecessor it is what was published"
    assert (change(story, 2).base, change(story, 2).follows) == (V2.hash, "change-1")
    old = c.ApproveChange(change="change-2", leaflet=shown.hash)
    assert story.refuses(WrongLeafletError, old) == V3.hash
    story.approved(V3, "change-2")
    assert opens(story.gate(), V3)


def test_the_second_may_have_its_date_first() -> None:
    story = beside()
    second = change(story, 2).leaflet
    brought = story.ask(c.ApproveChange(change="change-2", leaflet=second.hash))
    assert types(brought) == ["change.approved", "change.composed"]
    first = change(story, 1)
    assert (first.base, first.follows) == (second.hash, "change-2")
    assert processors(first.leaflet) == {"Cloud", "Mail", "Maps"}
    story.refuses(WrongLeafletError, c.ApproveChange(change="change-1", leaflet=V2.hash))
    story.approved(first.leaflet)
    assert opens(story.gate(), first.leaflet)


def test_what_is_composed_anew_keeps_its_clock_and_its_board_is_told_the_new_hash() -> None:
    story = beside()
    due = change(story, 2).answer_by
    story.later(days=5).approved()
    assert change(story, 2).answer_by == due
    assert told(story, "change.composed") == {("change.composed", "board:gent")}
    (letter,) = (one for one in story.letters if one.template == "change.composed")
    assert letter.question == "change:change-2"


def test_what_is_only_told_is_composed_in_silence() -> None:
    story = beside()
    story.announced(V4, TYPO, "change-3", predecessor=V3.hash, independent_of=("change-1",))
    story.approved()
    assert types(story.events)[-2:] == ["change.composed", "change.composed"]
    letters = [one for one in story.letters if one.template == "change.composed"]
    assert len(letters) == 1


def test_a_told_one_has_its_date_at_once_and_those_that_wait_stand_on_it() -> None:
    story = beside(items=TYPO)
    assert types(story.events)[-3:] == ["change.received", "change.told", "change.composed"]
    assert opens(story.gate(), change(story, 2).leaflet)
    assert change(story, 1).base == change(story, 2).leaflet.hash
    assert story.refuses(
        WrongLeafletError, c.ApproveChange(change="change-1", leaflet=V2.hash)
    ) == (change(story, 1).leaflet.hash)


def test_what_stands_on_another_since_is_never_earlier_and_falls_with_it() -> None:
    ahead = timedelta(days=30)
    story = Story().active()
    story.announced(items=WIDER, predecessor=V1.hash, announced_from=story.now + ahead)
    story.announced(V3, WIDER, "change-2", predecessor=V2.hash, independent_of=("change-1",))
    story.approved().approved(V3, "change-2")
    assert change(story, 2).in_force_from == change(story, 1).in_force_from
    brought = story.ask(c.WithdrawApproval(change="change-1"))
    assert types(brought) == ["approval.withdrawn", "change.fell"]
    story.wait(days=40)
    assert opens(story.gate(), V1)


def test_one_that_has_its_date_already_is_stood_on() -> None:
    story = Story().active()
    story.announced(items=WIDER, predecessor=V1.hash, announced_from=story.now + timedelta(9))
    story.approved()
    story.announced(V3, WIDER, "change-2", predecessor=V2.hash, independent_of=("change-1",))
    assert (change(story, 2).leaflet, change(story, 2).follows) == (V3, "change-1")
    assert change(story, 2).independent_of == ()


def test_what_another_makes_core_is_asked_of_who_was_only_told() -> None:
    core = leaflet("4", ai="core", processors=("Cloud", "Mail", "Maps"))
    story = Story(stored=(V1, V2, V3, core)).active()
    story.announced(items=WIDER, predecessor=V1.hash)
    story.announced(V3, AI_WIDER, "change-2", predecessor=V2.hash)
    assert change(story, 2).standing.value == "told"
    both = ("change-1", "change-2")
    turned = (item("service.changed", "ai"),)
    story.announced(core, turned, "change-3", predecessor=V3.hash, independent_of=both)
    leaflet_3 = change(story, 3).leaflet.hash
    brought = story.ask(c.ApproveChange(change="change-3", leaflet=leaflet_3))
    assert types(brought) == [
        "change.approved",
        "change.composed",
        "change.composed",
        "change.proposed",
    ]
    assert change(story, 2).standing.value == "asked"


def test_those_that_are_only_told_have_their_dates_one_behind_the_other() -> None:
    story = beside()
    story.announced(V4, TYPO, "change-3", predecessor=V3.hash, independent_of=("change-2",))
    brought = story.ask(c.ApproveChange(change="change-1", leaflet=V2.hash))
    assert types(brought) == ["change.approved", "change.scheduled", "change.composed"]
    assert change(story, 3).in_force_from is not None
    assert change(story, 2).follows == "change-3"


def test_the_correction_of_one_takes_nothing_of_the_other() -> None:
    story = beside()
    story.announced(V4, WIDER, "change-3", predecessor=V3.hash, corrects="change-1")
    standings = [one.standing.value for one in story.state.changes]
    assert standings == ["superseded", "asked", "asked"]


@settings(max_examples=60, derandomize=True)
@given(order=st.permutations(range(4)))
def test_in_whatever_order_they_are_approved_it_comes_to_the_same(order: list[int]) -> None:
    names = ("Mail", "Maps", "Forms", "Chat")
    parts = [leaflet(f"2-{one}", processors=("Cloud", one)) for one in names]
    story = Story(stored=(V1, *parts)).active()
    ids = [f"change-{number}" for number in range(4)]
    for one, part in zip(ids, parts, strict=True):
        others = tuple(other for other in ids if other != one)
        story.announced(part, WIDER, one, predecessor=V1.hash, independent_of=others)
    for number in order:
        story.approved(change(story, number).leaflet, ids[number])
    ruling = story.state.products[0].schedule[-1].leaflet
    assert rows(ruling) == rows(leaflet("5", processors=("Cloud", *names)))
