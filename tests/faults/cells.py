"""A cell of the rig: one fault, and how it is brought about."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.faults.site import Site


@dataclass(frozen=True, slots=True)
class Cell:
    """`run` lives through the fault with workers and clients of its own.

    When it returns, every client has its answer and no worker runs: the rig then lets a healthy
    worker finish what is due, and asks the witnesses.
    """

    name: str
    run: Callable[[Site], Awaitable[None]]
    in_every_test: bool = False  # each well below thirty seconds
    expects: str | None = None  # the kind of finding that there must be: a guard is patched away
    within: float | None = None  # seconds: what recovery may take at p99; such a cell runs alone
