"""The check of seals before an update is accepted; a replay accepts nothing and needs no key."""

from collections.abc import Callable
from typing import Any

from temporalio import workflow
from temporalio.worker import (
    HandleUpdateInput,
    Interceptor,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
)
from typing_extensions import override

from domain.orders import OperatorOrder
from domain.requests import RequestBody, SealedRequest
from domain.sealing import SealMissingError, check_place_and_age

SealCheck = Callable[[SealedRequest], None]
"""Refuses a seal that does not belong to its request."""


class SealInterceptor(Interceptor):
    """Lets no update pass but a sealed request, and an operator's order."""

    def __init__(self, check: SealCheck) -> None:
        self._check = check

    @override
    def workflow_interceptor_class(
        self,
        input: WorkflowInterceptorClassInput,
    ) -> type[WorkflowInboundInterceptor]:
        check = self._check

        class Checking(WorkflowInboundInterceptor):
            @override
            def handle_update_validator(self, input: HandleUpdateInput) -> None:
                _refuse_unsealed(check, input.args)
                super().handle_update_validator(input)

        return Checking


def _refuse_unsealed(check: SealCheck, arguments: Any) -> None:  # noqa: ANN401 - as decoded
    match list(arguments):
        case [SealedRequest() as request]:
            check(request)
            body = RequestBody.model_validate_json(request.body)
            check_place_and_age(body, workflow.info().workflow_id, workflow.now())
        case [OperatorOrder()]:
            pass
        case _:
            raise SealMissingError
