"""The clocks of an agreement as data, and the policy that holds their floors and ceilings."""

from datetime import date
from enum import StrEnum

from domain.messages import Message
from domain.periods import Period, Unit, days, hours, seconds
from domain.values import Identifier


class Bound(StrEnum):
    """What the parties may agree instead of the policy's value."""

    LONGER = "longer"
    SHORTER = "shorter"
    ANY = "any"
    FIXED = "fixed"


class Terms(Message):
    """Every clock of one agreement."""

    answer_period: Period
    first_reminder: Period
    second_reminder: Period
    proposal_validity: Period
    subprocessor_notice: Period
    breach_to_board: Period
    breach_to_authority: Period
    request_answer: Period
    request_extension: Period
    misdirected_request: Period
    export_window: Period
    destruction: Period
    backup_destruction: Period
    certificate: Period
    ending_reminder: Period
    board_notice: Period
    supplier_notice: Period
    suspension: Period
    audit_notice: Period
    term_reminder: Period
    # A supplier ends no agreement inside a school year: not before the next 31 August.
    supplier_ends_after_school_year: bool


class Duration(Message):
    """How long the agreement is for: without end, or until a day on which the gate closes."""

    ends_on: date | None = None


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
    ClockRule(clock="ending_reminder", bound=Bound.SHORTER, ground="GDPR 28(3)(g)"),
    ClockRule(clock="board_notice", bound=Bound.LONGER, ground="default"),
    ClockRule(clock="supplier_notice", bound=Bound.LONGER, ground="default"),
    ClockRule(clock="suspension", bound=Bound.FIXED, ground="SCC 2021/915 clause 10"),
    ClockRule(clock="audit_notice", bound=Bound.SHORTER, ground="GDPR 28(3)(h)"),
    ClockRule(clock="term_reminder", bound=Bound.ANY, ground="default"),
)


class Policy(Message):
    """Named defaults; the rules above say which way an agreement may leave them."""

    name: Identifier
    defaults: Terms


PRODUCTION = Policy(
    name="production",
    defaults=Terms(
        answer_period=days(30),
        first_reminder=days(14),
        second_reminder=days(25),
        proposal_validity=days(90),
        subprocessor_notice=days(30),
        breach_to_board=hours(24),
        breach_to_authority=hours(72),
        request_answer=Period(amount=1, unit=Unit.MONTHS),
        request_extension=Period(amount=2, unit=Unit.MONTHS),
        misdirected_request=Period(amount=2, unit=Unit.WORKING_DAYS),
        export_window=days(30),
        destruction=days(30),
        backup_destruction=days(30),
        certificate=days(14),
        ending_reminder=days(30),
        board_notice=seconds(0),
        supplier_notice=days(180),
        suspension=Period(amount=1, unit=Unit.MONTHS),
        audit_notice=Period(amount=10, unit=Unit.WORKING_DAYS),
        term_reminder=days(90),
        supplier_ends_after_school_year=True,
    ),
)

DEMONSTRATION = Policy(
    name="demonstration",
    defaults=PRODUCTION.defaults.model_copy(
        update={
            "answer_period": seconds(6),
            "first_reminder": seconds(2),
            "second_reminder": seconds(4),
            "proposal_validity": seconds(20),
            "subprocessor_notice": seconds(1),
            "export_window": seconds(4),
            "destruction": seconds(3),
            "backup_destruction": seconds(2),
            "certificate": seconds(2),
            "ending_reminder": seconds(10),
            "supplier_notice": seconds(3),
            "term_reminder": seconds(2),
            "supplier_ends_after_school_year": False,
        }
    ),
)

POLICIES = {policy.name: policy for policy in (PRODUCTION, DEMONSTRATION)}


def too_lax(terms: Terms, policy: Policy) -> tuple[ClockRule, ...]:
    """Return the rules that the terms break; what cannot be shown to be stricter breaks one."""
    return tuple(
        rule
        for rule in CLOCK_RULES
        if not _keeps(rule, getattr(terms, rule.clock), getattr(policy.defaults, rule.clock))
    )


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
