"""The agreement's workflow after edits that must not land unseen."""

from datetime import timedelta

from temporalio import workflow
from temporalio.common import TypedSearchAttributes
from typing_extensions import override

from domain.agreement.state import Agreement
from domain.refusals import RefusedError
from workflows.agreement.workflow import AgreementWorkflow


@workflow.defn(name="agreement", failure_exception_types=[RefusedError])
class AnotherStep(AgreementWorkflow):
    """It waits before it does what it did."""

    @workflow.init
    def __init__(self, state: Agreement) -> None:
        super().__init__(state)

    @workflow.run
    @override
    async def run(self, state: Agreement) -> None:
        await workflow.sleep(timedelta(seconds=1))
        await super().run(state)


@workflow.defn(name="agreement", failure_exception_types=[RefusedError])
class HiddenBoard(AgreementWorkflow):
    """It can no longer be found by its board, which a replay does not look at."""

    @workflow.init
    def __init__(self, state: Agreement) -> None:
        super().__init__(state)

    @workflow.run
    @override
    async def run(self, state: Agreement) -> None:
        await super().run(state)

    @override
    def _found_by(self) -> TypedSearchAttributes:
        found = super()._found_by()
        return TypedSearchAttributes([one for one in found if one.key.name != "Board"])
