"""Stories in which the gate opens, moves and closes in every way."""

from collections.abc import Callable
from datetime import date, timedelta

from domain.agreement import commands as c
from domain.agreement.terms import Duration
from tests.scenario import (
    MAIL_ADDED,
    SCHOOLS,
    SUPPLIER,
    TEXT,
    TYPO,
    V1,
    V2,
    V3,
    Story,
    chosen,
    leaflet,
)

MEET = leaflet("1", product="meet")


def refused() -> Story:
    story = Story().offered().later(days=3)
    story.ask(c.RefuseOffer(reason="too_much_data"))
    return story


def lapsed() -> Story:
    story = Story().offered().chose()
    story.wait(days=91)
    return story


def approved_for_later_and_taken_back() -> Story:
    story = Story().active(chosen(), chosen("ai", "yes", "atheneum", "college")).later(days=1)
    story.announced(V2, announced_from=story.now + timedelta(days=60))
    story.later(days=2).approved().later(days=5).ask(c.WithdrawApproval(change="change-1"))
    return story


def approved_then_another_rejected() -> Story:
    story = Story().active().later(days=1)
    story.announced(V2)
    story.later(days=2).approved().later(days=40)
    story.announced(V3, change="change-2")
    story.later(days=1).rejected(V3, "change-2")
    return story


def told_only_and_left_unanswered() -> Story:
    story = Story().active().later(days=1)
    story.announced(V2, TYPO)
    story.later(days=2).announced(V3, MAIL_ADDED, "change-2")
    for days in (15, 11, 6):
        story.wait(days=days)
    return story


def waiting_for_an_answer() -> Story:
    story = Story().active().later(days=1)
    story.announced(V2)
    return story


def options_come_and_go() -> Story:
    story = Story().active(chosen(), chosen("ai")).later(days=1)
    story.ask(c.Choose(choices=(chosen("ai", "no", "college"),)))
    story.later(days=1).ask(c.Choose(choices=(chosen("ai", "yes", "college"), chosen("sms"))))
    return story


def schools_come_and_go() -> Story:
    story = Story().active(chosen(), chosen("ai")).later(days=1)
    story.ask(c.RemoveSchool(school="college"))
    story.later(days=1).ask(c.AddSchool(school="nieuwe-school"))
    story.later(days=1).ask(c.AddSchool(school="college"))
    return story


def products_come_and_go() -> Story:
    story = Story(stored=(V1, V2, V3, MEET)).active().later(days=1)
    story.ask(c.OfferProduct(leaflet=MEET.hash), SUPPLIER)
    story.later(days=1).chose(chosen(of=MEET)).signed().later(days=9)
    story.ask(c.DropProduct(product="code"))
    return story


def notice_and_the_whole_chain_of_proof() -> Story:
    story = Story().active().later(days=1)
    story.announced(V2)
    ending = story.later(days=1).ended()
    story.wait(days=2)
    story.settled(ending).certified(ending)
    return story


def ends_with_its_term() -> Story:
    story = Story()
    term = Duration(ends_on=date(2026, 6, 30))
    story.ask(c.Offer(schools=SCHOOLS, leaflets=(V1.hash,), text=TEXT, duration=term), SUPPLIER)
    story.chose().signed().wait(days=90)
    story.wait(days=40)
    return story


def all_in_one_second() -> Story:
    story = Story().active(chosen(), chosen("ai"))
    story.announced(V2, TYPO)
    story.ask(c.Choose(choices=(chosen("ai", "no", of=V2),)))
    story.ask(c.Choose(choices=(chosen("ai", "yes", of=V2),)))
    return story


STORIES: tuple[Callable[[], Story], ...] = (
    refused,
    lapsed,
    approved_for_later_and_taken_back,
    approved_then_another_rejected,
    told_only_and_left_unanswered,
    waiting_for_an_answer,
    options_come_and_go,
    schools_come_and_go,
    products_come_and_go,
    notice_and_the_whole_chain_of_proof,
    ends_with_its_term,
    all_in_one_second,
)
