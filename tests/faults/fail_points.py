"""The named points at which a worker dies, by its own hand and without a word: kill -9."""

import functools
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import aiosmtplib
from temporalio import workflow

from activities.delivering import Delivery
from adapters import event_store
from adapters.event_store import PostgresEventStore
from adapters.storage import ObjectStorage

Done = Callable[..., Awaitable[Any]]
DIED = "rig.died"


def die(point: str) -> None:
    """End this process as a power cut would, the first few times let it pass."""
    passes = int(os.environ.get("RIG_PASSES", "0"))
    os.environ["RIG_PASSES"] = str(passes - 1)
    if passes <= 0:
        sys.stderr.write(f"{DIED} {point}\n")
        sys.stderr.flush()
        os.kill(os.getpid(), signal.SIGKILL)


def _before(point: str, place: Any, name: str) -> None:  # noqa: ANN401 - whatever has the function
    todo: Done = getattr(place, name)

    @functools.wraps(todo)
    async def doomed(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - the function's own
        die(point)
        return await todo(*given, **named)

    setattr(place, name, doomed)


def _after(point: str, place: Any, name: str) -> None:  # noqa: ANN401 - whatever has the function
    todo: Done = getattr(place, name)

    @functools.wraps(todo)
    async def doomed(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - the function's own
        answer = await todo(*given, **named)
        die(point)
        return answer

    setattr(place, name, doomed)


def _while_storing() -> None:
    """The bytes are there, and nobody has read them back."""

    async def doomed(self: ObjectStorage, content_hash: str, content: bytes) -> None:
        await self._store.put_async(content_hash, content)
        die("while storing a document")

    ObjectStorage.put = doomed  # type: ignore[method-assign]


def _while_continuing() -> None:
    """The run is about to hand its state to the next."""
    todo = workflow.continue_as_new

    def doomed(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - the function's own
        if workflow.info().workflow_type == "agreement" and not workflow.unsafe.is_replaying():
            die("during continue-as-new")
        return todo(*given, **named)

    workflow.continue_as_new = doomed


FAIL_POINTS: dict[str, Callable[[], None]] = {
    "before the append": lambda: _before("before the append", PostgresEventStore, "append"),
    "inside the append": lambda: _before("inside the append", event_store, "project"),
    "after the commit": lambda: _after("after the commit", PostgresEventStore, "append"),
    "before DATA is noted": lambda: _before("before DATA is noted", Delivery, "_before_data"),
    "before DATA": lambda: _before("before DATA", aiosmtplib.SMTP, "data"),
    "after DATA": lambda: _after("after DATA", aiosmtplib.SMTP, "data"),
    "while storing a document": _while_storing,
    "during continue-as-new": _while_continuing,
}
"""Each by what it is called in the table."""
