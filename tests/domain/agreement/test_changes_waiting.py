"""Changes that wait: for an answer, for the one before them, or for their date."""

from datetime import timedelta

import pytest

from domain.agreement import commands as c
from domain.agreement.refusals import (
    PredecessorUndecidedError,
)
from domain.values import CORE
from tests.scenario import (
    MAIL_ADDED,
    SCHOOLS,
    START,
    TYPO,
    V1,
    V2,
    V3,
    Story,
    chosen,
    item,
    leaflet,
    opens,
    types,
)

WIDER = (item("purpose.added"),)
AI_WIDER = (item("purpose.added", "ai"),)
V4 = leaflet("4")
MEET = leaflet("1", "meet")
NEXT_MONTH = START + timedelta(days=30)


def running(*choices: c.Chosen) -> Story:
    return Story(stored=(V1, V2, V3, V4)).active(*choices)


def standings(story: Story) -> dict[str, str]:
    return {one.id: one.standing.value for one in story.state.changes}


def test_a_told_change_rules_from_its_announced_date() -> None:
    story = running()
    story.announced(items=TYPO, announced_from=NEXT_MONTH)
    story.wait(days=29)
    assert opens(story.gate(), V1)
    story.wait(days=1)
    assert opens(story.gate(), V2)


def test_an_approved_change_rules_from_its_announced_date() -> None:
    story = running()
    story.announced(items=WIDER, announced_from=NEXT_MONTH)
    story.approved()
    story.wait(days=29)
    assert opens(story.gate(), V1)
    story.wait(days=1)
    assert opens(story.gate(), V2)


@pytest.mark.parametrize(
    "kind",
    ["subprocessor.added", "subprocessor.service.added", "subprocessor.company.changed"],
)
def test_who_is_new_here_as_subprocessor_takes_notice(kind: str) -> None:
    story = running()
    story.announced(items=(item(kind),))
    story.approved()
    assert opens(story.gate(), V1)
    story.wait(days=31)
    assert opens(story.gate(), V2)


def test_a_told_change_waits_for_an_undecided_one_before_it_and_gets_its_date_with_it() -> None:
    story = running()
    story.announced(items=WIDER)
    told = story.announced(V3, TYPO, "change-2")[-1].model_dump()
    assert (told["type"], told["in_force_from"]) == ("change.told", None)
    brought = story.later(days=2).ask(c.ApproveChange(change="change-1", leaflet=V2.hash))
    assert types(brought) == ["change.approved", "change.scheduled"]
    assert opens(story.gate(), V3)


def test_a_told_change_falls_with_the_one_before_it() -> None:
    story = running()
    story.announced(items=WIDER)
    story.announced(V3, TYPO, "change-2")
    story.rejected()
    assert standings(story) == {"change-1": "rejected", "change-2": "fell"}
    assert opens(story.gate(), V1)


def test_a_told_change_is_never_earlier_than_the_approved_one_before_it() -> None:
    story = running()
    story.announced(items=WIDER, announced_from=NEXT_MONTH)
    story.approved()
    story.announced(V3, TYPO, "change-2")
    story.wait(days=29)
    assert opens(story.gate(), V1)
    story.wait(days=1)
    assert opens(story.gate(), V3)


def test_an_approved_change_is_never_earlier_than_the_one_before_it() -> None:
    story = running()
    story.announced(items=WIDER, announced_from=NEXT_MONTH)
    story.announced(V3, WIDER, "change-2")
    story.approved().approved(V3, "change-2")
    assert opens(story.gate(), V1)
    story.wait(days=30)
    assert opens(story.gate(), V3)


def test_of_three_the_told_ones_behind_an_asked_one_go_on_waiting() -> None:
    story = running()
    story.announced(items=WIDER)
    story.announced(V3, WIDER, "change-2")
    story.announced(V4, TYPO, "change-3")
    story.approved()
    assert opens(story.gate(), V2)
    story.approved(V3, "change-2")
    assert opens(story.gate(), V4)


def test_an_option_chosen_before_a_told_change_rules_has_the_board_asked_after_all() -> None:
    story = running()
    story.announced(items=AI_WIDER, announced_from=NEXT_MONTH)
    brought = story.ask(c.Choose(choices=(chosen("ai", "yes", "college"),)))
    assert types(brought) == ["choices.recorded", "change.proposed"]
    assert brought[-1].model_dump()["touches"] == ({"service": "ai", "schools": ("college",)},)
    story.wait(days=60)
    assert standings(story) == {"change-1": "lapsed"}
    assert opens(story.gate("college", "ai"), V1)


def test_an_option_chosen_after_a_told_change_rules_is_chosen_on_it() -> None:
    story = running()
    story.announced(items=AI_WIDER)
    brought = story.ask(c.Choose(choices=(chosen("ai", of=V2),)))
    assert types(brought) == ["choices.recorded"]
    assert opens(story.gate(service="ai"), V2)


def test_what_stood_behind_a_change_that_is_asked_after_all_waits_again() -> None:
    story = running()
    story.announced(items=AI_WIDER, announced_from=NEXT_MONTH)
    story.announced(V3, TYPO, "change-2")
    story.announced(V4, WIDER, "change-3")
    story.approved(V4, "change-3")
    brought = story.ask(c.Choose(choices=(chosen("ai"),)))
    assert types(brought) == [
        "choices.recorded",
        "change.proposed",
        "change.told",
        "change.proposed",
    ]
    story.refuses(PredecessorUndecidedError, c.ApproveChange(change="change-3", leaflet=V4.hash))
    story.wait(days=29)
    assert opens(story.gate(), V1)
    story.approved().approved(V4, "change-3")
    story.wait(days=2)
    assert opens(story.gate(service="ai"), V4)


def test_what_waited_already_keeps_waiting_when_the_first_is_asked_after_all() -> None:
    story = running()
    story.announced(items=AI_WIDER, announced_from=NEXT_MONTH)
    story.announced(V3, WIDER, "change-2")
    brought = story.ask(c.Choose(choices=(chosen("ai"),)))
    assert types(brought) == ["choices.recorded", "change.proposed"]
    assert standings(story) == {"change-1": "asked", "change-2": "asked"}


def test_a_further_school_with_the_option_has_nobody_asked_twice() -> None:
    story = running(chosen(), chosen("ai", "yes", "college"))
    story.announced(items=AI_WIDER, announced_from=NEXT_MONTH)
    brought = story.ask(c.Choose(choices=(chosen("ai", "yes", "atheneum"),)))
    assert types(brought) == ["choices.recorded"]


def test_where_no_school_has_the_product_any_more_a_change_is_told_and_asked_on_return() -> None:
    story = running()
    story.chose(chosen(CORE, "no"))
    assert types(story.announced(items=WIDER, announced_from=NEXT_MONTH))[-1] == "change.told"
    brought = story.ask(c.Choose(choices=(chosen(CORE, "yes", "college"),)))
    assert types(brought) == ["choices.recorded", "change.proposed"]


def test_a_mail_processor_for_an_option_nobody_chose_is_told_without_notice() -> None:
    story = running()
    story.announced(items=(item("subprocessor.added", "ai"),))
    assert opens(story.gate(), V2)


def test_every_school_is_named_where_the_product_itself_is_touched() -> None:
    story = running()
    proposed = story.announced(items=MAIL_ADDED)[-1].model_dump()
    assert proposed["touches"] == ({"service": CORE, "schools": SCHOOLS},)
