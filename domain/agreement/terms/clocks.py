"""The clocks of an agreement as data."""

from domain.messages import Message
from domain.periods import Period
from domain.values import Day


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

    ends_on: Day | None = None
