"""Every reason of the gate is explained to people, and to whoever asks in their name."""

import pytest

from domain.agreement.gate import of_known
from domain.agreement.verdicts import EXPLAINED, Allowed, Denied, Reason

OPEN = Allowed("agreement:gent:github:1", "0" * 64)
ENDED = Denied(Reason.ENDED)


@pytest.mark.parametrize("reason", Reason)
def test_a_no_says_what_is_so_and_what_would_open_it(reason: Reason) -> None:
    denied = Denied(reason)
    assert (denied.sentence, denied.opens) == (EXPLAINED[reason].sentence, EXPLAINED[reason].opens)
    assert "open" in denied.opens
    assert denied.sentence != denied.opens


def test_each_is_explained_by_its_own_words() -> None:
    assert set(EXPLAINED) == set(Reason)
    assert len(set(EXPLAINED.values())) == len(Reason)


def test_what_nobody_entered_is_said_before_any_other_no() -> None:
    assert of_known(ENDED, school=False, product=False) == Denied(Reason.UNKNOWN_SCHOOL)
    assert of_known(ENDED, school=True, product=False) == Denied(Reason.UNKNOWN_PRODUCT)
    assert of_known(ENDED, school=True, product=True) == ENDED


def test_a_yes_counts_whatever_the_directory_knows() -> None:
    assert of_known(OPEN, school=False, product=False) == OPEN
