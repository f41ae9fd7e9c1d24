"""One agreement, from its first offer to its last proof: the decider's event loop."""

from functools import partial

from temporalio import workflow

from domain.agreement.commands import FileDocument
from domain.agreement.issuing import DocumentToFile, document_owed
from domain.agreement.reminding import remind_of
from domain.agreement.state import Agreement
from domain.announcing import LackedBy
from domain.orders import OperatorOrder
from domain.pointers import Pointer
from domain.records import Appended
from domain.refusals import RefusedError
from workflows.agreement import store
from workflows.agreement.hearing import followed, heard
from workflows.agreement.kind import AGREEMENT
from workflows.agreement.updates import AgreementUpdates
from workflows.options import ASK_AGAIN
from workflows.steps import own_request
from workflows.store import EngineFaultError


@workflow.defn(name="agreement", failure_exception_types=[RefusedError])
class AgreementWorkflow(AgreementUpdates):
    """An agreement lives by turns; beside them it hears announcements and issues documents."""

    @workflow.init
    def __init__(self, state: Agreement) -> None:
        super().__init__(AGREEMENT, state, may_be_old=state.version > 0)

    @workflow.run
    async def run(self, state: Agreement) -> None:  # noqa: ARG002 - __init__ has it
        """Be born or vanish; let time pass until the end, or until the history has grown long."""
        await self._live(self._issue_documents, self._listen)

    @workflow.update(
        description="For operators: write to whoever is waited for, now. "
        "Reason: due_soon, overdue, asked_for or not_received."
    )
    async def remind(self, order: OperatorOrder) -> Appended:
        return await self._ordered(remind_of(order))

    @remind.validator
    def _check_remind(self, order: OperatorOrder) -> None:
        self._foresee(self._order(remind_of(order)))

    @workflow.signal(description="Something was announced, or withdrawn: it is read in the log.")
    async def hear(self, pointer: Pointer) -> None:
        """A failure is left to the product, which signals again whoever lacks something."""
        try:
            await self._hear()
        except EngineFaultError:
            workflow.logger.exception("announcement.not_heard", extra={"event": pointer.event})

    async def _listen(self) -> None:
        """Hear what was announced of a product before it was in force here."""
        known: frozenset[str] = frozenset()
        while True:
            await workflow.wait_condition(partial(self._follows_more_than, known))
            known = followed(self._state)
            try:
                await self._hear()
            except EngineFaultError:
                workflow.logger.exception("announcement.not_heard")

    def _follows_more_than(self, known: frozenset[str]) -> bool:
        return bool(followed(self._state) - known)

    async def _hear(self) -> None:
        """Take a turn for each thing that is lacked, in the order of the line."""
        asked = LackedBy(agreement=self._state.id, at=self._now())
        for name, command in heard(await store.lacked(asked)):
            await self._take_own_turn(own_request(self._state, command, name, self._now()))

    async def _issue_documents(self) -> None:
        """Have every document that is owed stored and put on record; nothing waits for it."""
        while True:
            await workflow.wait_condition(lambda: document_owed(self._state) is not None)
            if owed := document_owed(self._state):
                await self._issue(owed)

    async def _issue(self, owed: DocumentToFile) -> None:
        try:
            stored = await store.file_document(owed)
        except EngineFaultError:
            workflow.logger.exception("document.not_issued")
            await workflow.sleep(ASK_AGAIN, summary="ask again for the document")
            return
        filed = FileDocument(document=owed.document, of_version=owed.of_version, hash=stored.hash)
        name = f"{owed.document}:{owed.of_version}"
        await self._take_own_turn(own_request(self._state, filed, name, self._now()))
