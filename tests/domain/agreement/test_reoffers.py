"""What lapsed can be offered again by its supplier; what was refused before is shown."""

from datetime import timedelta

import pytest

from domain.agreement import commands as c
from domain.agreement.refusals import (
    AnotherChangeWaitsError,
    ChangeAlreadyReceivedError,
    ChangeOvertakenError,
    NotLapsedError,
    NotYourProductError,
    UnknownChangeError,
    UnknownProductError,
)
from domain.leaflet.importance import JudgedItem
from tests.scenario import (
    MAIL_ADDED,
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
    types,
)

WIDER = (item("purpose.added"),)
MEET, MEET_2 = leaflet("1", "meet"), leaflet("2", "meet")
AGAIN = c.ReofferChange(change="change-1", new_change="change-9")


def lapsed() -> Story:
    story = Story(stored=(V1, V2, V3, MEET, MEET_2)).active()
    story.announced(items=WIDER, predecessor=V1.hash)
    story.wait(days=31)
    return story


def test_a_lapsed_change_is_asked_again_under_a_new_id_with_clocks_of_its_own() -> None:
    story = lapsed()
    assert types(story.ask(AGAIN, SUPPLIER, WIDER)) == ["change.received", "change.proposed"]
    story.refuses(NotLapsedError, AGAIN.model_copy(update={"change": "change-9"}), SUPPLIER)
    change = story.state.changes[-1]
    assert change.id == "change-9"
    assert change.answer_by is not None
    assert change.answer_by > story.now + timedelta(days=29)
    story.approved(V2, "change-9")
    assert opens(story.gate(), V2)


def test_it_names_the_change_it_offers_again_and_what_became_of_that() -> None:
    story = lapsed()
    received = story.ask(AGAIN, SUPPLIER, WIDER)[0].model_dump()
    assert received["reoffers"] == "change-1"
    assert received["refused_before"] == (
        {
            "change": "change-1",
            "standing": "lapsed",
            "at": START + timedelta(days=31),
            "kind": "purpose.added",
            "target": "Mail",
        },
    )


def test_it_is_compared_with_what_is_in_force_now() -> None:
    story = lapsed()
    story.announced(V3, TYPO, "change-2", announced_from=story.now)
    overtaken = story.refuses(ChangeOvertakenError, AGAIN, SUPPLIER, WIDER)
    assert overtaken == "change-2", "what came later holds it"


def test_it_waits_for_a_later_one_that_is_not_decided() -> None:
    story = lapsed()
    story.announced(V3, WIDER, "change-2")
    assert story.refuses(AnotherChangeWaitsError, AGAIN, SUPPLIER, WIDER) == "change-2"
    story.rejected(V3, "change-2")
    story.ask(AGAIN, SUPPLIER, WIDER)


def test_it_is_composed_on_what_came_into_force_beside_it() -> None:
    story = Story().active()
    story.announced(items=WIDER, predecessor=V1.hash)
    story.announced(V3, WIDER, "change-2", predecessor=V2.hash, independent_of=("change-1",))
    story.approved(story.state.changes[1].leaflet, "change-2")
    story.wait(days=31)
    received = story.ask(AGAIN, SUPPLIER, WIDER)[0].model_dump()
    assert received["published"] == V2.hash
    assert received["base"] == story.state.products[0].schedule[-1].leaflet.hash
    assert {one["name"] for one in received["leaflet"]["subprocessors"]} == {
        "Cloud",
        "Mail",
        "Maps",
    }


def test_another_one_that_waits_beside_it_goes_on_waiting() -> None:
    story = Story().active()
    story.announced(items=WIDER, predecessor=V1.hash)
    story.later(days=20).announced(
        V3, WIDER, "change-2", predecessor=V2.hash, independent_of=("change-1",)
    )
    story.wait(days=12)
    story.ask(AGAIN, SUPPLIER, WIDER)
    assert story.state.changes[-1].independent_of == ("change-2",)
    assert [one.standing.value for one in story.state.changes] == ["lapsed", "asked", "asked"]


