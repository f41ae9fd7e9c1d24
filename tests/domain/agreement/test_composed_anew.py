"""What is composed anew is judged anew: its label, its notice, who is asked, what moves with it."""

from datetime import timedelta

from domain.agreement import commands as c
from domain.agreement.decider import needs
from domain.agreement.refusals import ChangesCollideError
from domain.values import CORE
from tests.domain.agreement.beside import MAPS, V4, WIDER, beside, change
from tests.scenario import (
    MAIL_ADDED,
    TYPO,
    V1,
    V2,
    V3,
    Story,
    chosen,
    item,
    leaflet,
    types,
)

V5 = leaflet("5", processors=("Cloud", "Mail", "Maps", "Forms", "Chat"))
BOTH = ("change-1", "change-2")


def test_the_suppliers_label_goes_along() -> None:
    story = Story().active()
    story.announced(items=WIDER, predecessor=V1.hash)
    beside_it = {"predecessor": V2.hash, "independent_of": ("change-1",)}
    received = story.announced(V3, TYPO, "change-2", label="important", **beside_it)[0]
    assert received.model_dump()["label"] == "important"
    story.approved()
    assert story.events[-1].model_dump()["items"][0]["important"]
    assert change(story, 2).important_for == (CORE,)


def test_the_notice_of_a_sub_processor_runs_from_its_announcement() -> None:
    story = beside(items=MAIL_ADDED)
    due = change(story, 2).notice_until
    story.later(days=5).approved()
    assert due is not None
    assert change(story, 2).notice_until == due


def test_a_sub_processor_that_is_new_only_now_has_its_notice_from_now() -> None:
    story = beside()
    story.differences[V3.hash] = MAIL_ADDED
    assert change(story, 2).notice_until is None
    story.later(days=5).approved()
    notice = change(story, 2).notice_until
    assert notice is not None
    assert notice > story.now + timedelta(days=29)


def test_another_party_that_shows_only_now_is_never_just_told() -> None:
    story = Story(stored=(V1, V2, V3, V4)).active()
    story.chose(chosen(CORE, "no"))
    story.announced(items=(item("supplier.changed"),), predecessor=V1.hash)
    story.announced(V3, TYPO, "change-2", predecessor=V2.hash)
    story.differences[V3.hash] = (item("supplier.changed"),)
    brought = story.announced(V4, TYPO, "change-3", predecessor=V3.hash, independent_of=BOTH)
    assert types(brought)[-3:] == ["change.composed", "change.composed", "change.proposed"]
    assert change(story, 2).standing.value == "asked"


def test_what_stands_as_it_stood_is_not_told_again() -> None:
    story = beside()
    story.announced(V4, WIDER, "change-3", predecessor=V3.hash)
    brought = story.ask(c.ApproveChange(change="change-1", leaflet=V2.hash))
    assert types(brought) == ["change.approved", "change.composed"]
    assert brought[-1].model_dump()["change"] == "change-2"


def test_what_stands_on_all_stays_as_it_was_published_on_its_new_base() -> None:
    story = beside()
    story.announced(V4, WIDER, "change-3", predecessor=V3.hash)
    story.approved(change(story, 2).leaflet, "change-2")
    assert change(story, 3).leaflet == V4
    assert change(story, 3).base == change(story, 1).leaflet.hash
    story.approved(change(story, 1).leaflet).approved(V4, "change-3")


def test_told_ones_of_which_each_is_composed_on_the_other_have_their_dates_at_once() -> None:
    story = beside()
    story.stored = (*story.stored, V5)
    behind_first = ("change-2",), ("change-2", "change-3")
    for number, new, before, others in zip((3, 4), (V4, V5), (V3, V4), behind_first, strict=True):
        story.announced(
            new, TYPO, f"change-{number}", predecessor=before.hash, independent_of=others
        )
    brought = story.ask(c.ApproveChange(change="change-1", leaflet=V2.hash))
    assert [(one.type, one.model_dump()["change"]) for one in brought] == [
        ("change.approved", "change-1"),
        ("change.scheduled", "change-3"),
        ("change.composed", "change-4"),
        ("change.scheduled", "change-4"),
        ("change.composed", "change-2"),
    ]


def test_two_that_would_come_to_the_same_leaflet_are_not_approved_over() -> None:
    story = Story(stored=(V1, V2, V3, V4)).active()
    story.announced(items=WIDER, predecessor=V1.hash)
    for number, new, before in ((2, V3, V2), (3, V4, V3)):
        others = tuple(one.id for one in story.state.changes)
        story.announced(
            new, WIDER, f"change-{number}", predecessor=before.hash, independent_of=others
        )
    approve = c.ApproveChange(change="change-1", leaflet=V2.hash)
    need = needs(story.state, approve, story.now)
    assert need is not None
    made = story.gathered(need, ()).compositions
    found = [one.leaflet.digest.hash for one in made if one.leaflet]
    story.instead = dict.fromkeys(found, MAPS)
    assert story.refuses(ChangesCollideError, approve) == "change-3"


def test_what_is_behind_one_that_follows_another_stands_on_that_too() -> None:
    without_mail = leaflet("3-maps", processors=("Cloud", "Maps"))
    forms = leaflet("4-forms", processors=("Cloud", "Maps", "Forms"))
    story = Story(stored=(V1, V2, without_mail, forms)).active()
    story.announced(items=WIDER, predecessor=V1.hash)
    story.announced(without_mail, WIDER, "change-2", predecessor=V2.hash)
    named = {"predecessor": without_mail.hash, "independent_of": ("change-1",)}
    story.announced(forms, WIDER, "change-3", **named)
    assert (change(story, 3).follows, change(story, 3).independent_of) == ("change-2", ())
    story.rejected()
    assert change(story, 3).standing.value == "fell"


def test_what_was_first_and_stands_on_the_second_since_falls_with_it() -> None:
    story = Story().active()
    story.announced(items=WIDER, predecessor=V1.hash)
    story.announced(
        V3,
        WIDER,
        "change-2",
        predecessor=V2.hash,
        independent_of=("change-1",),
        announced_from=story.now + timedelta(days=30),
    )
    story.approved(change(story, 2).leaflet, "change-2")
    brought = story.ask(c.WithdrawApproval(change="change-2"))
    assert types(brought) == ["approval.withdrawn", "change.fell"]
    assert change(story, 1).standing.value == "fell"


def test_of_two_refusals_of_the_same_the_last_is_shown_whichever_arrived_first() -> None:
    story = beside()
    story.later(days=1).rejected(change(story, 2).leaflet, "change-2")
    story.later(days=1).rejected()
    received = story.announced(V4, WIDER, "change-3")[0].model_dump()
    assert [one["change"] for one in received["refused_before"]] == ["change-1"]


def test_nothing_is_composed_where_it_stands_on_its_predecessor_and_nothing_waits() -> None:
    story = Story().active()
    command = c.ReceiveChange(
        change="change-2",
        leaflet=V2.hash,
        announced_from=story.now,
        predecessor=V1.hash,
        independent_of=("change-1",),
    )
    need = needs(story.state, command, story.now)
    assert need is not None
    assert need.compositions == ()
