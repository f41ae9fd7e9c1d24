"""The fold of a product: total over any event on any state, in any order, and it judges nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from domain.product.events import EVENT_CLASSES, AnyEvent, ProductEvent
from domain.product.evolve import evolve, fold
from domain.product.state import Product, unborn
from domain.records import EventRecord
from tests.domain.leaflet.edits import EDITS
from tests.domain.product.editions import SECOND, THIRD, divided, edition, hashed, parts_of
from tests.domain.product.story import STREAM, Story
from tests.scenario import Story as AgreementStory

STATE = TypeAdapter(Product)


def everything_that_happens() -> tuple[ProductEvent, ...]:
    """A whole life: announced in parts, corrected, withdrawn, told, ended."""
    story = Story().registered().has(SECOND, THIRD)
    story.tells(SECOND)
    corrected = edition("quill@3a", of=SECOND)
    story.announces(corrected, predecessor=hashed(SECOND), corrects="quill-3")
    story.withdraws(SECOND)
    edits = (EDITS["said otherwise"], EDITS["another desk"])
    last = edition("quill@4", *edits, of=corrected)
    parts = divided(corrected, last, words=("explanation",))
    story.keeps(*parts.values()).announces(last, parts=parts_of(parts))
    story.tells(SECOND)
    story.ends()
    found = (record.event for record in story.records)
    return tuple(event for event in found if isinstance(event, AnyEvent))


EVENTS = everything_that_happens()


def test_the_story_knows_every_event() -> None:
    assert {type(event) for event in EVENTS} == set(EVENT_CLASSES)


@settings(max_examples=150, derandomize=True)
@given(st.lists(st.sampled_from(EVENTS), max_size=20))
def test_any_event_folds_on_any_state_in_any_order(events: list[ProductEvent]) -> None:
    state = unborn(STREAM)
    for number, event in enumerate(events):
        state = evolve(state, event, f"{STREAM}#{number}")
    assert STATE.validate_json(STATE.dump_json(state)) == state


def test_an_event_about_what_is_not_there_moves_nothing() -> None:
    empty = unborn(STREAM)
    about = [one for one in EVENTS if one.type in ("announcement.withdrawn", "announcement.told")]
    assert about
    for event in about:
        assert evolve(empty, event, f"{STREAM}#1") == empty


def test_a_command_is_remembered_with_its_answer() -> None:
    story = Story().registered().has(SECOND)
    assert [one.version for one in story.state.answers] == [1, 2]
    assert story.state.last_at == story.now
    assert story.state.version == 2


def test_an_event_of_another_kind_of_stream_moves_nothing_but_the_place() -> None:
    (foreign,) = AgreementStory().offered().records
    record: EventRecord = foreign.model_copy(update={"stream_id": STREAM, "version": 1})
    state = fold(unborn(STREAM), record)
    assert (state.version, state.line, state.name) == (1, (), "")
