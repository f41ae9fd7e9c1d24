"""Clocks of seconds for journeys: a policy that allows short ones, and calm terms above it."""

from datetime import timedelta

from domain import letters
from domain.agreement.terms import PRODUCTION, Policy, Terms
from domain.periods import Period, seconds

SHORT, LONG = seconds(1), seconds(600)

POLICY = Policy(
    name="journeys",
    defaults=PRODUCTION.defaults.model_copy(
        update={
            "answer_period": SHORT,
            "subprocessor_notice": SHORT,
            "export_window": SHORT,
            "destruction": LONG,
            "backup_destruction": LONG,
            "certificate": LONG,
            "ending_reminder": SHORT,
            "supplier_notice": SHORT,
            "supplier_ends_after_school_year": False,
        }
    ),
)
"""Stricter always wins: what may only be longer is short here, and the other way round."""

PATIENCE = letters.PATIENCE["demonstration"].model_copy(
    update={"look_every": timedelta(milliseconds=100)}
)

CALM = POLICY.defaults.model_copy(
    update={
        "answer_period": LONG,
        "first_reminder": LONG,
        "second_reminder": LONG,
        "proposal_validity": LONG,
        "export_window": LONG,
    }
)
"""Terms under which nothing happens by itself while a test runs."""


def terms(**clocks: Period) -> Terms:
    """Calm terms, but for the clocks that a story is about."""
    return CALM.model_copy(update=clocks)
