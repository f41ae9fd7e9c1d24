"""Stories 1 to 8: choosing, signing, and what ends a proposal."""

from datetime import timedelta

import pytest

from domain.actors import Actor
from domain.agreement import commands as c
from domain.agreement.permits import Reason
from domain.agreement.refusals import (
    AlreadySignedError,
    HashNotCurrentError,
    MandateMissingError,
    NotAllAnsweredError,
    NotInThisPhaseError,
)
from domain.agreement.state import Phase
from domain.values import Side
from tests.scenario import (
    BOARD,
    SCHOOLS,
    SUPPLIER,
    TEACHER,
    TEXT,
    V1,
    V2,
    Story,
    chosen,
    closed_for,
    opens,
    told,
    types,
)


def test_story_01_what_the_board_did_not_choose_is_off_and_the_gate_says_so_by_name() -> None:
    story = Story().active(chosen())
    assert all(opens(story.gate(school), V1) for school in SCHOOLS)
    assert closed_for(story.gate(service="ai"), Reason.OPTION_NOT_CHOSEN)
    assert closed_for(story.gate(service="sms"), Reason.OPTION_NOT_CHOSEN)


def test_story_02_an_option_chosen_for_two_of_five_schools_is_open_for_those_two_only() -> None:
    story = Story().active(chosen(), chosen("ai", "yes", "atheneum", "college"))
    has_it = [school for school in SCHOOLS if opens(story.gate(school, "ai"), V1)]
    assert has_it == ["atheneum", "college"]
    assert closed_for(story.gate("basisschool", "ai"), Reason.OPTION_NOT_CHOSEN)


def test_story_03_a_teacher_without_mandate_chooses_nothing() -> None:
    story = Story().offered()
    story.refuses(MandateMissingError, c.Choose(choices=(chosen(),)), TEACHER)
    assert story.state.phase is Phase.OFFERED
    assert closed_for(story.gate(), Reason.NOT_SIGNED)


def test_story_03_a_director_without_mandate_signs_nothing() -> None:
    story = Story().offered().chose().signed(SUPPLIER)
    story.refuses(MandateMissingError, c.Sign(hash=story.hash), TEACHER)
    assert story.state.phase is Phase.CONSENTED
    assert closed_for(story.gate(), Reason.NOT_SIGNED)


@pytest.mark.parametrize("order", [(SUPPLIER, BOARD), (BOARD, SUPPLIER)])
def test_story_04_whoever_signs_first_there_is_one_activation(order: tuple[Actor, Actor]) -> None:
    story = Story().offered().chose().signed(order[0])
    assert closed_for(story.gate(), Reason.NOT_SIGNED)
    second = story.later(days=2).now
    story.signed(order[1])
    assert types(story.events).count("agreement.activated") == 1
    assert story.state.activated_at == second


def test_story_04_both_sign_in_the_same_second() -> None:
    story = Story().offered().chose()
    signed = story.signed(SUPPLIER, BOARD)
    assert types(signed.events).count("agreement.activated") == 1
    assert story.state.activated_at == story.now


def test_story_04_one_party_does_not_sign_twice_for_two() -> None:
    story = Story().offered().chose().signed(SUPPLIER)
    story.refuses(AlreadySignedError, c.Sign(hash=story.hash), SUPPLIER)
    assert story.state.phase is Phase.CONSENTED


def test_story_05_a_revised_offer_voids_signature_and_choices_and_both_sign_anew() -> None:
    story = Story().offered().chose().signed(SUPPLIER)
    old = story.hash
    revised = c.ReviseOffer(schools=SCHOOLS[:3], leaflets=(V2.hash,), text=TEXT)
    assert types(story.ask(revised, SUPPLIER)) == ["offer.revised", "signatures.voided"]
    assert story.state.choices == ()
    assert told(story, "signatures.voided") == {
        ("signatures.voided", "board:gent"),
        ("signatures.voided", "supplier:github"),
    }
    assert ("offer.revised", "board:gent") in told(story, "offer.revised")
    story.refuses(NotAllAnsweredError, c.Sign(hash=old))
    story.chose(chosen(of=V2)).signed(BOARD)
    assert story.state.phase is Phase.CONSENTED
    story.signed(SUPPLIER)
    assert opens(story.gate(), V2)


def test_story_05_a_later_choice_voids_a_signature_too() -> None:
    story = Story().offered().chose().signed(SUPPLIER)
    brought = story.ask(c.Choose(choices=(chosen("ai"),)))
    assert types(brought) == ["choices.recorded", "signatures.voided", "consent.completed"]
    story.signed(BOARD)
    assert story.state.phase is Phase.CONSENTED


def test_story_06_who_signs_a_hash_that_is_not_current_is_told_the_current_one() -> None:
    story = Story().offered().chose()
    shown = story.hash
    story.chose(chosen("ai"))
    assert story.refuses(HashNotCurrentError, c.Sign(hash=shown)) == story.hash
    assert story.state.signatures == ()


def test_story_07_a_withdrawn_a_refused_and_an_unanswered_offer_end_differently() -> None:
    withdrawn, refused, lapsed = (Story().offered().chose() for _ in range(3))
    withdrawn.ask(c.WithdrawOffer(reason="product_stops"), SUPPLIER)
    refused.ask(c.RefuseOffer(reason="too_much_data"), BOARD)
    lapsed.wait(days=89)
    assert lapsed.state.phase is Phase.CONSENTED
    lapsed.wait(days=2)
    told_why = [story.events[-1].model_dump() for story in (withdrawn, refused, lapsed)]
    assert told_why == [
        {"type": "offer.withdrawn", "reason": "product_stops"},
        {"type": "offer.refused", "reason": "too_much_data"},
        {"type": "offer.lapsed"},
    ]
    told_who = [story.records[-1].provenance.actor for story in (withdrawn, refused, lapsed)]
    assert told_who == ["person:seller", "person:director", "clock"]
    for story in (withdrawn, refused, lapsed):
        assert story.state.has_ended
        story.refuses(NotInThisPhaseError, c.Sign(hash=story.hash))
        assert closed_for(story.gate(), Reason.NO_AGREEMENT)


def test_story_07_a_signature_after_ninety_days_comes_too_late_without_any_clock() -> None:
    story = Story().offered().chose().signed(SUPPLIER).later(days=91)
    assert story.refuses(NotInThisPhaseError, c.Sign(hash=story.hash)) == "lapsed"


def test_story_07_a_no_to_every_product_refuses_the_offer() -> None:
    story = Story().offered()
    brought = story.ask(c.Choose(choices=(chosen(answer="no"),)))
    assert types(brought) == ["choices.recorded", "offer.refused"]
    assert story.state.phase is Phase.REFUSED


def test_story_08_the_first_of_two_answers_in_a_second_wins_the_second_is_told_why() -> None:
    story = Story().offered().chose()
    story.ask(c.RefuseOffer(reason="too_much_data"), BOARD)
    assert story.refuses(NotInThisPhaseError, c.Sign(hash=story.hash), BOARD) == "refused"


def test_signatures_are_dated_by_the_instant_of_the_engine() -> None:
    story = Story().offered().chose().signed(SUPPLIER)
    (signature,) = story.state.signatures
    assert (signature.side, signature.at) == (Side.SUPPLIER, story.now)
    assert story.state.valid_until is not None
    assert story.state.valid_until > story.now + timedelta(days=89)
