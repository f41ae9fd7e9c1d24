"""What must follow events: who is told, what is asked, what needs no letter any more."""

from datetime import timedelta

import pytest

from domain.agreement import commands as c
from domain.agreement.events import EVENT_CLASSES
from domain.agreement.issuing import document_owed
from domain.agreement.policy import DOCUMENTS, LETTERS, letters_owed, questions_closed
from domain.agreement.questions import question_of
from domain.agreement.state import unborn
from domain.offices import Role
from domain.records import EventRecord
from tests.scenario import STREAM, SUPPLIER, Story, chosen, item, told, types

TYPES = [one.model_fields["type"].default for one in EVENT_CLASSES]
WIDER = (item("purpose.added"),)


def since(story: Story, version: int) -> tuple[EventRecord, ...]:
    return tuple(record for record in story.records if record.version > version)


def test_every_type_of_event_has_its_row() -> None:
    assert list(LETTERS) == TYPES
    assert set(TYPES) >= set(DOCUMENTS)


def test_a_letter_is_owed_to_an_office_and_names_its_event() -> None:
    story = Story().offered()
    (letter,) = story.letters
    assert letter.template == "agreement.offered"
    assert letter.office.model_dump() == {"party": "board:gent", "role": Role.DIRECTION}
    assert letter.event_id == f"{STREAM}#1"
    assert letter.question == "offer"


def test_while_active_the_annex_of_a_choice_goes_to_both() -> None:
    story = Story().offered().chose()
    assert told(story, "choices.recorded") == {("choices.recorded", "supplier:github")}
    story.signed()
    story.letters = ()
    story.chose(chosen("ai"))
    assert told(story, "choices.recorded") == {
        ("choices.recorded", "board:gent"),
        ("choices.recorded", "supplier:github"),
    }


@pytest.mark.parametrize("answer", ["approved", "rejected", "withdrawn", "lapsed", "cancelled"])
def test_a_change_that_is_decided_asks_nothing_any_more(answer: str) -> None:
    story = Story().active()
    story.announced(items=WIDER)
    version = story.state.version
    match answer:
        case "approved":
            story.approved()
        case "rejected":
            story.rejected()
        case "withdrawn":
            story.withdrew()
        case "lapsed":
            story.wait(days=31)
        case _:
            end = story.now.date() + timedelta(days=99)
            story.ask(c.GiveNotice(reason="other_product", ends_on=end))
    assert "change:change-1" in questions_closed(since(story, version))


def test_what_is_asked_again_in_one_breath_stays_asked() -> None:
    story = Story().offered().chose().signed(SUPPLIER)
    version = story.state.version
    story.chose(chosen("ai"))
    assert types(story.events)[-2:] == ["signatures.voided", "consent.completed"]
    assert questions_closed(since(story, version)) == ("offer",)
    assert "consent.completed" in {one.template for one in story.letters[-3:]}


def test_what_is_reminded_and_closed_in_one_breath_needs_no_letter() -> None:
    story = Story().active()
    story.announced(items=WIDER)
    end = story.now.date() + timedelta(days=20)
    story.ask(c.GiveNotice(reason="product_stops", ends_on=end.replace(year=2027)), SUPPLIER)
    version = story.state.version
    story.later(days=20).ask(c.GiveNotice(reason="other_product"))
    assert types(story.events[version:])[:3] == [
        "change.reminded",
        "notice.given",
        "change.cancelled",
    ]
    owed = letters_owed(story.state, since(story, version))
    assert "change.reminded" not in {letter.template for letter in owed}
    assert "change:change-1" in questions_closed(since(story, version))


def test_questions_are_keys_that_their_closing_finds_again() -> None:
    story = Story().active()
    story.announced(items=WIDER)
    asked = [question_of(record.event) for record in story.records]
    assert asked == ["offer", None, "signatures", None, None, None, None, "change:change-1"]


def test_a_document_is_owed_for_what_both_signed_or_the_board_instructed() -> None:
    story = Story().offered().chose()
    assert document_owed(story.state) is None
    story.signed()
    owed = document_owed(story.state)
    assert owed is not None
    assert owed.of_version == story.state.version
    assert document_owed(unborn(STREAM, "gent", "github")) is None
