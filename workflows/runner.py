"""Runs workflows as they are, and lets go of each at once when it leaves a worker's memory."""

import asyncio
from contextlib import suppress
from typing import Any

from temporalio.bridge.proto.workflow_activation import WorkflowActivation
from temporalio.bridge.proto.workflow_completion import WorkflowActivationCompletion
from temporalio.converter import SerializationContext, StorageDriverStoreContext
from temporalio.worker import UnsandboxedWorkflowRunner, WorkflowInstance, WorkflowInstanceDetails
from temporalio.workflow import Info
from typing_extensions import override


class PlainRunner(UnsandboxedWorkflowRunner):
    """No sandbox, and nothing left over of a workflow that was evicted (docs/decisions/0059)."""

    @override
    def create_instance(self, det: WorkflowInstanceDetails) -> WorkflowInstance:
        return _Leaving(super().create_instance(det))


class _Leaving(WorkflowInstance):
    """The SDK's instance of a workflow, emptied when it is evicted.

    It refers to itself, so that only the garbage collector would free it, and that comes late.
    """

    def __init__(self, instance: WorkflowInstance) -> None:
        self._instance = instance

    @override
    def activate(self, act: WorkflowActivation) -> WorkflowActivationCompletion:
        if not any(job.HasField("remove_from_cache") for job in act.jobs):
            return self._instance.activate(act)
        known = vars(self._instance)
        tasks = tuple(known["_tasks"])
        completion = self._instance.activate(act)  # raises where a task lives on: it comes again
        known.clear()
        for task in tasks:
            _forgets_how_it_ended(task)
        return completion

    @override
    def get_serialization_context(self, command_info: Any) -> SerializationContext | None:
        return self._instance.get_serialization_context(command_info)

    @override
    def get_external_store_context(self, command_info: Any) -> StorageDriverStoreContext:
        return self._instance.get_external_store_context(command_info)

    @override
    def get_info(self) -> Info:
        return self._instance.get_info()

    @override
    def get_thread_id(self) -> int | None:
        return self._instance.get_thread_id()


def _forgets_how_it_ended(task: asyncio.Task[object]) -> None:
    """Who asks a cancelled task is handed its error, whose frames hold the task and all behind."""
    with suppress(asyncio.CancelledError):
        task.exception()
