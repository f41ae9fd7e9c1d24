"""Schools that join and leave the scope of an agreement."""

from domain.agreement import commands as c
from domain.agreement.permits import Reason
from domain.agreement.refusals import (
    LastSchoolError,
    NotAllAnsweredError,
    SchoolInScopeError,
    SchoolNotInScopeError,
    UnknownSchoolError,
)
from domain.values import CORE
from tests.scenario import (
    BOARD,
    SCHOOLS,
    SUPPLIER,
    V1,
    V2,
    Story,
    chosen,
    closed_for,
    item,
    leaflet,
    opens,
    types,
)

MEET = leaflet("1", "meet")
NEW = "nieuwe-school"


def test_a_school_that_joins_starts_with_the_core_and_every_option_off() -> None:
    story = Story().active(chosen(), chosen("ai"))
    story.ask(c.AddSchool(school=NEW))
    assert opens(story.gate(NEW), V1)
    assert closed_for(story.gate(NEW, "ai"), Reason.OPTION_NOT_CHOSEN)


def test_where_the_schools_differ_the_one_that_joins_has_nothing_until_it_is_chosen() -> None:
    story = Story().active(chosen(CORE, "yes", *SCHOOLS[:4]), chosen(CORE, "no", SCHOOLS[4]))
    story.ask(c.AddSchool(school=NEW))
    assert closed_for(story.gate(NEW), Reason.PRODUCT_NOT_CHOSEN)
    story.chose(chosen(CORE, "yes", NEW))
    assert opens(story.gate(NEW), V1)


def test_only_a_school_of_the_board_that_is_not_in_scope_can_join() -> None:
    story = Story().active()
    refused = story.refuses(UnknownSchoolError, c.AddSchool(school="zeeschool"))
    assert refused == "zeeschool"
    story.refuses(SchoolInScopeError, c.AddSchool(school="college"))


def test_the_data_of_a_school_that_leaves_ends_there() -> None:
    story = Story().active(chosen(), chosen("ai"))
    brought = story.ask(c.RemoveSchool(school="college"))
    assert types(brought) == ["school.removed", "ending.opened"]
    assert closed_for(story.gate("college"), Reason.SCHOOL_OUT_OF_SCOPE)
    assert opens(story.gate("atheneum", "ai"), V1)
    (ending,) = story.state.endings
    assert ending.scope.model_dump() == {"product": None, "school": "college", "service": None}
    story.refuses(SchoolNotInScopeError, c.RemoveSchool(school="college"))


def test_a_school_that_had_nothing_leaves_without_an_ending() -> None:
    story = Story().active(chosen(CORE, "yes", *SCHOOLS[:4]), chosen(CORE, "no", SCHOOLS[4]))
    assert types(story.ask(c.RemoveSchool(school=SCHOOLS[4]))) == ["school.removed"]


def test_a_school_that_comes_back_starts_anew() -> None:
    story = Story().active(chosen(), chosen("ai"))
    story.ask(c.RemoveSchool(school="college"))
    story.ask(c.AddSchool(school="college"))
    assert opens(story.gate("college"), V1)
    assert closed_for(story.gate("college", "ai"), Reason.OPTION_NOT_CHOSEN)
    assert not story.state.endings[0].completed


def test_the_last_school_does_not_leave_the_agreement_ends_instead() -> None:
    story = Story().offered(schools=("college",)).chose().signed()
    story.refuses(LastSchoolError, c.RemoveSchool(school="college"))


def test_a_school_that_joins_while_a_product_waits_answers_for_it_too() -> None:
    story = Story(stored=(V1, MEET)).active()
    story.ask(c.OfferProduct(leaflet=MEET.hash), SUPPLIER)
    story.chose(chosen(of=MEET)).signed(SUPPLIER)
    assert types(story.ask(c.AddSchool(school=NEW))) == ["school.added", "signatures.voided"]
    story.refuses(NotAllAnsweredError, c.Sign(hash=story.hash))
    story.chose(chosen(CORE, "no", NEW, of=MEET)).signed(BOARD, SUPPLIER)
    assert opens(story.gate(product="meet"), MEET)


def test_a_school_that_leaves_while_a_product_waits_has_both_asked_for_the_new_hash() -> None:
    story = Story(stored=(V1, MEET)).active()
    story.ask(c.OfferProduct(leaflet=MEET.hash), SUPPLIER)
    story.chose(chosen(of=MEET)).signed(SUPPLIER)
    brought = story.ask(c.RemoveSchool(school="college"))
    assert types(brought) == [
        "school.removed",
        "signatures.voided",
        "consent.completed",
        "ending.opened",
    ]
    assert brought[2].model_dump()["hash"] == story.hash


def test_a_school_that_joins_while_a_change_waits_has_what_the_others_have() -> None:
    story = Story().active()
    story.announced(items=(item("purpose.added"),))
    story.ask(c.AddSchool(school=NEW))
    assert opens(story.gate(NEW), V1)
    story.approved()
    assert opens(story.gate(NEW), V2)
