"""An update as Temporal knows it: asked of a workflow that runs, or of one that begins with it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, TypeVar

from temporalio.client import (
    Client,
    WithStartWorkflowOperation,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.service import RPCError

from domain.messages import Message
from gateway.refusals import EngineBusyError, named_failures
from workflows.kinds import Folded
from workflows.options import TASK

Answer = TypeVar("Answer", bound=Message)
PAUSES = tuple(timedelta(milliseconds=each) for each in (50, 200, 1000))
PATIENCE = timedelta(seconds=20)  # a turn takes milliseconds; more means that something is away


@dataclass(frozen=True, slots=True)
class Birth:
    """How a stream begins: the workflow, and its state before the first event."""

    run: Any
    unborn: Callable[[str], Folded]


@dataclass(frozen=True, slots=True)
class Update(Generic[Answer]):
    """What is asked; an id that Temporal has seen gets the first outcome."""

    name: str
    argument: Message
    answer: type[Answer]
    id: str | None = None
    patience: timedelta = PATIENCE


async def updated(client: Client, place: str, update: Update[Answer]) -> Answer:
    """Ask a workflow that runs."""
    answer: Answer = await client.get_workflow_handle(place).execute_update(
        update.name,
        update.argument,
        id=update.id,
        result_type=update.answer,
        rpc_timeout=update.patience,
    )
    return answer


async def begun(
    client: Client, place: str, birth: Birth, queue: str, update: Update[Answer]
) -> Answer:
    """Ask a workflow that begins with it, unless it runs; a first one refused leaves nothing."""
    start = WithStartWorkflowOperation(
        birth.run,
        birth.unborn(place),
        id=place,
        task_queue=queue,
        task_timeout=TASK,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
    )
    try:
        answer: Answer = await client.execute_update_with_start_workflow(
            update.name,
            update.argument,
            start_workflow_operation=start,
            id=update.id,
            result_type=update.answer,
            rpc_timeout=update.patience,
        )
    except (RPCError, WorkflowUpdateRPCTimeoutOrCancelledError):
        with suppress(RPCError):
            await start.workflow_handle()  # it failed as well, and wants to be asked
        raise
    return answer


async def patiently(ask: Callable[[], Awaitable[Answer]]) -> Answer:
    """Ask again where a history just ended under the request; asking again is always safe.

    Raises a RefusedError, EngineAwayError or EngineFaultError.
    """
    for pause in PAUSES:
        try:
            with named_failures():
                return await ask()
        except EngineBusyError:
            await asyncio.sleep(pause.total_seconds())
    with named_failures():
        return await ask()
