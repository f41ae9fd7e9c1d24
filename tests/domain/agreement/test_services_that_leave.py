"""Services that leave a leaflet, and those that turn from core to option and back (3.2, law 11)."""

import pytest

from domain.agreement import commands as c
from domain.agreement.deadlines import deadlines
from domain.agreement.permits import Reason
from domain.agreement.refusals import UnknownServiceError
from domain.leaflet.digest import LeafletDigest
from domain.values import CORE
from tests.scenario import (
    V1,
    Story,
    chosen,
    closed_for,
    item,
    leaflet,
    opens,
    types,
)

WITHOUT_AI = leaflet("2", options=("sms",))
AI_CORE = leaflet("3", ai="core")
AI_BACK = leaflet("4")
REMOVED = (item("service.removed", "ai", important=False),)
TURNED = (item("service.changed", "ai"),)
ADDED = (item("service.added", "ai"),)


def running(*choices: c.Chosen, first: LeafletDigest = V1) -> Story:
    story = Story(stored=(V1, WITHOUT_AI, AI_CORE, AI_BACK)).offered(first)
    return story.chose(*(choices or (chosen(of=first),))).signed()


def moved(story: Story, new: LeafletDigest, items: tuple = TURNED) -> Story:  # type: ignore[type-arg]
    """A change that comes into force at once, approved where it is asked."""
    change = f"change-{len(story.state.changes)}"
    if types(story.announced(new, items, change))[1] == "change.proposed":
        story.approved(new, change)
    return story


def test_the_data_of_a_chosen_option_ends_when_no_leaflet_names_it_any_more() -> None:
    story = running(chosen(), chosen("ai", "yes", "college"))
    brought = story.announced(WITHOUT_AI, REMOVED)
    assert types(brought) == ["change.received", "change.told", "ending.opened"]
    assert closed_for(story.gate("college", "ai"), Reason.ENDED)
    (ending,) = story.state.endings
    assert (ending.scope.product, ending.scope.school, ending.scope.service) == ("code", None, "ai")
    assert [one.category for one in ending.returns] == ["code:ai"]
    assert story.wait(days=1) == (), "it is opened once"


def test_nothing_ends_where_nobody_had_the_option() -> None:
    story = running()
    assert types(story.announced(WITHOUT_AI, REMOVED)) == ["change.received", "change.told"]
    assert closed_for(story.gate(service="ai"), Reason.ENDED)


def test_the_ending_of_a_service_waits_for_the_date_of_the_change() -> None:
    story = running(chosen(), chosen("ai"))
    date = story.later().now.replace(month=9)
    story.announced(WITHOUT_AI, REMOVED, announced_from=date)
    assert [one.kind for one in deadlines(story.state)] == ["removal"]
    story.now = date
    assert types(story.wait()) == ["ending.opened"]


def test_a_change_that_is_withdrawn_before_its_date_ends_no_service() -> None:
    story = running(chosen(), chosen("ai"))
    date = story.later().now.replace(month=9)
    story.announced(WITHOUT_AI, REMOVED, announced_from=date)
    story.withdrew()
    story.now = date
    assert story.wait() == ()
    assert opens(story.gate(service="ai"), V1)


def test_an_option_that_comes_back_is_closed_until_it_is_chosen_again() -> None:
    story = running(chosen(), chosen("ai"))
    moved(story, WITHOUT_AI, REMOVED)
    moved(story, AI_BACK, ADDED)
    assert story.state.changes[-1].standing.value == "told", "nobody has it"
    assert closed_for(story.gate(service="ai"), Reason.OPTION_NOT_CHOSEN)
    story.chose(chosen("ai", of=AI_BACK))
    assert opens(story.gate(service="ai"), AI_BACK)
    assert len(story.state.endings) == 1


