"""Clocks for journeys: a policy that allows seconds, and calm terms above it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from domain import letters
from domain.agreement.terms import POLICIES, PRODUCTION, Policy, Terms
from domain.intake import deadlines
from domain.periods import seconds

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


def calm(policy: Policy) -> Terms:
    """Terms under which nothing happens by itself while a test runs."""
    long = dict.fromkeys(_MAY_BE_LONGER, LONG)
    return policy.defaults.model_copy(update=long)


_MAY_BE_LONGER = (
    "answer_period",
    "first_reminder",
    "second_reminder",
    "proposal_validity",
    "export_window",
)
CALM = calm(POLICY)

EARLY_MESSAGE = seconds(4)
"""How long a message may wait for its predecessor."""


@contextmanager
def known() -> Iterator[str]:
    """Have these clocks known by their name for the length of the block; yields it."""
    name = POLICY.name
    POLICIES[name], letters.PATIENCE[name] = POLICY, PATIENCE
    deadlines.PATIENCE[name] = EARLY_MESSAGE
    yield name
    for table in (POLICIES, letters.PATIENCE, deadlines.PATIENCE):
        table.pop(name, None)  # others of this process may have made them known as well
