"""Changes that do not come about: taken back, corrected, cancelled, or never a change."""

from datetime import timedelta

import pytest

from domain.agreement import commands as c
from domain.agreement.deciding.facts import FactsNotGatheredError
from domain.agreement.permits import Reason
from domain.agreement.refusals import (
    ChangeAlreadyReceivedError,
    ChangeInForceError,
    ChangeNoLongerOpenError,
    ChangeWithdrawnError,
    NotApprovedError,
    SupplierIsAnotherPartyError,
    UnknownChangeError,
    UnknownProductError,
)
from domain.values import CORE
from tests.scenario import (
    START,
    SUPPLIER,
    TYPO,
    V1,
    V2,
    V3,
    Story,
    chosen,
    closed_for,
    item,
    leaflet,
    opens,
    types,
)

WIDER = (item("purpose.added"),)
AI_WIDER = (item("purpose.added", "ai"),)
V4 = leaflet("4")
MEET = leaflet("1", "meet")
NEXT_MONTH = START + timedelta(days=30)


def running(*choices: c.Chosen) -> Story:
    return Story(stored=(V1, V2, V3, V4)).active(*choices)


def standings(story: Story) -> dict[str, str]:
    return {one.id: one.standing.value for one in story.state.changes}


def test_another_legal_person_as_supplier_can_not_be_approved_and_lapses() -> None:
    story = running()
    story.announced(items=(item("supplier.changed"),))
    approve = c.ApproveChange(change="change-1", leaflet=V2.hash)
    story.refuses(SupplierIsAnotherPartyError, approve)
    story.wait(days=31)
    assert opens(story.gate(), V1)


def test_another_legal_person_is_not_let_in_where_nothing_is_chosen_either() -> None:
    story = running()
    story.chose(chosen(CORE, "no"))
    brought = story.announced(items=(item("supplier.changed"),))
    assert types(brought)[-1] == "change.proposed"


def test_another_name_with_the_same_number_stays_the_same_party_whatever_its_label() -> None:
    story = running()
    story.announced(items=(item("supplier.changed", important=False),), label="important")
    story.approved()
    assert opens(story.gate(), V2)


def test_an_approval_is_taken_back_only_where_there_is_one_that_does_not_rule_yet() -> None:
    story = running()
    story.announced(items=WIDER, announced_from=NEXT_MONTH)
    take_back = c.WithdrawApproval(change="change-1")
    assert story.refuses(NotApprovedError, take_back) == "asked"
    story.approved().wait(days=30)
    story.refuses(ChangeInForceError, take_back)
    assert opens(story.gate(), V2)


def test_an_approval_taken_back_takes_along_what_stood_on_it() -> None:
    story = running()
    story.announced(items=WIDER, announced_from=NEXT_MONTH)
    story.approved()
    story.announced(V3, TYPO, "change-2")
    brought = story.ask(c.WithdrawApproval(change="change-1"))
    assert types(brought) == ["approval.withdrawn", "change.fell"]
    story.wait(days=60)
    assert opens(story.gate(), V1)


def test_a_change_is_taken_back_or_corrected_while_it_is_pending_only() -> None:
    story = running()
    story.announced(items=WIDER)
    withdraw = c.WithdrawChange(change="change-1", reason="error")
    story.rejected()
    assert story.refuses(ChangeNoLongerOpenError, withdraw, SUPPLIER) == "rejected"
    story.refuses(UnknownChangeError, c.WithdrawChange(change="x", reason="error"), SUPPLIER)
    story.announced(change="change-2", items=WIDER)
    story.ask(c.WithdrawChange(change="change-2", reason="error"), SUPPLIER)
    correct = c.ReceiveChange(
        change="change-3", leaflet=V3.hash, announced_from=story.now, corrects="change-2"
    )
    story.refuses(ChangeWithdrawnError, correct, SUPPLIER)


def test_a_correction_takes_along_what_stood_on_the_first_version() -> None:
    story = running()
    story.announced(items=WIDER)
    story.announced(V3, WIDER, "change-2")
    brought = story.announced(V4, WIDER, "change-3", corrects="change-1")
    assert types(brought) == [
        "change.superseded",
        "change.fell",
        "change.received",
        "change.proposed",
    ]
    assert story.state.changes[-1].follows is None


def test_a_correction_corrects_the_same_product_only() -> None:
    story = Story(stored=(V1, V2, MEET, leaflet("2", "meet"))).offered(V1, MEET)
    story.chose(chosen(), chosen(of=MEET)).signed()
    story.announced(items=WIDER)
    correct = c.ReceiveChange(
        change="change-2",
        leaflet=leaflet("2", "meet").hash,
        announced_from=story.now,
        corrects="change-1",
    )
    story.refuses(UnknownChangeError, correct, SUPPLIER, WIDER)


def test_a_rejected_leaflet_is_offered_again_under_a_new_id() -> None:
    story = running()
    story.announced(items=WIDER)
    story.rejected()
    story.announced(change="change-2", items=WIDER)
    story.approved(change="change-2")
    assert opens(story.gate(), V2)


def test_the_leaflet_that_rules_is_no_change() -> None:
    story = running()
    same = c.ReceiveChange(change="change-1", leaflet=V1.hash, announced_from=story.now)
    story.refuses(ChangeAlreadyReceivedError, same, SUPPLIER)


def test_a_leaflet_that_ruled_before_comes_back_as_a_new_version_only() -> None:
    story = running()
    story.announced(items=TYPO)
    back = c.ReceiveChange(change="change-2", leaflet=V1.hash, announced_from=story.now)
    story.refuses(ChangeAlreadyReceivedError, back, SUPPLIER, TYPO)


def test_a_change_of_a_product_that_is_not_here_is_refused() -> None:
    story = Story(stored=(V1, MEET)).active()
    other = c.ReceiveChange(change="change-1", leaflet=MEET.hash, announced_from=story.now)
    assert story.refuses(UnknownProductError, other, SUPPLIER) == "meet"
    story.ask(c.OfferProduct(leaflet=MEET.hash), SUPPLIER)
    story.refuses(UnknownProductError, other, SUPPLIER)


def test_a_comparison_with_anything_but_what_rules_here_is_a_fault() -> None:
    story = running()
    with pytest.raises(FactsNotGatheredError):
        story.compared_from(V3).announced(items=TYPO)


def test_the_supplier_ends_the_agreement_and_the_board_may_still_answer() -> None:
    story = running()
    story.announced(items=WIDER)
    story.ask(c.GiveNotice(reason="product_stops"), SUPPLIER)
    story.approved()
    assert opens(story.gate(), V2)


def test_what_is_dated_already_survives_the_boards_notice_until_the_end() -> None:
    story = running()
    story.announced(items=TYPO, announced_from=NEXT_MONTH)
    story.announced(V3, WIDER, "change-2")
    end = story.now.date() + timedelta(days=60)
    brought = story.ask(c.GiveNotice(reason="other_product", ends_on=end))
    assert types(brought) == ["notice.given", "change.cancelled"]
    assert standings(story) == {"change-1": "told", "change-2": "cancelled"}
    story.wait(days=30)
    assert opens(story.gate(), V2)


def test_what_would_rule_only_after_the_end_is_cancelled_with_it() -> None:
    story = running()
    story.announced(items=TYPO, announced_from=NEXT_MONTH)
    assert types(story.ask(c.GiveNotice(reason="other_product"))) == [
        "notice.given",
        "change.cancelled",
        "agreement.ended",
        "ending.opened",
    ]
    assert closed_for(story.gate(), Reason.ENDED)
