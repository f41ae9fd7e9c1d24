"""Which way an agreement may leave its policy: the stricter wins."""

import pytest

from domain.agreement.deciding.offer import terms_of
from domain.agreement.state import unborn
from domain.agreement.terms import (
    CLOCK_RULES,
    DEMONSTRATION,
    POLICIES,
    PRODUCTION,
    Policy,
    Terms,
    too_lax,
)
from domain.periods import Period, Unit, days, hours, seconds

MONTH = Period(amount=1, unit=Unit.MONTHS)
WORKING_DAYS = Period(amount=10, unit=Unit.WORKING_DAYS)

# What may be agreed instead of the production policy's value, and what may not.
AGREED = {
    "answer_period": ([days(30), days(31), days(365), hours(31 * 24 + 1)], [days(29), hours(744)]),
    "first_reminder": ([days(0), days(365)], []),
    "second_reminder": ([days(0), days(365)], []),
    "proposal_validity": ([days(1), days(365)], []),
    "subprocessor_notice": ([days(30), days(45)], [days(29), seconds(0)]),
    "breach_to_board": ([hours(24), hours(1), hours(72)], [hours(73), days(3)]),
    "breach_to_authority": ([hours(72)], [hours(71), hours(73), days(3)]),
    "request_answer": ([MONTH, days(14)], [Period(amount=2, unit=Unit.MONTHS), days(28)]),
    "request_extension": ([MONTH, days(30)], [Period(amount=3, unit=Unit.MONTHS)]),
    "misdirected_request": (
        [Period(amount=1, unit=Unit.WORKING_DAYS), hours(24)],
        [Period(amount=3, unit=Unit.WORKING_DAYS), days(2)],
    ),
    "export_window": ([days(30), days(60)], [days(29)]),
    "destruction": ([days(30), days(0)], [days(31)]),
    "backup_destruction": ([days(30), days(0)], [days(31)]),
    "certificate": ([days(14), days(0)], [days(15)]),
    "ending_reminder": ([days(30)], [days(29), days(31), seconds(0)]),
    "board_notice": ([seconds(0), days(30)], []),
    "supplier_notice": ([days(180), days(365)], [days(179)]),
    "suspension": ([MONTH], [days(31), days(28)]),
    "audit_notice": ([WORKING_DAYS, days(8)], [days(10), days(20)]),
    "term_reminder": ([days(0), days(365)], []),
}


def with_clock(clock: str, period: Period) -> Terms:
    return PRODUCTION.defaults.model_copy(update={clock: period})


@pytest.mark.parametrize("clock", AGREED)
def test_what_protects_as_much_is_agreed(clock: str) -> None:
    for period in AGREED[clock][0]:
        assert too_lax(with_clock(clock, period), PRODUCTION) == (), period


@pytest.mark.parametrize("clock", AGREED)
def test_what_protects_less_or_may_do_so_is_refused(clock: str) -> None:
    ground = next(rule.ground for rule in CLOCK_RULES if rule.clock == clock)
    for period in AGREED[clock][1]:
        assert too_lax(with_clock(clock, period), PRODUCTION) == (f"{clock} ({ground})",), period


def test_a_supplier_can_not_bargain_the_end_of_the_school_year_away() -> None:
    inside = PRODUCTION.defaults.model_copy(update={"supplier_ends_after_school_year": False})
    assert too_lax(inside, PRODUCTION) == ("supplier_ends_after_school_year (default)",)
    stricter = DEMONSTRATION.defaults.model_copy(update={"supplier_ends_after_school_year": True})
    assert too_lax(stricter, DEMONSTRATION) == ()


def test_without_an_offer_there_are_no_terms() -> None:
    with pytest.raises(ValueError, match="agreement:gent:github:1"):
        terms_of(unborn("agreement:gent:github:1", "gent", "github"))


def test_every_clock_has_its_rule_and_its_row_here() -> None:
    clocks = [name for name, field in Terms.model_fields.items() if field.annotation is Period]
    assert [rule.clock for rule in CLOCK_RULES] == clocks == list(AGREED)


@pytest.mark.parametrize("policy", POLICIES.values(), ids=lambda policy: policy.name)
def test_a_policy_keeps_its_own_rules(policy: Policy) -> None:
    assert too_lax(policy.defaults, policy) == ()


def test_the_demonstrations_clocks_would_not_do_in_production() -> None:
    assert len(too_lax(DEMONSTRATION.defaults, PRODUCTION)) > 3
