"""Several agreements of one board about one product: which answer of the gate counts."""

from domain.agreement.gate import verdict
from domain.agreement.permits import Allowed, Denied, Reason

OLD = Allowed("agreement:gent:leiden:1", "a" * 64)
NEW = Allowed("agreement:gent:amsterdam:1", "b" * 64)
ENDED = Denied(Reason.ENDED)
NOTHING = Denied(Reason.NO_AGREEMENT)
OTHER_PRODUCTS = Denied(Reason.UNKNOWN_PRODUCT)


def test_while_one_supplier_takes_over_from_another_the_later_agreement_counts() -> None:
    assert verdict((OLD, NEW)) == NEW


def test_one_yes_is_enough_whatever_ended_before_or_is_offered_after() -> None:
    assert verdict((ENDED, OLD, Denied(Reason.NOT_SIGNED))) == OLD


def test_without_a_yes_the_latest_agreement_on_the_product_says_why() -> None:
    assert verdict((ENDED, Denied(Reason.NOT_SIGNED))) == Denied(Reason.NOT_SIGNED)
    assert verdict((ENDED, NOTHING, OTHER_PRODUCTS)) == ENDED


def test_agreements_that_came_to_nothing_or_are_about_other_products_are_none() -> None:
    assert verdict(()) == verdict((NOTHING, OTHER_PRODUCTS)) == NOTHING
