"""The named policies: what every clock is where the parties agree nothing else."""

from domain.agreement.terms.clocks import Terms
from domain.messages import Message
from domain.periods import Period, Unit, days, hours, seconds
from domain.values import Identifier


class Policy(Message):
    """Named defaults; the rules say which way an agreement may leave them."""

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
            "answer_period": seconds(22),
            "first_reminder": seconds(5),
            "second_reminder": seconds(10),
            "proposal_validity": seconds(30),
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
