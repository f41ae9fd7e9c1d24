"""The clocks of the rig: a policy that allows seconds, under the name that a worker is given."""

from collections.abc import Iterator
from contextlib import contextmanager

from domain.agreement.terms import POLICIES
from tests.journeys import clocks

NAME = "demonstration"


@contextmanager
def short_clocks() -> Iterator[None]:
    """Have them in force in this process, for the length of the block: histories go by them."""
    usual = POLICIES[NAME]
    POLICIES[NAME] = clocks.POLICY.model_copy(update={"name": NAME})
    try:
        yield
    finally:
        POLICIES[NAME] = usual
