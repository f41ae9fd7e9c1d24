"""Who may ask an intake, what an operator may order, what a supplier is told, what became of it."""

from dataclasses import replace
from itertools import product

import pytest

from domain.actors import CLOCK, ENGINE, Actor
from domain.agreement.refusals import ActorNotAllowedError
from domain.intake import commands as c
from domain.intake.deadlines import PATIENCE
from domain.intake.decider import decide
from domain.intake.events import EVENT_CLASSES
from domain.intake.evolve import fold
from domain.intake.handing import HandOver
from domain.intake.mandates import MACHINES
from domain.intake.orders import MessageOrder, discard_of, replay_of
from domain.intake.policy import LETTERS, letters_owed, questions_closed
from domain.intake.questions import (
    Fate,
    fate_of,
    fate_on_record,
    fate_told,
    refused_by,
    to_hand_over,
)
from domain.intake.reasons import DiscardReason, ReplayReason
from domain.intake.requests import Request
from domain.intake.state import MOST_SETTLED, Phase, Standing, unborn
from domain.machines import PassTime
from domain.offices import Office, Role
from domain.orders import UnknownReasonCodeError
from domain.product.refusals import ProductEndedError
from tests.domain.intake.examples import FAULT, INTAKE, NOW, lacking, opened, sender, unfit
from tests.domain.intake.story import Story
from tests.scenario import Story as AgreementStory

ONE = opened("one")
EXAMPLES: tuple[c.AnyCommand, ...] = (
    c.taking_in(ONE),
    c.SettleMessage(message="one", outcome=c.InLine(change="change-2")),
    c.Replay(message="one", reason=ReplayReason.KEY_ACCEPTED),
    c.Discard(message="one", reason=DiscardReason.SENT_AGAIN),
    PassTime(),
)


def test_every_command_has_its_machine() -> None:
    assert MACHINES.keys() == set(c.COMMAND_CLASSES) == {type(one) for one in EXAMPLES}


@pytest.mark.parametrize(
    ("command", "by"), list(product(EXAMPLES, (ENGINE, CLOCK, sender()))), ids=str
)
def test_no_person_asks_anything_of_an_intake(command: c.AnyCommand, by: Actor) -> None:
    if by.kind is MACHINES[type(command)]:
        return
    with pytest.raises(ActorNotAllowedError):
        decide(unborn(INTAKE), Request(command, by), NOW)


def test_the_same_message_under_another_seal_is_the_same_command() -> None:
    other = ONE.model_copy(update={"envelope": "0" * 64, "arrived": NOW.replace(year=2027)})
    assert c.taking_in(ONE).model_dump() == c.taking_in(other).model_dump()
    changed = ONE.model_copy(update={"payload": "0" * 64})
    assert c.taking_in(ONE).model_dump() != c.taking_in(changed).model_dump()


def test_an_order_has_a_reason_of_a_closed_list() -> None:
    again = MessageOrder(message="one", reason="product_registered")
    assert replay_of(again) == c.Replay(message="one", reason=ReplayReason.PRODUCT_REGISTERED)
    aside = MessageOrder(message="one", reason="sent_by_mistake")
    assert discard_of(aside) == c.Discard(message="one", reason=DiscardReason.SENT_BY_MISTAKE)
    with pytest.raises(UnknownReasonCodeError, match="product_registered, predecessor_announced"):
        replay_of(aside)
    with pytest.raises(UnknownReasonCodeError, match="sent_again, sent_by_mistake"):
        discard_of(again)


def test_the_supplier_is_told_what_is_in_quarantine_and_of_nothing_else() -> None:
    story = Story().takes(ONE, unfit("bad"))
    story.announces("one")
    (letter,) = story.letters
    assert letter.template == "message.quarantined"
    assert letter.event_id == "intake:inkt#2"
    assert letter.office == Office(party="supplier:inkt", role=Role.DIRECTION)
    assert letter.question == "quarantine:bad"
    assert {one.model_fields["type"].default for one in EVENT_CLASSES} == LETTERS.keys()


def test_a_letter_that_did_not_go_is_taken_back_when_nothing_is_asked_any_more() -> None:
    story = Story().takes(unfit("bad"), unfit("worse"))
    closed = [story.closed]
    story.replays(unfit("bad"))
    closed.append(story.closed)
    story.replays(opened("bad"))
    closed.append(story.closed)
    story.discards(unfit("worse"))
    closed.append(story.closed)
    assert closed == [(), (), ("quarantine:bad",), ("quarantine:worse",)]


