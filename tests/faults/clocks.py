"""The clocks of the rig: a policy that allows seconds, under the name that a worker is given."""

from collections.abc import Iterator
from contextlib import contextmanager

from domain.agreement.terms import POLICIES
from tests.journeys import clocks

NAME = "demonstration"
CLOCKS = clocks.POLICY.defaults.model_copy(update={"ending_reminder": clocks.LONG})
POLICY = clocks.POLICY.model_copy(update={"name": NAME, "defaults": CLOCKS})
"""Nothing comes round again and again: in the end all is at rest."""

CALM = clocks.calm(POLICY)


@contextmanager
def short_clocks() -> Iterator[None]:
    """Have them in force in this process, for the length of the block: histories go by them."""
    usual = POLICIES[NAME]
    POLICIES[NAME] = POLICY
    try:
        yield
    finally:
        POLICIES[NAME] = usual
