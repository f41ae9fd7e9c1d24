"""Products that join a running agreement, and products that are dropped."""

from domain.agreement import commands as c
from domain.agreement.permits import Reason
from domain.agreement.refusals import (
    HashNotCurrentError,
    LastProductError,
    NotAllAnsweredError,
    NothingToSignError,
    ProductAlreadyThereError,
    UnknownProductError,
)
from domain.leaflet.completeness import LeafletIncompleteError
from domain.values import CORE
from tests.scenario import (
    BOARD,
    SCHOOLS,
    SUPPLIER,
    TYPO,
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

MEET, MEET_2, CHAT = leaflet("1", "meet"), leaflet("2", "meet"), leaflet("1", "chat")


def running() -> Story:
    return Story(stored=(V1, V2, MEET, MEET_2, CHAT)).active()


def offering(of: str = MEET.hash) -> c.OfferProduct:
    return c.OfferProduct(leaflet=of)


def with_meet() -> Story:
    story = running()
    story.ask(offering(), SUPPLIER)
    return story.chose(chosen(of=MEET)).signed()


def test_a_further_product_is_closed_until_both_signed_for_it() -> None:
    story = running()
    story.ask(offering(), SUPPLIER)
    assert closed_for(story.gate(product="meet"), Reason.NOT_SIGNED)
    story.refuses(NotAllAnsweredError, c.Sign(hash=story.hash))
    story.chose(chosen(of=MEET)).signed(BOARD)
    assert closed_for(story.gate(product="meet"), Reason.NOT_SIGNED)
    assert opens(story.gate(), V1), "the others go on"
    story.signed(SUPPLIER)
    assert opens(story.gate(product="meet"), MEET)
    story.refuses(NothingToSignError, c.Sign(hash=story.hash))


def test_a_declined_product_is_not_added_and_asks_no_signature() -> None:
    story = running()
    story.ask(offering(), SUPPLIER)
    brought = story.ask(c.Choose(choices=(chosen(answer="no", of=MEET),)))
    assert types(brought) == ["choices.recorded", "product.not_added"]
    assert closed_for(story.gate(product="meet"), Reason.PRODUCT_NOT_CHOSEN)
    assert story.state.endings == (), "nothing of it was ever processed"
    story.refuses(NothingToSignError, c.Sign(hash=story.hash))


def test_of_two_further_products_one_is_declined_and_the_other_signed_for() -> None:
    story = running()
    story.ask(offering(), SUPPLIER)
    story.ask(offering(CHAT.hash), SUPPLIER)
    choices = (chosen(answer="no", of=MEET), chosen(of=CHAT))
    brought = story.ask(c.Choose(choices=choices))
    assert types(brought) == ["choices.recorded", "product.not_added", "consent.completed"]
    story.signed()
    assert opens(story.gate(product="chat"), CHAT)


def test_a_choice_voids_the_signature_under_a_further_product() -> None:
    story = running()
    story.ask(offering(), SUPPLIER)
    story.chose(chosen(of=MEET)).signed(SUPPLIER)
    old = story.hash
    brought = story.ask(c.Choose(choices=(chosen("ai"),)))
    assert types(brought) == ["choices.recorded", "signatures.voided", "consent.completed"]
    story.refuses(HashNotCurrentError, c.Sign(hash=old))
    assert story.state.endings == ()


def test_changing_ones_mind_about_a_further_product_ends_no_data() -> None:
    story = running()
    story.ask(offering(), SUPPLIER)
    story.chose(chosen(of=MEET), chosen("ai", of=MEET)).chose(chosen("ai", "no", of=MEET))
    assert story.state.endings == ()


def test_a_further_product_is_withdrawn_by_its_supplier_before_signing_only() -> None:
    story = running()
    story.ask(offering(), SUPPLIER)
    story.chose(chosen(of=MEET)).signed(BOARD)
    withdraw = c.WithdrawProduct(product="meet")
    brought = story.ask(withdraw, SUPPLIER)
    assert types(brought) == ["product.not_added", "signatures.voided"]
    story.refuses(UnknownProductError, withdraw, SUPPLIER)
    story.refuses(UnknownProductError, c.WithdrawProduct(product="code"), SUPPLIER)
    story.refuses(UnknownProductError, c.WithdrawProduct(product="chess"), SUPPLIER)


def test_what_remains_after_a_withdrawal_is_signed_anew() -> None:
    story = running()
    story.ask(offering(), SUPPLIER)
    story.ask(offering(CHAT.hash), SUPPLIER)
    story.chose(chosen(of=CHAT))
    brought = story.ask(c.WithdrawProduct(product="meet"), SUPPLIER)
    assert types(brought) == ["product.not_added", "consent.completed"]
    assert brought[-1].model_dump()["hash"] == story.hash


def test_a_further_product_lapses_after_ninety_days() -> None:
    story = running()
    story.ask(offering(), SUPPLIER)
    story.chose(chosen(of=MEET)).signed(BOARD)
    assert types(story.wait(days=91)) == ["product.not_added", "signatures.voided"]
    assert closed_for(story.gate(product="meet"), Reason.PRODUCT_NOT_CHOSEN)
    assert opens(story.gate(), V1)


def test_a_product_that_is_there_or_waits_is_not_offered_again() -> None:
    story = running()
    assert story.refuses(ProductAlreadyThereError, offering(V2.hash), SUPPLIER) == "code"
    story.ask(offering(), SUPPLIER)
    assert story.refuses(ProductAlreadyThereError, offering(), SUPPLIER) == "meet"


def test_an_incomplete_leaflet_is_no_further_product() -> None:
    story = running()
    story.missing = {MEET.hash: ("retention (4.3)",)}
    story.refuses(LeafletIncompleteError, offering(), SUPPLIER)


def test_a_dropped_product_ends_with_its_own_chain_of_proof_and_leaves_the_others() -> None:
    story = with_meet()
    brought = story.ask(c.DropProduct(product="meet"))
    assert types(brought) == ["product.dropped", "ending.opened"]
    assert closed_for(story.gate(product="meet"), Reason.ENDED)
    assert opens(story.gate(), V1)
    (ending,) = story.state.endings
    assert [one.category for one in ending.returns] == ["meet:account", "meet:ai", "meet:sms"]
    story.refuses(UnknownProductError, c.DropProduct(product="meet"))


def test_the_last_product_is_not_dropped() -> None:
    assert running().refuses(LastProductError, c.DropProduct(product="code")) == "code"


def test_dropping_cancels_what_waits_for_that_product_only() -> None:
    story = with_meet()
    story.announced(items=(item(),))
    story.announced(MEET_2, (item(),), "change-2")
    brought = story.ask(c.DropProduct(product="meet"))
    assert types(brought)[:2] == ["change.cancelled", "product.dropped"]
    standings = {one.id: one.standing.value for one in story.state.changes}
    assert standings == {"change-1": "asked", "change-2": "cancelled"}


def test_dropping_while_another_product_waits_asks_both_signatures_anew() -> None:
    story = with_meet()
    story.ask(offering(CHAT.hash), SUPPLIER)
    story.chose(chosen(of=CHAT)).signed(BOARD)
    brought = story.ask(c.DropProduct(product="meet"))
    assert types(brought) == [
        "product.dropped",
        "signatures.voided",
        "consent.completed",
        "ending.opened",
    ]


def test_a_dropped_product_comes_back_by_choice_and_signatures_only() -> None:
    story = with_meet()
    story.ask(c.DropProduct(product="meet"))
    story.ask(offering(MEET_2.hash), SUPPLIER)
    assert closed_for(story.gate(product="meet"), Reason.NOT_SIGNED)
    story.chose(chosen(of=MEET_2)).signed()
    assert opens(story.gate(product="meet"), MEET_2)
    assert len(story.state.endings) == 1


def test_a_leaflet_that_comes_into_force_meanwhile_changes_what_is_signed() -> None:
    story = running()
    story.ask(offering(), SUPPLIER)
    story.chose(chosen(of=MEET)).signed(SUPPLIER)
    shown = story.hash
    story.announced(items=TYPO)
    assert story.refuses(HashNotCurrentError, c.Sign(hash=shown)) == story.hash
    story.signed(BOARD)
    assert closed_for(story.gate(product="meet"), Reason.NOT_SIGNED)
    story.signed(SUPPLIER)
    assert opens(story.gate(product="meet"), MEET)


def test_the_end_of_the_agreement_takes_a_waiting_product_along() -> None:
    story = running()
    story.ask(offering(), SUPPLIER)
    story.chose(chosen(of=MEET)).signed(BOARD)
    brought = story.ask(c.GiveNotice(reason="other_product"))
    assert types(brought) == [
        "notice.given",
        "product.not_added",
        "signatures.voided",
        "agreement.ended",
        "ending.opened",
    ]
    assert all(one.scope.product is None for one in story.state.endings)
    (ending,) = story.state.endings
    assert [one.category for one in ending.returns] == ["code:account", "code:ai", "code:sms"]


def test_a_school_may_leave_a_waiting_product_to_others() -> None:
    story = running()
    story.ask(offering(), SUPPLIER)
    story.chose(chosen(CORE, "no", *SCHOOLS[1:], of=MEET), chosen(CORE, "yes", SCHOOLS[0], of=MEET))
    story.signed()
    assert opens(story.gate(SCHOOLS[0], product="meet"), MEET)
    assert closed_for(story.gate(SCHOOLS[1], product="meet"), Reason.PRODUCT_NOT_CHOSEN)


def test_when_the_only_school_that_wanted_it_leaves_a_waiting_product_is_declined() -> None:
    story = running()
    story.ask(offering(), SUPPLIER)
    story.chose(chosen(CORE, "no", *SCHOOLS[1:], of=MEET), chosen(CORE, "yes", SCHOOLS[0], of=MEET))
    brought = story.ask(c.RemoveSchool(school=SCHOOLS[0]))
    assert types(brought) == ["school.removed", "product.not_added", "ending.opened"]
