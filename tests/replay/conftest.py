"""The engine of the tests of workflows, and the clocks of journeys."""

from tests.journeys.conftest import policy
from tests.workflows.conftest import client, engine

__all__ = ["client", "engine", "policy"]
