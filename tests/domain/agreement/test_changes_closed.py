"""Changes that do not come about: taken back, corrected, cancelled, or never a change."""

from datetime import timedelta

import pytest

from domain.actors import ENGINE
from domain.agreement import commands as c
from domain.agreement.deciding.facts import FactsNotGatheredError
from domain.agreement.permits import Reason
from domain.agreement.refusals import (
    ChangeInForceError,
    NotApprovedError,
    NothingAskedError,
    NotYourProductError,
    SupplierIsAnotherPartyError,
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


def test_what_is_not_pending_here_is_not_withdrawn() -> None:
    story = running()
    assert story.withdrew() == (), "it never came here"
    story.announced(items=WIDER)
    story.rejected()
    assert story.withdrew() == ()
    assert standings(story) == {"change-1": "rejected"}
    story.announced(V3, TYPO, "change-2")
    assert story.withdrew("change-2") == ()
    assert opens(story.gate(), V3)


@pytest.mark.parametrize("before", ["rejected", "lapsed", "in force", "withdrawn", "never here"])
def test_what_corrects_a_change_that_is_not_pending_here_is_a_change_like_any(before: str) -> None:
    story = running()
    if before != "never here":
        story.announced(items=TYPO if before == "in force" else WIDER)
    match before:
        case "rejected":
            story.rejected()
        case "lapsed":
            story.wait(days=31)
        case "withdrawn":
            story.withdrew()
        case _:
            pass
    was = standings(story)
    brought = story.announced(V3, WIDER, "change-2", corrects="change-1")
    assert types(brought) == ["change.received", "change.proposed"]
    assert standings(story) == was | {"change-2": "asked"}
    assert story.state.changes[-1].follows is None


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
    story.announced(leaflet("2", "meet"), WIDER, "change-2", corrects="change-1")
    assert standings(story) == {"change-1": "asked", "change-2": "asked"}


def test_a_rejected_leaflet_is_offered_again_under_a_new_id() -> None:
    story = running()
    story.announced(items=WIDER)
    story.rejected()
    story.announced(change="change-2", items=WIDER)
    story.approved(change="change-2")
    assert opens(story.gate(), V2)


@pytest.mark.parametrize("known", ["rules", "ruled", "is pending"])
def test_a_leaflet_that_is_known_here_is_told_and_moves_nothing(known: str) -> None:
    story = running()
    story.announced(items=WIDER if known == "is pending" else TYPO)
    verdict, again = story.gate(), V1 if known == "ruled" else V2
    told = story.announced(again, WIDER, "change-2")[-1].model_dump()
    assert (told["type"], told["reason"]) == ("change.told", "known_here")
    story.refuses(NothingAskedError, c.ApproveChange(change="change-2", leaflet=again.hash))
    story.later(days=20).announced(V3, WIDER, "change-3")
    assert story.state.changes[-1].follows == ("change-1" if known == "is pending" else None)
    assert story.gate() == verdict


def test_a_change_of_a_product_that_is_not_here_brings_nothing() -> None:
    story = Story(stored=(V1, MEET, leaflet("2", "meet"))).active()
    assert story.announced(leaflet("2", "meet"), WIDER) == ()
    story.ask(c.OfferProduct(leaflet=MEET.hash), SUPPLIER)
    assert story.announced(leaflet("2", "meet"), WIDER) == ()
    assert story.state.changes == ()


def test_a_product_that_another_supplier_registered_is_neither_offered_nor_received() -> None:
    story = Story(stored=(V1, V2, MEET), owners={"code": "github", "meet": "gitlab"}).active()
    story.announced(items=TYPO)
    assert opens(story.gate(), V2)
    offer = c.OfferProduct(leaflet=MEET.hash)
    assert story.refuses(NotYourProductError, offer, SUPPLIER) == "meet"
    story.owners = {"code": "gitlab"}
    receive = c.ReceiveChange(change="change-2", leaflet=V1.hash, announced_from=story.now)
    assert story.refuses(NotYourProductError, receive, ENGINE) == "code"


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
