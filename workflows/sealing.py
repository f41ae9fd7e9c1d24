"""The check of seals before an update is accepted; a replay accepts nothing and needs no key."""

from typing import Any, Protocol

from temporalio import workflow
from temporalio.worker import (
    HandleUpdateInput,
    Interceptor,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
)
from typing_extensions import override

from domain.intake.envelope import Envelope
from domain.orders import OperatorOrder
from domain.pointers import Pointer
from domain.requests import RequestBody, SealedRequest
from domain.sealing import SealMissingError, check_place_and_age


class SealCheck(Protocol):
    """Refuses a seal that does not belong to its words."""

    def check(self, request: SealedRequest) -> None:
        """Check the seal of a request; its place and age are told in the words."""

    def check_envelope(self, envelope: Envelope, workflow_id: str) -> None:
        """Check the seal of an envelope, which is made for one place."""


class SealInterceptor(Interceptor):
    """Lets no update pass but what is sealed, an operator's order, and a pointer."""

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
            check.check(request)
            body = RequestBody.model_validate_json(request.body)
            check_place_and_age(body, workflow.info().workflow_id, workflow.now())
        case [Envelope() as envelope]:
            check.check_envelope(envelope, workflow.info().workflow_id)
        case [OperatorOrder()] | [Pointer()]:
            pass  # an order decides nothing for a party; a pointer has no word of its own
        case _:
            raise SealMissingError
