"""The gate from the log: since when it is open, and by which events."""

from datetime import datetime, timedelta

from domain.agreement import commands as c
from domain.agreement.gate_history import Question, event_ids, history, judged
from domain.agreement.permits import Allowed, Denied, Reason
from domain.agreement.state import unborn
from domain.values import CORE
from tests.scenario import SCHOOLS, STREAM, SUPPLIER, V1, V2, V3, Story, chosen, leaflet

MEET = leaflet("1", "meet")
DAY = timedelta(days=1)


def asked(
    story: Story,
    service: str = CORE,
    at: datetime | None = None,
    school: str = "college",
    product: str = "code",
) -> Allowed | Denied:
    instant = at or story.now
    known = [one for one in story.records if one.provenance.occurred_at <= instant]
    past = history(unborn(STREAM, "gent", "github"), known)
    return judged(past, Question(school, product, service), instant)


def opened(
    story: Story,
    service: str = CORE,
    at: datetime | None = None,
    school: str = "college",
    product: str = "code",
) -> tuple[datetime | None, list[str]]:
    """Since when, and the types of the events that opened it."""
    answer = asked(story, service, at, school, product)
    assert isinstance(answer, Allowed)
    types = {one.event_id: one.event.type for one in story.records}
    return answer.since, [types[one] for one in answer.deciding]


SIGNED = ["choices.recorded", "agreement.activated"]


def test_a_product_is_open_by_the_choice_and_both_signatures() -> None:
    story = Story().offered().chose().later(days=3).signed()
    signed = story.now
    assert opened(story.later(days=9)) == (signed, SIGNED)


def test_an_option_is_open_by_its_own_choice_too() -> None:
    story = Story().active().later(days=2)
    story.chose(chosen("ai"))
    chose = story.now
    assert opened(story.later(days=9), "ai") == (chose, [*SIGNED, "choices.recorded"])


def test_a_change_begins_a_time_of_its_own() -> None:
    story = Story().active().later(days=1)
    ahead = story.now + 60 * DAY
    story.announced(V2, announced_from=ahead)
    story.later(days=1).approved()
    assert opened(story)[1] == SIGNED
    assert opened(story, at=ahead) == (ahead, [*SIGNED, "change.approved"])
    assert opened(story, at=ahead + 400 * DAY) == (ahead, [*SIGNED, "change.approved"])


def test_what_happens_to_others_interrupts_nothing() -> None:
    story = Story().active().later(days=1)
    began = opened(story)
    story.chose(chosen(CORE, "no", "atheneum")).later(days=1)
    story.announced(V2)
    story.rejected()
    assert opened(story) == began


def test_a_repeated_yes_opens_nothing_that_is_open() -> None:
    story = Story().active()
    began = asked(story)
    story.later(days=1).chose(chosen())
    assert (asked(story), opened(story)[0]) == (began, story.now - DAY)


def test_a_no_interrupts_even_where_a_yes_comes_in_the_same_instant() -> None:
    story = Story().active(chosen(), chosen("ai")).later(days=1)
    story.chose(chosen("ai", "no")).chose(chosen("ai"))
    answer = asked(story, "ai")
    assert isinstance(answer, Allowed)
    assert answer.since == story.now
    assert story.records[-1].event_id in answer.deciding


def test_a_school_that_joins_is_open_by_its_joining() -> None:
    story = Story().active().later(days=1)
    story.ask(c.AddSchool(school="nieuwe-school"))
    since = story.now
    assert opened(story.later(days=1), school="nieuwe-school") == (
        since,
        ["agreement.activated", "school.added"],
    )


def test_a_further_product_is_open_by_coming_in() -> None:
    story = Story(stored=(V1, MEET)).active().later(days=1)
    story.ask(c.OfferProduct(leaflet=MEET.hash), SUPPLIER)
    story.chose(chosen(of=MEET)).signed()
    assert opened(story, product="meet") == (story.now, ["choices.recorded", "product.added"])


def test_a_leaflet_signed_for_anew_is_open_by_the_signatures_alone() -> None:
    story = Story(stored=(V1, V2, MEET)).offered(V1, MEET)
    story.chose(chosen(), chosen(of=MEET)).signed().later(days=1).announced(V2)
    story.approved().later(days=40).ask(c.DropProduct(product="code"))
    story.ask(c.OfferProduct(leaflet=V2.hash), SUPPLIER)
    story.chose(chosen(of=V2)).signed()
    assert opened(story) == (story.now, ["choices.recorded", "product.added"])


def test_a_closed_gate_needs_no_explanation() -> None:
    assert asked(Story().offered()) == Denied(Reason.NOT_SIGNED)


def test_a_told_change_that_waited_is_open_by_what_scheduled_it() -> None:
    story = Story(stored=(V1, V2, V3)).active().later(days=1)
    story.announced(V2)
    story.announced(V3, (), "change-2")
    story.later(days=1).approved()
    types = opened(story, at=story.now + 60 * DAY)[1]
    assert types == [*SIGNED, "change.scheduled"]


def test_ids_of_events_follow_from_their_places() -> None:
    assert event_ids(STREAM, (3, 5)) == (f"{STREAM}#3", f"{STREAM}#5")
    assert {one.event_id for one in Story().active().records} >= set(event_ids(STREAM, (1, 2)))
    assert len(SCHOOLS) == 5
