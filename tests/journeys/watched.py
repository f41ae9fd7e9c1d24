"""One agreement as it can be looked at from outside: in the store, the engine and the post."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.workflowservice.v1 import DescribeWorkflowExecutionRequest
from temporalio.client import WorkflowExecutionStatus, WorkflowHandle

from domain.agreement.evolve import fold
from domain.agreement.permits import Allowed, Denied, permits
from domain.agreement.state import Agreement, unborn
from domain.reading import ReadStream
from domain.records import EventRecord
from domain.values import CORE
from tests.journeys.line import Line
from tests.journeys.system import System
from workflows.ids import AgreementId

PATIENCE, LOOK = 20.0, 0.05  # seconds


@dataclass
class Watched:
    """The place of an agreement in a running system."""

    system: System
    place: AgreementId
    schools: tuple[str, ...]
    line: Line

    async def records(self) -> tuple[EventRecord, ...]:
        """What is stored, in order."""
        return (await self.system.store.read_stream(ReadStream(stream_id=str(self.place)))).records

    async def decided(self) -> tuple[EventRecord, ...]:
        """What is stored but for the documents, which come when they are ready."""
        return tuple(one for one in await self.records() if one.event.type != "document.filed")

    async def types(self) -> list[str]:
        """The types of what was decided."""
        return [record.event.type for record in await self.decided()]

    async def moments(self) -> list[datetime]:
        """When each of these happened."""
        return [record.provenance.occurred_at for record in await self.decided()]

    async def state(self, at: datetime | None = None) -> Agreement:
        """The fold of what is stored, or of what was at an instant."""
        state = unborn(str(self.place), self.place.board, self.place.supplier)
        for record in await self.records():
            if at is None or record.provenance.occurred_at <= at:
                state = fold(state, record)
        return state

    async def until(self, holds: Callable[[Agreement], bool]) -> Agreement:
        """Look again and again until something holds."""
        state = await self.state()

        async def there() -> bool:
            nonlocal state
            state = await self.state()
            return holds(state)

        await self.seen(there)
        return state

    async def happened(self, *types: str) -> None:
        """Wait until events of these types are stored."""

        async def there() -> bool:
            return set(types) <= set(await self.types())

        await self.seen(there)

    async def count(self, type_: str) -> int:
        """How many events of a type there are."""
        return (await self.types()).count(type_)

    async def counted(self, type_: str, number: int) -> None:
        """Wait until there are so many events of a type."""

        async def there() -> bool:
            return await self.count(type_) >= number

        await self.seen(there)

    async def at(self, instant: datetime) -> None:
        """Wait until an instant is over."""
        ahead = instant - self.system.now()
        await asyncio.sleep(max(0.0, ahead.total_seconds()) + 0.001)

    async def outcome(self) -> str:
        """How the workflow stands; of an agreement that is over, or never was, when it is done."""
        state = await self.state()
        is_to_end = state.has_ended or state.version == 0
        status = await self._status()

        async def there() -> bool:
            nonlocal status
            status = await self._status()
            return not is_to_end or status is not WorkflowExecutionStatus.RUNNING

        await self.seen(there)
        return status.name

    async def _status(self) -> WorkflowExecutionStatus:
        """How the workflow stands, also on a server whose search attributes cannot be read."""
        client = self.system.client
        asked = DescribeWorkflowExecutionRequest(
            namespace=client.namespace, execution=WorkflowExecution(workflow_id=str(self.place))
        )
        found = await client.workflow_service.describe_workflow_execution(asked)
        return WorkflowExecutionStatus(found.workflow_execution_info.status)

    async def post(self, *templates: str) -> None:
        """Wait until letters of these templates reached the mail server, each of them once."""

        async def there() -> bool:
            letters = await self.system.letters(str(self.place))
            sent = [one for one in letters if one.state == "sent" and one.template in templates]
            return sorted(one.template for one in sent) == sorted(templates)

        await self.seen(there)

    async def filed(self) -> None:
        """Wait until the document that is owed is stored and on record."""
        await self.until(lambda state: state.document_due is None)

    async def delivered(self) -> None:
        """Wait until no letter about this agreement is still to go."""

        async def there() -> bool:
            letters = await self.system.letters(str(self.place))
            return not {one.state for one in letters} & {"pending", "sending"}

        await self.seen(there)

    async def seen(self, there: Callable[[], Awaitable[bool]]) -> None:
        """Look again and again; give up in the end, and say what was there."""
        give_up = asyncio.get_running_loop().time() + PATIENCE
        while not await there():
            if asyncio.get_running_loop().time() > give_up:
                pytest.fail(f"it did not come, in {PATIENCE} s; there is: {await self.types()}")
            await asyncio.sleep(LOOK)

    async def gate(
        self, service: str = CORE, school: str | None = None, at: datetime | None = None
    ) -> Allowed | Denied:
        """What the gate answers, from the read model; the log alone must answer the same."""
        instant = at or self.system.now()
        place = (school or self.schools[0], self.line.product, service)
        from_log = permits(await self.state(instant), *place, instant)
        assert await self.system.permitted(*place, instant) == from_log
        return from_log

    @property
    def handle(self) -> WorkflowHandle[Any, Any]:
        """The agreement's workflow."""
        return self.system.client.get_workflow_handle(str(self.place))
