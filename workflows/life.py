"""The life of a stream in the engine: born or vanished, time that passes, a history begun anew."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import timedelta
from typing import Any

from temporalio import workflow
from temporalio.workflow import ContinueAsNewVersioningBehavior

from domain.canonical import hash_of
from domain.commands import AnyCommand
from domain.orders import CompactReason, OperatorOrder, reason_of
from domain.pointers import Pointer
from domain.records import Appended
from domain.requests import RequestBody
from workflows.alarm import alarm
from workflows.kinds import Kind, State
from workflows.steps import own_request, passing_time
from workflows.turns import Turns

OLD, LONG = timedelta(days=1), 500  # events

# The task that ends a run is thrown away, answers and all, when something arrives meanwhile: an
# answer leaves in the task before it.
ANSWERS_GO_FIRST = timedelta(milliseconds=10)

Reaction = Callable[[], Coroutine[Any, Any, None]]
"""What goes on beside the turns, for as long as the run: it never ends but by a fault."""


class Life(Turns[State]):
    """The state is the fold of the stored events, and nothing else is kept from run to run.

    A state is believed when the run before hands it on. Who starts a workflow may write anything:
    there the state is empty, and what the stream holds is read.
    """

    def __init__(self, kind: Kind[State], state: State, *, may_be_old: bool) -> None:
        """`may_be_old`: the stream may hold events, though this run was not handed a state."""
        info = workflow.info()
        is_handed_on = info.continued_run_id is not None
        super().__init__(
            kind,
            state if is_handed_on else kind.unborn(info.workflow_id),
            must_read=may_be_old and not is_handed_on,
        )
        self._phase_at_start = self._state.phase  # of the run; at birth, of the first turn
        self._is_told_to_compact = False  # by an operator; it is over with the run

    @workflow.update(
        description="For operators: begin a new, short history; decides nothing. "
        f"Reason: {', '.join(CompactReason)}."
    )
    async def compact(self, order: OperatorOrder) -> Appended:
        workflow.logger.info("stream.compacted", extra={"reason": order.reason})
        self._is_told_to_compact = True
        return Appended(version=self._state.version)

    @compact.validator
    def _check_compact(self, order: OperatorOrder) -> None:
        reason_of(order, CompactReason)

    @workflow.update(description="For operators: read in the log what this history does not know.")
    async def catch_up(self, pointer: Pointer) -> Appended:
        """Know the event that the pointer names, and what is stored behind it."""
        async with self._lock:
            await self._take_up()
            if self._state.version < pointer.version:
                await self._catch_up()
        return Appended(version=self._state.version)

    @catch_up.validator
    def _check_catch_up(self, pointer: Pointer) -> None:
        """Every pointer passes: who follows it reads what is there."""

    @workflow.query(description="How far the stream is known here, by its version.")
    def known(self) -> Appended:
        return Appended(version=self._state.version)

    async def _ordered(self, command: AnyCommand) -> Appended:
        """Do an operator's word."""
        return await self._take(self._order(command))

    def _order(self, command: AnyCommand) -> RequestBody:
        """Return it as a request; a repeated one is known by the id of its update."""
        update = workflow.current_update_info()
        name = f"order:{hash_of(update.id.encode())[:24]}" if update else "order"
        return own_request(self._state, command, name, self._now())

    async def _live(self, *reactions: Reaction) -> None:
        """Be born or vanish; let time pass until the end, or until the history has grown long."""
        async with self._lock:
            await self._take_up()
        await workflow.wait_condition(
            lambda: self._state.version > 0 or workflow.all_handlers_finished()
        )
        if self._state.version == 0:
            return  # stillborn: the first command was refused
        self._phase_at_start = self._state.phase
        self._show()
        going_on = [asyncio.create_task(react()) for react in reactions]
        while not self._state.has_ended and not self._is_to_be_compacted():
            await self._wait_for_deadline(going_on)
        if not self._state.has_ended:
            await workflow.sleep(ANSWERS_GO_FIRST, summary="answers go before the end")
        await workflow.wait_condition(self._is_at_rest)
        if not self._state.has_ended:
            workflow.continue_as_new(
                self._state,
                initial_versioning_behavior=ContinueAsNewVersioningBehavior.AUTO_UPGRADE,
            )

    async def _wait_for_deadline(self, going_on: Sequence[asyncio.Future[None]]) -> None:
        """Sleep until the next deadline, or until another one is the next."""
        deadline = self._deadline
        with alarm(deadline, "the next deadline"):
            await workflow.wait_condition(
                lambda: (
                    self._is_due()
                    or self._deadline != deadline
                    or self._state.has_ended
                    or self._is_to_be_compacted()
                    or any(one.done() for one in going_on)
                )
            )
        if self._is_due():
            await self._pass_time()
        for one in going_on:
            if one.done():
                one.result()  # it never ends but by a fault, which must be seen

    async def _pass_time(self) -> None:
        await self._take_own_turn(passing_time(self._state, self._now()))

    def _is_to_be_compacted(self) -> bool:
        info = workflow.info()
        return (
            self._is_told_to_compact
            or info.is_continue_as_new_suggested()
            or info.is_target_worker_deployment_version_changed()
            or self._is_a_good_moment()
        )

    def _is_a_good_moment(self) -> bool:
        """A phase is over, and the history has grown: nobody waits for an answer just now."""
        age = workflow.now() - workflow.info().workflow_start_time
        return self._state.phase != self._phase_at_start and (self._is_long() or age > OLD)

    def _is_long(self) -> bool:
        return workflow.info().get_current_history_length() > LONG

    def _is_at_rest(self) -> bool:
        return workflow.all_handlers_finished() and not self._lock.locked()