def test_only_what_lapsed_here_and_is_in_force_still_is_offered_again() -> None:
    story = lapsed()
    unknown = AGAIN.model_copy(update={"change": "change-7"})
    story.refuses(UnknownChangeError, unknown, SUPPLIER)
    taken = AGAIN.model_copy(update={"new_change": "change-1"})
    assert story.refuses(ChangeAlreadyReceivedError, taken, SUPPLIER) == "change-1"
    story.ask(AGAIN, SUPPLIER, WIDER)
    once_more = AGAIN.model_copy(update={"new_change": "change-10"})
    assert story.refuses(ChangeAlreadyReceivedError, once_more, SUPPLIER) == "change-1"


def test_a_change_of_a_product_that_was_dropped_is_not_offered_again() -> None:
    story = Story(stored=(V1, V2, MEET, MEET_2)).offered(V1, MEET)
    story.chose(chosen(), chosen(of=MEET)).signed()
    story.announced(MEET_2, WIDER)
    story.wait(days=31)
    story.ask(c.DropProduct(product="meet"))
    assert story.refuses(UnknownProductError, AGAIN, SUPPLIER) == "meet"


def test_it_has_no_bearing_on_another_product() -> None:
    story = Story(stored=(V1, V2, MEET, MEET_2)).offered(V1, MEET)
    story.chose(chosen(), chosen(of=MEET)).signed()
    story.announced(items=WIDER)
    story.later(days=20).announced(MEET_2, WIDER, "change-2")
    story.wait(days=12)
    story.ask(AGAIN, SUPPLIER, WIDER)
    assert story.state.changes[-1].follows is None


def test_a_product_that_went_to_another_supplier_is_not_offered_again() -> None:
    story = lapsed()
    story.owners = {"code": "gitlab"}
    assert story.refuses(NotYourProductError, AGAIN, SUPPLIER, WIDER) == "code"


def test_what_was_refused_before_is_shown_with_the_last_time_it_was() -> None:
    story = Story().active()
    story.announced(items=(*MAIL_ADDED, *TYPO))
    first = story.later(days=1).now
    story.rejected().later(days=1).announced(items=MAIL_ADDED, change="change-2")
    last = story.later(days=1).now
    story.rejected(V2, "change-2")
    received = story.announced(V3, (*MAIL_ADDED, *WIDER, *TYPO), "change-3")[0].model_dump()
    (shown,) = received["refused_before"]
    assert (shown["change"], shown["standing"], shown["at"]) == ("change-2", "rejected", last)
    assert (shown["kind"], shown["target"]) == ("subprocessor.added", "Mail")
    assert first < last


def refused_in(story: Story) -> list[str]:
    received = story.announced(V3, WIDER, "change-9")[0].model_dump()
    return [one["change"] for one in received["refused_before"]]


@pytest.mark.parametrize("items", [TYPO, MAIL_ADDED, ()])
def test_nothing_else_is_shown_as_refused(items: tuple[JudgedItem, ...]) -> None:
    story = Story().active()
    story.announced(items=items, label=None if items else "important")
    if story.state.changes[0].answer_by:
        story.rejected()
    assert refused_in(story) == []


def test_what_was_withdrawn_was_not_refused() -> None:
    story = Story().active()
    story.announced(items=WIDER)
    story.withdrew()
    assert refused_in(story) == [], "the board never answered"


def test_what_was_approved_and_rules_keeps_no_items_of_before() -> None:
    story = Story().active()
    story.announced(items=WIDER)
    story.approved()
    assert story.state.changes[0].matters == (("purpose.added", "Mail"),)
    assert refused_in(story.later(days=1)) == []
    assert not story.state.changes[0].matters


def test_a_refusal_of_another_product_is_not_shown() -> None:
    story = Story(stored=(V1, V3, MEET, MEET_2)).offered(V1, MEET)
    story.chose(chosen(), chosen(of=MEET)).signed()
    story.announced(MEET_2, WIDER)
    story.rejected(MEET_2)
    assert refused_in(story) == []
