"""Of several agreements of a board and a supplier, one answer counts."""

from domain.agreement.gate import verdict
from domain.agreement.permits import Allowed, Denied, Reason

OPEN = Allowed("agreement:gent:github:2", "0" * 64)
NONE, ENDED, UNSIGNED = (
    Denied(reason) for reason in (Reason.NO_AGREEMENT, Reason.ENDED, Reason.NOT_SIGNED)
)


def test_without_any_agreement_there_is_none() -> None:
    assert verdict(()) == NONE
    assert verdict((NONE,)) == NONE


def test_a_yes_counts_whatever_else_there_is() -> None:
    assert verdict((ENDED, OPEN, NONE)) == OPEN


def test_otherwise_the_latest_says_why_not() -> None:
    assert verdict((ENDED, UNSIGNED)) == UNSIGNED


def test_a_proposal_that_came_to_nothing_does_not_hide_what_ended() -> None:
    assert verdict((ENDED, NONE)) == ENDED
