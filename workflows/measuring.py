"""What is counted where it happens: commands and refusals at the door, appends, letters handled."""

from time import perf_counter
from typing import Any, Protocol

from temporalio import workflow
from temporalio.worker import (
    ActivityInboundInterceptor,
    ExecuteActivityInput,
    HandleUpdateInput,
    Interceptor,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
)
from typing_extensions import override

from domain.post import Delivered
from domain.records import Append
from domain.refusals import RefusedError


class Tally(Protocol):
    """Where it is counted."""

    def accepted(self, kind: str) -> None:
        """Count a command that was accepted."""

    def refused(self, kind: str, refusal: str) -> None:
        """Count a command that was refused, by the refusal's code."""

    def appended(self, batch: Append, seconds: float) -> None:
        """Count what one append brought, and how long the store took."""

    def delivered(self, delivered: Delivered) -> None:
        """Count what became of the letters of one round."""


class MeasuringInterceptor(Interceptor):
    """Counts; a history that is replayed counts nothing."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally

    @override
    def intercept_activity(self, next: ActivityInboundInterceptor) -> ActivityInboundInterceptor:
        return _Activities(next, self._tally)

    @override
    def workflow_interceptor_class(
        self,
        input: WorkflowInterceptorClassInput,
    ) -> type[WorkflowInboundInterceptor]:
        tally = self._tally

        class Counting(WorkflowInboundInterceptor):
            @override
            def handle_update_validator(self, input: HandleUpdateInput) -> None:
                try:
                    super().handle_update_validator(input)
                except RefusedError as refusal:
                    _refused(tally, input.update, refusal)
                    raise

            @override
            async def handle_update_handler(self, input: HandleUpdateInput) -> Any:
                try:
                    answer = await super().handle_update_handler(input)
                except RefusedError as refusal:
                    _refused(tally, input.update, refusal)
                    raise
                if not workflow.unsafe.is_replaying():
                    tally.accepted(input.update)
                return answer

        return Counting


def _refused(tally: Tally, kind: str, refusal: RefusedError) -> None:
    if not workflow.unsafe.is_replaying():
        tally.refused(kind, refusal.code)


class _Activities(ActivityInboundInterceptor):
    def __init__(self, following: ActivityInboundInterceptor, tally: Tally) -> None:
        super().__init__(following)
        self._tally = tally

    @override
    async def execute_activity(self, input: ExecuteActivityInput) -> Any:
        begun = perf_counter()
        answer = await super().execute_activity(input)
        for one in input.args:
            if isinstance(one, Append):
                self._tally.appended(one, perf_counter() - begun)
        if isinstance(answer, Delivered):
            self._tally.delivered(answer)
        return answer
