"""How patient we are with a letter, and what an operator may give as a reason."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

import pytest

from domain.letter_cases import ResendReason, ResolveReason
from domain.letters import PATIENCE, Attempt, Fate, next_attempt
from domain.orders import CompactReason, OperatorOrder, UnknownReasonCodeError, reason_of
from domain.post import Delivered

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PRODUCTION = PATIENCE["production"]


def test_a_letter_that_is_put_off_is_tried_less_and_less_often_for_two_days() -> None:
    waits, at = [], NOW
    for deferrals in range(1, 100):
        again = next_attempt(PRODUCTION, Attempt(fate=Fate.DEFERRED), deferrals, at)
        if again is None:
            break
        waits.append(again - at)
        at = again
    assert waits[:4] == [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120)]
    assert waits == sorted(waits)
    assert timedelta(hours=46) < at - NOW < timedelta(hours=48)


def test_a_mail_server_that_is_away_uses_up_no_patience() -> None:
    attempt = Attempt(fate=Fate.AWAY, detail="connect: SMTPConnectError")
    assert next_attempt(PRODUCTION, attempt, 10_000, NOW) == NOW + timedelta(minutes=1)


@pytest.mark.parametrize("fate", [Fate.SENT, Fate.REFUSED, Fate.UNKNOWN])
def test_what_is_certain_or_unknown_is_never_repeated_by_itself(fate: Fate) -> None:
    assert next_attempt(PRODUCTION, Attempt(fate=fate), 1, NOW) is None


def test_the_demonstration_is_over_its_patience_within_ten_seconds() -> None:
    patience = PATIENCE["demonstration"]
    assert sum(patience.when_deferred, timedelta()) < timedelta(seconds=10)
    assert patience.look_every < timedelta(seconds=1)


@pytest.mark.parametrize("codes", [ResendReason, ResolveReason, CompactReason])
def test_a_reason_is_a_code_from_a_list(codes: type[StrEnum]) -> None:
    for code in codes:
        assert reason_of(OperatorOrder(reason=code.value), codes) is code
    with pytest.raises(UnknownReasonCodeError) as refused:
        reason_of(OperatorOrder(reason="because"), codes)
    assert all(code.value in str(refused.value) for code in codes)


def test_a_round_counts_every_letter_that_it_took() -> None:
    assert Delivered(sent=2, put_off=1, cases=3, let_go=1).taken == 7
