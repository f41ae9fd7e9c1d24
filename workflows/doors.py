"""A door for people: an update that carries a sealed request and is checked before it enters."""

from collections.abc import Awaitable, Callable
from typing import Any

from temporalio import workflow
from temporalio.workflow import UpdateMethodMultiParam

from domain.records import Appended
from domain.requests import SealedRequest
from workflows.turns import Turns

Door = UpdateMethodMultiParam[[Any, SealedRequest], Awaitable[Appended]]
Method = Callable[[Any, SealedRequest], Awaitable[Appended]]


def door(description: str) -> Callable[[Method], Door]:
    """Make an update that people read in the Temporal UI, and that is checked at the door."""

    def named(method: Method) -> Door:
        made: Door = workflow.update(description=description)(method)
        made.validator(Turns.check)
        return made

    return named
