"""The table of clocks: which way an agreement may leave its policy, and on what ground."""

from enum import StrEnum

from domain.agreement.terms.clocks import Terms
from domain.agreement.terms.policies import Policy
from domain.messages import Message
from domain.periods import Period, hours


class Bound(StrEnum):
    """What the parties may agree instead of the policy's value."""

    LONGER = "longer"
    SHORTER = "shorter"
    ANY = "any"
    FIXED = "fixed"


class ClockRule(Message):
    """One row of the table of clocks: what else than the policy's value may be agreed."""

    clock: str
    bound: Bound
    ground: str
    limit: Period | None = None  # where the law's own limit is not the default


CLOCK_RULES = (
    ClockRule(clock="answer_period", bound=Bound.LONGER, ground="declaration 9.2"),
    ClockRule(clock="first_reminder", bound=Bound.ANY, ground="declaration 9.2"),
    ClockRule(clock="second_reminder", bound=Bound.ANY, ground="declaration 9.2"),
    ClockRule(clock="proposal_validity", bound=Bound.ANY, ground="default"),
    ClockRule(clock="subprocessor_notice", bound=Bound.LONGER, ground="declaration 4.3"),
    ClockRule(clock="breach_to_board", bound=Bound.SHORTER, ground="GDPR 33(2)", limit=hours(72)),
    ClockRule(clock="breach_to_authority", bound=Bound.FIXED, ground="GDPR 33(1)"),
    ClockRule(clock="request_answer", bound=Bound.SHORTER, ground="GDPR 12(3)"),
    ClockRule(clock="request_extension", bound=Bound.SHORTER, ground="GDPR 12(3)"),
    ClockRule(clock="misdirected_request", bound=Bound.SHORTER, ground="declaration 7.2"),
    ClockRule(clock="export_window", bound=Bound.LONGER, ground="GDPR 28(3)(g)"),
    ClockRule(clock="destruction", bound=Bound.SHORTER, ground="GDPR 28(3)(g)"),
    ClockRule(clock="backup_destruction", bound=Bound.SHORTER, ground="GDPR 28(3)(g)"),
    ClockRule(clock="certificate", bound=Bound.SHORTER, ground="GDPR 28(3)(g)"),
    ClockRule(clock="ending_reminder", bound=Bound.FIXED, ground="GDPR 28(3)(g)"),
    ClockRule(clock="board_notice", bound=Bound.LONGER, ground="default"),
    ClockRule(clock="supplier_notice", bound=Bound.LONGER, ground="default"),
    ClockRule(clock="suspension", bound=Bound.FIXED, ground="SCC 2021/915 clause 10"),
    ClockRule(clock="audit_notice", bound=Bound.SHORTER, ground="GDPR 28(3)(h)"),
    ClockRule(clock="term_reminder", bound=Bound.ANY, ground="default"),
)


def too_lax(terms: Terms, policy: Policy) -> tuple[str, ...]:
    """Name the clocks that protect less, with the ground; what is not surely as strict does."""
    clocks = tuple(
        f"{rule.clock} ({rule.ground})"
        for rule in CLOCK_RULES
        if not _keeps(rule, getattr(terms, rule.clock), getattr(policy.defaults, rule.clock))
    )
    inside_a_year = (
        policy.defaults.supplier_ends_after_school_year
        and not terms.supplier_ends_after_school_year
    )
    return (*clocks, *(("supplier_ends_after_school_year (default)",) if inside_a_year else ()))


def _keeps(rule: ClockRule, agreed: Period, default: Period) -> bool:
    match rule.bound:
        case Bound.LONGER:
            return agreed.is_at_least(default)
        case Bound.SHORTER:
            return (rule.limit or default).is_at_least(agreed)
        case Bound.FIXED:
            return agreed == default
        case Bound.ANY:
            return True
