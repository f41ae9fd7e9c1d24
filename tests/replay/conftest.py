"""The engine of the tests of workflows, for the gateway's."""

from tests.workflows.conftest import client, engine

__all__ = ["client", "engine"]
