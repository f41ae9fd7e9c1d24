"""Turns: what a command goes through, one at a time, over the fold of what is stored."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Generic

from temporalio import workflow
from temporalio.common import TypedSearchAttributes

from domain.commands import AnyCommand
from domain.records import Append, Appended, Stored
from domain.refusals import RefusedError
from domain.repeats import first_answer
from domain.requests import RequestBody, SealedRequest
from domain.sealing import SealedForOtherCommandError
from workflows import store
from workflows.kinds import Kind, State
from workflows.options import ASK_AGAIN
from workflows.search_attributes import changed_attributes
from workflows.steps import Step, folded, foresee, passing_time, step_of

Appending = Callable[[Append], Awaitable[Stored]]
"""How a turn's events get into the log."""


class Turns(Generic[State]):
    """One stream, which moves by turns."""

    def __init__(self, kind: Kind[State], state: State, *, must_read: bool) -> None:
        self._kind = kind
        self._state = state
        self._deadline = kind.next_deadline(state)
        self._must_read = must_read  # what is stored, before anything is decided
        self._lock = asyncio.Lock()

    def check(self, request: SealedRequest) -> None:
        """Refuse at the door what would be refused in its turn: it leaves nothing in history.

        While another turn is under way, or nothing was read yet, only its own turn can tell.
        """
        body = RequestBody.model_validate_json(request.body)
        update = workflow.current_update_info()
        if update is None or update.name != body.command.kind:
            raise SealedForOtherCommandError(body.command.kind)
        self._foresee(body)

    def _foresee(self, body: RequestBody) -> None:
        is_behind = self._must_read or self._lock.locked()
        if not is_behind and first_answer(self._state.answers, body) is None:
            foresee(self._kind, self._state, body, self._now())

    async def _take_turn(self, request: SealedRequest) -> Appended:
        """Give a person's command its turn."""
        return await self._take(RequestBody.model_validate_json(request.body))

    async def _take(self, body: RequestBody) -> Appended:
        """Give a command its turn; what was due before it happens first, by the clock's hand."""
        async with self._lock:
            await self._take_up()
            if self._is_due():
                await self._turn(passing_time(self._state, self._now()))
            return await self._turn(body)

    async def _take_own_turn(self, body: RequestBody) -> Appended:
        """Give a turn to the clock or the engine, which nobody refuses anything.

        What made it come stands in history before it begins: it may be stored within the task.
        """
        async with self._lock:
            await self._take_up()
            try:
                return await self._turn(body, store.append_within)
            except RefusedError as refusal:
                raise store.EngineFaultError(refusal.code) from refusal

    async def _take_up(self) -> None:
        """Go on where the stream stands, when that was not handed on by an earlier run."""
        if self._must_read:
            await self._catch_up()
            self._must_read = False

    async def _turn(self, body: RequestBody, append: Appending = store.append) -> Appended:
        """Decide on what is stored; a log that lacks what is known here is waited for."""
        while True:
            known = self._state.version
            try:
                return await self._answer(body, append)
            except store.StreamMovedError:
                await self._catch_up()
            if self._state.version == known:
                workflow.logger.error("stream.ahead_of_log")
                await workflow.sleep(ASK_AGAIN, summary="ask the store again")

    async def _answer(self, body: RequestBody, append: Appending) -> Appended:
        if known := first_answer(self._state.answers, body):
            return known
        gathered = await self._gathered(body.command)
        now = self._now()
        events = self._kind.decide(self._state, body.command, body.actor, gathered, now)
        if not events:
            return Appended(version=self._state.version)
        return await self._append(step_of(self._kind, self._state, body, events, now), append)

    async def _gathered(self, command: AnyCommand) -> Any:  # noqa: ANN401 - the kind's own facts
        """Fetch what a decision needs, which may be another thing once a deadline has passed."""
        need = self._needs(command)
        while need is not None:
            gathered = await self._kind.gather(need)
            before, need = need, self._needs(command)
            if need == before:
                return gathered
        return None

    def _needs(self, command: AnyCommand) -> Any:  # noqa: ANN401 - the kind's own need
        return self._kind.needs(self._state, command, self._now())

    async def _append(self, step: Step[State], append: Appending) -> Appended:
        """Store and go on; what was stored before this, perhaps in other words, is read instead."""
        stored = await append(step.batch)
        if not stored.again and stored.version == step.state.version:
            self._move(step.state)
        else:
            await self._catch_up()
        return stored.answer

    async def _catch_up(self) -> None:
        records = await store.newer_records(self._state.id, self._state.version)
        self._move(folded(self._kind, self._state, records))

    def _move(self, state: State) -> None:
        self._state = state
        self._deadline = self._kind.next_deadline(state)  # asked for again and again
        self._show()

    def _show(self) -> None:
        """Show where the stream stands to those who look at the engine."""
        workflow.set_current_details(self._page())
        wanted = self._found_by()
        if changed := changed_attributes(workflow.info().typed_search_attributes, wanted):
            workflow.upsert_search_attributes(changed)

    def _page(self) -> str:
        return self._kind.details(self._state)

    def _found_by(self) -> TypedSearchAttributes:
        return self._kind.attributes(self._state)

    def _is_due(self) -> bool:
        return self._deadline is not None and self._deadline <= self._now()

    def _now(self) -> datetime:
        """The engine's instant, which never runs backwards in a stream."""
        return max(workflow.now(), self._state.last_at or workflow.now())
