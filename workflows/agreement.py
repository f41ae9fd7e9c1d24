"""One agreement, from its first offer to its last proof: the decider's event loop."""

import asyncio
from datetime import timedelta

from temporalio import workflow
from temporalio.workflow import ContinueAsNewVersioningBehavior

from domain.agreement.commands import FileDocument
from domain.agreement.deadlines import next_deadline
from domain.agreement.issuing import DocumentToFile, document_owed
from domain.agreement.state import Agreement, unborn
from domain.orders import OperatorOrder
from domain.records import Appended
from domain.refusals import RefusedError
from workflows import store
from workflows.alarm import alarm
from workflows.ids import AgreementId, NotAnAgreementIdError
from workflows.options import ASK_AGAIN
from workflows.steps import filing, passing_time
from workflows.updates import AgreementUpdates

OLD, LONG = timedelta(days=1), 500  # events

# The task that ends a run is thrown away, answers and all, when something arrives meanwhile: an
# answer leaves in the task before it.
ANSWERS_GO_FIRST = timedelta(milliseconds=10)


@workflow.defn(name="agreement", failure_exception_types=[RefusedError])
class AgreementWorkflow(AgreementUpdates):
    """The state is the fold of the stored events, and nothing else is kept from run to run.

    A state is believed when the run before hands it on. Who starts a workflow may write anything:
    there the state is empty, and what the stream holds is read.
    """

    @workflow.init
    def __init__(self, state: Agreement) -> None:
        info = workflow.info()
        is_handed_on = info.continued_run_id is not None
        super().__init__(
            state if is_handed_on else _empty(info.workflow_id),
            must_read=state.version > 0 and not is_handed_on,
        )
        self._phase_at_start = self._state.phase  # of the run; at birth, of the first turn
        self._is_told_to_compact = False  # by an operator; it is over with the run

    @workflow.run
    async def run(self, state: Agreement) -> None:  # noqa: ARG002 - __init__ has it
        """Be born or vanish; let time pass until the end, or until the history has grown long."""
        async with self._lock:
            await self._take_up()
        await workflow.wait_condition(workflow.all_handlers_finished)
        if self._state.version == 0:
            return  # stillborn: the first command was refused
        self._phase_at_start = self._state.phase
        self._show()
        issuing = asyncio.create_task(self._issue_documents())
        while not self._state.has_ended and not self._is_to_be_compacted():
            await self._wait_for_deadline(issuing)
        if not self._state.has_ended:
            await workflow.sleep(ANSWERS_GO_FIRST)
        await workflow.wait_condition(self._is_at_rest)
        if not self._state.has_ended:
            workflow.continue_as_new(
                self._state,
                initial_versioning_behavior=ContinueAsNewVersioningBehavior.AUTO_UPGRADE,
            )

    @workflow.update(description="For operators: begin a new, short history; decides nothing.")
    async def compact(self, order: OperatorOrder) -> Appended:
        workflow.logger.info("agreement.compacted", extra={"reason": order.reason})
        self._is_told_to_compact = True
        return Appended(version=self._state.version)

    @compact.validator
    def _check_compact(self, order: OperatorOrder) -> None:
        """Every order passes: the reason is checked by its type."""

    async def _wait_for_deadline(self, issuing: asyncio.Task[None]) -> None:
        """Sleep until the next deadline, or until another one is the next."""
        deadline = next_deadline(self._state)
        with alarm(deadline):
            await workflow.wait_condition(
                lambda: (
                    self._is_due()
                    or next_deadline(self._state) != deadline
                    or self._state.has_ended
                    or self._is_to_be_compacted()
                    or issuing.done()
                )
            )
        if self._is_due():
            await self._take_own_turn(passing_time(self._state, self._now()))
        if issuing.done():
            issuing.result()  # it never ends but by a fault, which must be seen

    async def _issue_documents(self) -> None:
        """Have every document that is owed stored and put on record; nothing waits for it."""
        while True:
            await workflow.wait_condition(lambda: document_owed(self._state) is not None)
            if owed := document_owed(self._state):
                await self._issue(owed)

    async def _issue(self, owed: DocumentToFile) -> None:
        try:
            stored = await store.file_document(owed)
        except store.EngineFaultError:
            workflow.logger.exception("document.not_issued")
            await workflow.sleep(ASK_AGAIN)
            return
        command = FileDocument(document=owed.document, of_version=owed.of_version, hash=stored.hash)
        await self._take_own_turn(filing(self._state, command, self._now()))

    def _is_to_be_compacted(self) -> bool:
        info = workflow.info()
        return (
            self._is_told_to_compact
            or info.is_continue_as_new_suggested()
            or info.is_target_worker_deployment_version_changed()
            or (self._state.phase is not self._phase_at_start and self._is_long_or_old())
        )

    def _is_long_or_old(self) -> bool:
        info = workflow.info()
        return (
            info.get_current_history_length() > LONG
            or workflow.now() - info.workflow_start_time > OLD
        )

    def _is_at_rest(self) -> bool:
        return workflow.all_handlers_finished() and not self._lock.locked()


def _empty(workflow_id: str) -> Agreement:
    """Return the state before the first event; under another kind of name it is nobody's."""
    try:
        place = AgreementId.parse(workflow_id)
    except NotAnAgreementIdError:
        return unborn(workflow_id, "", "")
    return unborn(workflow_id, place.board, place.supplier)
