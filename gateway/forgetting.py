"""Forgetting a person: in the store, and in the histories of the intakes that were sent a name."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from datetime import datetime
from functools import partial

from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.workflowservice.v1 import DeleteWorkflowExecutionRequest
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.service import RPCError, RPCStatusCode

from adapters.erasing import erase, foreseen
from adapters.postgres import Pool
from domain.erasing import Erasure
from domain.orders import CompactReason
from gateway.operating import compact
from gateway.refusals import EngineAwayError, NoSuchStreamError, named_failures
from workflows.ids import IntakeId

PAUSE, GIVE_UP = 0.2, 100.0  # seconds


async def forget(pool: Pool, client: Client, person: str, at: datetime) -> Erasure:
    """Forget a person in the store and in what Temporal was sent; returns what went and stays.

    The histories go first: where Temporal is away, nothing is done yet. Raises UnknownPersonError,
    EngineAwayError (ask the same again) or EngineFaultError.
    """
    known = (await foreseen(pool, person)).intakes
    await _forget_histories(client, known)
    erasure = await erase(pool, person, at)
    await _forget_histories(client, [one for one in erasure.intakes if one not in known])
    return erasure


async def _forget_histories(client: Client, intakes: Iterable[str]) -> None:
    for intake in intakes:
        await forget_history(client, IntakeId.parse(intake))


async def forget_history(client: Client, intake: IntakeId) -> None:
    """Leave nothing of what an intake's workflow was sent before now; what it knows goes on.

    Raises EngineAwayError (ask the same again) or EngineFaultError.
    """
    place = str(intake)
    runs = await _runs_over(client, place)
    with suppress(NoSuchStreamError):  # it runs no more: what is left of it is over
        before = await _current(client, place)
        await compact(client, intake, CompactReason.PERSON_FORGOTTEN)
        await _until(partial(_is_another, client, place, before))
        runs |= {before} | await _runs_over(client, place)  # and what ended by itself meanwhile
    for run in runs:
        await _delete(client, place, run)
    for run in runs:
        await _until(partial(_is_gone, client, place, run))


async def _runs_over(client: Client, place: str) -> set[str]:
    with named_failures():
        listed = [one async for one in client.list_workflows(f"WorkflowId = '{place}'")]
    return {one.run_id for one in listed if one.status is not WorkflowExecutionStatus.RUNNING}


async def _current(client: Client, place: str) -> str:
    with named_failures():
        found = await client.get_workflow_handle(place).describe()
    if found.status is not WorkflowExecutionStatus.RUNNING:
        raise NoSuchStreamError
    return found.run_id


async def _is_another(client: Client, place: str, before: str) -> bool:
    return await _current(client, place) != before


async def _delete(client: Client, place: str, run: str) -> None:
    execution = WorkflowExecution(workflow_id=place, run_id=run)
    request = DeleteWorkflowExecutionRequest(
        namespace=client.namespace, workflow_execution=execution
    )
    with suppress(NoSuchStreamError), named_failures():
        await client.workflow_service.delete_workflow_execution(request)


async def _is_gone(client: Client, place: str, run: str) -> bool:
    """Whether the server, which deletes in its own time, has done it."""
    try:
        await client.get_workflow_handle(place, run_id=run).describe()
    except RPCError as error:
        return error.status is RPCStatusCode.NOT_FOUND
    return False


async def _until(there: Callable[[], Awaitable[bool]]) -> None:
    try:
        async with asyncio.timeout(GIVE_UP):
            while not await there():  # noqa: ASYNC110 - a server sends no word
                await asyncio.sleep(PAUSE)
    except TimeoutError:
        raise EngineAwayError from None