def test_an_option_that_turns_core_is_asked_from_everyone() -> None:
    story = running()
    assert types(story.announced(AI_CORE, TURNED))[-1] == "change.proposed"
    assert closed_for(story.gate(service="ai"), Reason.OPTION_NOT_CHOSEN)
    story.approved(AI_CORE)
    assert opens(story.gate(service="ai"), AI_CORE)


def test_a_core_service_that_turns_option_owes_a_separate_choice_also_from_who_once_chose() -> None:
    story = running(chosen(), chosen("ai", "yes", "college"))
    moved(story, AI_CORE)
    moved(story, AI_BACK)
    for school in ("college", "atheneum"):
        assert closed_for(story.gate(school, "ai"), Reason.OPTION_NOT_CHOSEN)
    story.chose(chosen("ai", "yes", "college", of=AI_BACK))
    assert opens(story.gate("college", "ai"), AI_BACK)


def test_a_no_to_what_was_core_ends_its_data_there_once() -> None:
    story = running(chosen(of=AI_CORE), first=AI_CORE)
    moved(story, AI_BACK)
    brought = story.ask(c.Choose(choices=(chosen("ai", "no", "college", of=AI_BACK),)))
    assert types(brought) == ["choices.recorded", "ending.opened"]
    assert brought[-1].model_dump()["scope"] == {
        "product": "code",
        "school": "college",
        "service": "ai",
    }
    again = story.ask(c.Choose(choices=(chosen("ai", "no", "college", of=AI_BACK),)))
    assert types(again) == ["choices.recorded"]


def test_what_was_core_turned_option_and_left_unanswered_ends_when_it_leaves_the_leaflet() -> None:
    story = running(chosen(of=AI_CORE), first=AI_CORE)
    moved(story, AI_BACK)
    brought = story.announced(WITHOUT_AI, REMOVED, "change-9")
    assert types(brought) == ["change.received", "change.told", "ending.opened"]


def test_a_core_service_that_leaves_the_leaflet_ends_for_the_schools_that_had_it() -> None:
    story = running(chosen(of=AI_CORE), first=AI_CORE)
    brought = story.announced(WITHOUT_AI, REMOVED)
    assert types(brought)[-1] == "ending.opened"
    assert opens(story.gate(), WITHOUT_AI)


def test_where_no_school_has_the_product_nothing_ends_with_a_core_service() -> None:
    story = running(chosen(of=AI_CORE), first=AI_CORE)
    story.chose(chosen(CORE, "no", of=AI_CORE))
    endings = len(story.state.endings)
    story.announced(WITHOUT_AI, REMOVED)
    assert len(story.state.endings) == endings


def test_a_school_that_joined_after_a_service_left_has_nothing_to_end() -> None:
    story = running()
    story.chose(chosen(CORE, "no"))
    moved(story, WITHOUT_AI, REMOVED)
    endings = len(story.state.endings)
    story.chose(chosen(CORE, "yes", "college", of=WITHOUT_AI))
    assert len(story.state.endings) == endings


def test_a_service_that_its_supplier_takes_for_its_own_purposes_ends_here() -> None:
    own = leaflet("9").model_copy(
        update={
            "services": tuple(
                one.model_copy(update={"controller": one.id == "ai"}) for one in V1.services
            )
        }
    )
    story = Story(stored=(V1, own)).active(chosen(), chosen("ai"))
    story.announced(own, (item("purpose.added", "ai"),))
    brought = story.ask(c.ApproveChange(change="change-1", leaflet=own.hash))
    assert types(brought) == ["change.approved", "ending.opened"]
    assert closed_for(story.gate(service="ai"), Reason.SUPPLIER_IS_CONTROLLER)
    assert [one.category for one in story.state.endings[0].returns] == ["code:ai"]


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_what_no_leaflet_names_can_not_be_answered(answer: str) -> None:
    story = running(chosen(), chosen("ai"))
    moved(story, WITHOUT_AI, REMOVED)
    story.refuses(UnknownServiceError, c.Choose(choices=(chosen("ai", answer, of=WITHOUT_AI),)))