def test_what_became_of_a_message_is_known_from_the_state_and_from_the_record() -> None:
    story = Story().takes(ONE, unfit("bad"), lacking("early"))
    story.takes(opened("two"), opened("three"))
    story.announces("one")
    story.announces("two")
    story.discards(unfit("bad"))
    story.takes(unfit("worse"))
    expected = {
        "one": ("announced", "intake:inkt#6"),
        "two": ("announced", "intake:inkt#7"),
        "three": ("accepted", "intake:inkt#5"),
        "early": ("waiting", "intake:inkt#3"),
        "bad": ("discarded", "intake:inkt#8"),
        "worse": ("quarantined", "intake:inkt#9"),
    }
    for message, (standing, event) in expected.items():
        known, recorded = fate_of(story.state, message), fate_on_record(story.records, message)
        assert known is not None
        assert recorded is not None
        assert (recorded.standing.value, recorded.event) == (standing, event)
        assert known.model_dump(exclude={"event", "faults"}) == recorded.model_dump(
            exclude={"event", "faults"}
        )
        assert known.event in {None, event}
    assert fate_of(story.state, "none") is None
    assert fate_on_record(story.records, "none") is None


def test_the_record_names_the_change_the_faults_and_the_instant() -> None:
    story = Story().takes(ONE, unfit("bad"), lacking("early"))
    story.announces("one")
    told = {one: fate_on_record(story.records, one) for one in ("one", "bad", "early")}
    assert told["one"] == Fate(
        message="one", standing=Standing.ANNOUNCED, event="intake:inkt#4", change="change-2"
    )
    assert told["bad"] is not None
    assert told["bad"].faults == (FAULT,)
    assert told["early"] is not None
    assert told["early"].until == PATIENCE["production"].after(NOW)


def test_of_a_replay_the_event_behind_it_tells_the_fate() -> None:
    story = Story().takes(unfit("bad"))
    story.replays(unfit("bad"))
    assert [fate_told(one) is None for one in story.records] == [False, True, False]


def test_a_refusal_of_the_product_is_told_by_its_code_and_its_sentence() -> None:
    (fault,) = refused_by(ProductEndedError("some words of the payload")).faults
    assert (fault.code, fault.article) == ("product_ended", None)
    assert fault.sentence.startswith("This product has ended")
    assert "words" not in fault.sentence


def test_the_state_keeps_the_latest_that_were_settled() -> None:
    story = Story()
    for number in range(MOST_SETTLED + 5):
        story.takes(opened(f"m-{number}"))
        story.announces(f"m-{number}")
    assert len(story.state.settled) == MOST_SETTLED
    assert fate_of(story.state, "m-4") is None
    assert fate_of(story.state, "m-5") is not None


def test_what_is_in_quarantine_is_handed_to_no_product() -> None:
    story = Story().takes(unfit("bad"), ONE)
    (taken,) = to_hand_over(story.state)
    pointer = HandOver(event=taken.event_id, product=f"product:inkt:{taken.product}")
    assert pointer.event == "intake:inkt#2"


def test_an_intake_stands_open_for_good() -> None:
    story = Story()
    assert (story.state.phase, story.state.supplier) == (Phase.UNBORN, "inkt")
    story.takes(ONE)
    assert story.state.phase is Phase.OPEN
    assert not story.state.has_ended
    assert unborn("agreement:gent:github:1").supplier == ""


def test_an_event_of_another_stream_moves_nothing_but_the_place() -> None:
    (record, *_) = AgreementStory().offered().records
    story = Story().takes(unfit("bad"))
    moved = fold(story.state, record.model_copy(update={"version": 2}))
    assert replace(moved, answers=(), last_at=None, lately=(), version=1) == replace(
        story.state, answers=(), last_at=None, lately=()
    )
    assert letters_owed(story.state, (record,)) == ()
    assert questions_closed((record,)) == ()
    assert fate_told(record) is None


def test_what_was_let_go_can_be_announced_all_the_same() -> None:
    story = Story().takes(ONE)
    story.announces("one")
    (record,) = (one for one in story.records if one.event.type == "message.announced")
    again = fold(story.state, record.model_copy(update={"version": 3}))
    assert again.messages == ()
