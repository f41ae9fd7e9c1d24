"""The store as a workflow sees it: activities by name, their failures told apart."""

from typing import Any, TypeVar

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError
from temporalio.exceptions import TimeoutError as TooLateError

from domain.messages import Message
from domain.pointers import Pointer
from domain.reading import ReadStream, StreamRecords
from domain.records import Append, EventRecord, Kept, Stored
from domain.refusals import refusal_from
from domain.store_refusals import VersionConflictError
from workflows.options import NEARBY, STORE
from workflows.summaries import summed_up

Answer = TypeVar("Answer")
NOT_NEARBY = (ActivityError, ApplicationError, TooLateError)
"""How what is done nearby fails: with its cause, or, told again from a history, the cause alone."""
PAGE = 500  # records; the store gives fewer where they are large


class StreamMovedError(Exception):
    """The stream has events that the state does not know."""


class EngineFaultError(Exception):
    """What should not happen: the workflow task fails, is tried again, and is seen to fail."""


async def event_at(pointer: Pointer) -> EventRecord | None:
    """Read one event of another stream; None where nothing is."""
    found = await asked("read_event", pointer, StreamRecords, STORE)
    return next(iter(found.records), None)


async def append(batch: Append) -> Stored:
    """Store one command's events.

    Raises StreamMovedError, or the refusal that only the store can know of.
    """
    return await asked("append", batch, Stored, STORE)


async def append_within(batch: Append) -> Stored:
    """Store one command's events within the task that decides them, without a task of its own.

    Only where what made the turn come stands in history already: a worker that dies between the
    commit and the end of the task leaves events that the next one finds when it decides again.
    A request that is not in history yet would be gone, and nobody would know of the events.
    """
    return (await nearby("append_within", batch, Kept, STORE)).stored


async def newer_records(stream_id: str, after: int) -> tuple[EventRecord, ...]:
    """Read what is stored behind a version, page by page."""
    records: tuple[EventRecord, ...] = ()
    while True:
        part = ReadStream(stream_id=stream_id, after=after + len(records), limit=PAGE)
        page = await asked("read_stream", part, StreamRecords, STORE)
        records = (*records, *page.records)
        if not page.more:
            return records


async def nearby(
    activity: str, argument: Message, answer: type[Answer], options: workflow.ActivityConfig
) -> Answer:
    """Have something done by this worker itself, without a detour through the server.

    Once, and not for long: what cannot be had at once is waited for like anything else, for a
    worker that tries on by itself fills the history.
    """
    try:
        found: Any = await workflow.execute_local_activity(
            activity,
            argument,
            result_type=answer,
            **summed_up(NEARBY, activity, argument),
        )
    except NOT_NEARBY:
        return await asked(activity, argument, answer, options)
    return found  # type: ignore[no-any-return]


async def asked(
    activity: str, argument: Message, answer: type[Answer], options: workflow.ActivityConfig
) -> Answer:
    """Have an activity done, and tell its failures apart."""
    try:
        found: Any = await workflow.execute_activity(
            activity,
            argument,
            result_type=answer,
            **summed_up(options, activity, argument),
        )
    except ActivityError as error:
        raise _named(error) from error
    return found  # type: ignore[no-any-return]


def _named(error: ActivityError) -> Exception:
    cause = error.cause
    if not isinstance(cause, ApplicationError):
        return EngineFaultError(error.activity_type)
    if cause.type == VersionConflictError.__name__:
        return StreamMovedError()
    return refusal_from(cause.type or "", cause.message) or EngineFaultError(cause.type)
