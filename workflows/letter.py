"""One letter that needs a person: a case that people see, and end, in the Temporal UI."""

import asyncio
from datetime import timedelta

from temporalio import workflow

from domain.letter_cases import (
    AT_REST,
    NEEDS_A_PERSON,
    LetterCase,
    LetterOnItsWayError,
    NobodyHoldsOfficeError,
    Operated,
    ResendReason,
    ResolveReason,
    Standing,
)
from domain.orders import OperatorOrder, reason_of
from domain.post import LetterNamed
from domain.refusals import RefusedError
from workflows.alarm import alarm
from workflows.letter_attributes import letter_attributes
from workflows.letter_details import letter_details
from workflows.options import STORE
from workflows.search_attributes import changed_attributes
from workflows.summaries import summed_up

_SOON, _LATER, _SELDOM = timedelta(milliseconds=500), timedelta(minutes=5), timedelta(hours=1)


@workflow.defn(name="letter", failure_exception_types=[RefusedError])
class LetterWorkflow:
    """Waits for an operator's word; what becomes of the letter is read from the outbox."""

    @workflow.init
    def __init__(self, case: LetterCase) -> None:
        self._case = case
        self._lock = asyncio.Lock()
        self._moved = False

    @workflow.run
    async def run(self, case: LetterCase) -> Operated:
        del case
        pause = _SOON
        while self._case.standing not in AT_REST:
            self._show()
            pause = await self._pause(pause)
            if workflow.info().is_continue_as_new_suggested():
                await workflow.wait_condition(workflow.all_handlers_finished)
                workflow.continue_as_new(self._case)
        self._show()
        await workflow.wait_condition(workflow.all_handlers_finished)
        return Operated(standing=self._case.standing)

    def _show(self) -> None:
        """Show how the case stands to those who look at the engine."""
        workflow.set_current_details(letter_details(self._case))
        shown = workflow.info().typed_search_attributes
        if changed := changed_attributes(shown, letter_attributes(self._case)):
            workflow.upsert_search_attributes(changed)

    async def _pause(self, pause: timedelta) -> timedelta:
        """Wait for a person, or for the post office; return how long to wait the next time."""
        waits_for_person = self._case.standing in NEEDS_A_PERSON
        until = workflow.now() + (_SELDOM if waits_for_person else pause)
        with alarm(until, "look again how the letter stands"):
            await workflow.wait_condition(lambda: self._moved or workflow.now() >= until)
        if not self._moved:
            async with self._lock:
                self._case = await self._asked("look_up_letter", None)
        if self._moved or waits_for_person:
            self._moved = False
            return _SOON
        return min(pause * 2, _LATER)

    @workflow.update(
        description="For operators: send the letter again. Reason: address_corrected, "
        "mailbox_repaired, recipient_appointed or recipient_lacks_it."
    )
    async def resend(self, order: OperatorOrder) -> Operated:
        answer = await self._operate("requeue_letter", order)
        if answer.standing is Standing.NO_RECIPIENT:
            raise NobodyHoldsOfficeError(self._case.office)
        return answer

    @resend.validator
    def _check_resend(self, order: OperatorOrder) -> None:
        self._check_open()
        reason_of(order, ResendReason)

    @workflow.update(
        description="For operators: close the case without sending. Reason: recipient_has_it, "
        "told_otherwise, no_longer_needed or cannot_be_reached."
    )
    async def resolve(self, order: OperatorOrder) -> Operated:
        return await self._operate("resolve_letter", order)

    @resolve.validator
    def _check_resolve(self, order: OperatorOrder) -> None:
        self._check_open()
        reason_of(order, ResolveReason)

    def _check_open(self) -> None:
        if self._case.standing not in NEEDS_A_PERSON:
            raise LetterOnItsWayError(self._case.standing.value)

    async def _operate(self, activity: str, order: OperatorOrder) -> Operated:
        async with self._lock:
            self._check_open()
            self._case = await self._asked(activity, order.reason)
            self._moved = True
        return Operated(standing=self._case.standing)

    async def _asked(self, activity: str, reason: str | None) -> LetterCase:
        named = LetterNamed(letter=self._case.letter, reason=reason)
        case: LetterCase = await workflow.execute_activity(
            activity, named, result_type=LetterCase, **summed_up(STORE, activity, named)
        )
        return case
