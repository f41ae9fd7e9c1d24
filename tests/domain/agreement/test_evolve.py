"""The fold: total over any event on any state, in any order, and it judges nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from domain.actors import ENGINE
from domain.agreement import commands as c
from domain.agreement.events import EVENT_CLASSES, AgreementEvent
from domain.agreement.evolve import evolve
from domain.agreement.state import Agreement, Phase, unborn
from domain.canonical import content_hash
from tests.domain.agreement.asked import in_phase
from tests.domain.agreement.refused import TABLE
from tests.scenario import (
    SCHOOLS,
    START,
    STREAM,
    SUPPLIER,
    TEXT,
    TYPO,
    V1,
    V2,
    V3,
    Story,
    chosen,
    item,
    leaflet,
)

HASH = content_hash("something")
STATE = TypeAdapter(Agreement)
MEET, V4 = leaflet("1", "meet"), leaflet("4")
WIDER = (item("purpose.added"),)


def offered_twice() -> Story:
    """Revised after a signature, and agreed on."""
    story = Story(stored=(V1, V2, V3, V4, MEET)).offered().chose().signed(SUPPLIER)
    story.ask(c.ReviseOffer(schools=SCHOOLS, leaflets=(V1.hash,), text=TEXT), SUPPLIER)
    story.chose().signed()
    story.ask(c.FileDocument(document="agreement", of_version=3, hash=HASH), ENGINE)
    return story


def changed() -> Story:
    """Reminded, approved, scheduled, taken back."""
    story = offered_twice()
    story.announced(items=WIDER)
    story.announced(V3, TYPO, "change-2")
    story.ask(c.Remind(reason="due_soon"), ENGINE)
    story.wait(days=15)
    story.approved()
    story.announced(V4, WIDER, "change-3", announced_from=story.now.replace(year=2027))
    story.approved(V4, "change-3")
    story.ask(c.WithdrawApproval(change="change-3"))
    return story


def corrected_and_late() -> Story:
    """Superseded, fallen, answered too late, cancelled; a product lapses meanwhile."""
    story = offered_twice()
    story.announced(items=WIDER)
    story.announced(V3, WIDER, "change-2")
    story.announced(V4, WIDER, "change-3", corrects="change-1")
    story.ask(c.OfferProduct(leaflet=MEET.hash), SUPPLIER)
    story.later(days=40).approved(V4, "change-3")
    story.announced(change="change-4", items=WIDER)
    story.wait(days=60)
    story.announced(change="change-5", items=WIDER)
    story.ask(c.GiveNotice(reason="other_product"))
    return story


def beside() -> Story:
    """Two that wait beside each other: the second stands on the first, once it has its date."""
    story = offered_twice()
    story.announced(items=WIDER, predecessor=V1.hash)
    story.announced(V3, WIDER, "change-2", predecessor=V2.hash, independent_of=("change-1",))
    return story.approved()


def for_a_term() -> Story:
    """Agreed on until a day."""
    story = Story()
    duration = {"ends_on": START.date().replace(month=12)}
    offer = {"schools": SCHOOLS, "leaflets": (V1.hash,), "text": TEXT, "duration": duration}
    story.ask(c.Offer.model_validate(offer), SUPPLIER)
    story.chose().signed().wait(days=200)
    return story


def closed() -> Story:
    """With a product and schools that came and went, until the last proof."""
    story = changed()
    story.ask(c.OfferProduct(leaflet=MEET.hash), SUPPLIER)
    story.chose(chosen(of=MEET)).signed()
    story.ask(c.DropProduct(product="meet"))
    story.ask(c.AddSchool(school="nieuwe-school"))
    story.ask(c.RemoveSchool(school="college"))
    ending = story.ended()
    story.ask(c.RequestReturn(ending=ending))
    story.ask(c.DeliverExport(ending=ending, export=HASH), SUPPLIER)
    story.ask(c.ReportIncompleteExport(ending=ending, reason="files_missing"))
    story.ask(c.DeliverExport(ending=ending, export=HASH), SUPPLIER)
    story.ask(c.ConfirmExport(ending=ending))
    story.settled("ending-1").settled("ending-2")
    return story.certified("ending-1").certified("ending-2").certified(ending)


def everything_that_happens() -> tuple[AgreementEvent, ...]:
    """The events of these stories, of those that end in refusals, and of the years after."""
    stories = [corrected_and_late(), beside(), for_a_term(), closed(), *(row[1]() for row in TABLE)]
    stories += [in_phase(phase) for phase in Phase]
    for story in stories:
        story.wait(days=400)
    return tuple(dict.fromkeys(event for story in stories for event in story.events))


EVENTS = everything_that_happens()


def test_the_stories_know_every_event() -> None:
    assert {type(event) for event in EVENTS} == set(EVENT_CLASSES)


def test_a_full_life_ends_closed() -> None:
    assert closed().state.phase is Phase.CLOSED


@settings(max_examples=150, derandomize=True)
@given(st.lists(st.sampled_from(EVENTS), max_size=30))
def test_any_event_folds_on_any_state_in_any_order(events: list[AgreementEvent]) -> None:
    state = unborn(STREAM, "gent", "github")
    for event in events:
        state = evolve(state, event, START)
    assert STATE.validate_json(STATE.dump_json(state)) == state


def test_every_event_folds_on_nothing() -> None:
    for event in EVENTS:
        evolve(unborn(STREAM, "gent", "github"), event, START)


def test_an_event_about_what_is_not_there_moves_nothing() -> None:
    empty = unborn(STREAM, "gent", "github")
    about = [event for event in EVENTS if event.type.startswith(("change.", "product.dropped"))]
    for event in about:
        if event.type != "change.received":
            assert evolve(empty, event, START) == empty
