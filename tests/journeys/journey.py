"""One agreement on its way through the real engine, told in the words of the stories."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.workflowservice.v1 import DescribeWorkflowExecutionRequest
from temporalio.client import WorkflowExecutionStatus, WorkflowHandle

from domain.agreement import commands as c
from domain.agreement.changes import change_of
from domain.agreement.endings import ending_of
from domain.agreement.evolve import fold
from domain.agreement.permits import Allowed, Denied, permits
from domain.agreement.signing import agreement_hash
from domain.agreement.state import Agreement, Change, Ending, Phase, unborn
from domain.agreement.terms import Terms
from domain.canonical import content_hash
from domain.leaflet.leaflet import Leaflet
from domain.periods import Period
from domain.reading import ReadStream
from domain.records import Appended, EventRecord
from domain.refusals import RefusedError
from domain.text.library import CURRENT
from domain.values import CORE, Answer
from gateway.commands import Asking
from tests.journeys.clocks import CALM
from tests.journeys.leaflets import FIRST, NEW_PURPOSE
from tests.journeys.system import SUPPLIER, System
from workflows.ids import AgreementId

PATIENCE, LOOK = 20.0, 0.05  # seconds


@dataclass
class Journey:
    """What the people of one board and one supplier do, and what comes of it."""

    system: System
    place: AgreementId
    schools: tuple[str, ...]
    asked: Iterator[int] = field(default_factory=itertools.count)
    calm: Terms = CALM

    # Who

    @property
    def director(self) -> str:
        """Who decides and signs for the board."""
        return f"director-{self.place.board}"

    @property
    def deputy(self) -> str:
        """Another official of the board who may do the same."""
        return f"deputy-{self.place.board}"

    @property
    def teacher(self) -> str:
        """Somebody of the board without any mandate."""
        return f"teacher-{self.place.board}"

    @property
    def seller(self) -> str:
        """Who acts for the supplier."""
        return f"seller-{self.place.supplier}"

    # Asking

    async def ask(
        self, command: c.AnyCommand, by: str | None = None, command_id: str | None = None
    ) -> Appended:
        """A person asks; the director where nobody is named."""
        person = by or self.director
        asking = Asking(
            self.place,
            command_id or self.new_id(),
            await self.system.actor(person, self._party(person)),
            command,
        )
        return await self.system.ask(asking)

    def new_id(self) -> str:
        """A command id that nobody has used."""
        return f"{self.place}.{next(self.asked)}"

    async def refuses(
        self, refusal: type[RefusedError], command: c.AnyCommand, by: str | None = None
    ) -> str:
        """See a command refused by name, and nothing added; returns the detail."""
        before = await self.decided()
        with pytest.raises(RefusedError) as refused:
            await self.ask(command, by)
        assert type(refused.value) is refusal
        assert await self.decided() == before
        return refused.value.detail

    def _party(self, person: str) -> str:
        if person == self.seller:
            return f"supplier:{self.place.supplier}"
        return f"board:{self.place.board}"

    # The proposal

    def proposal(self, *leaflets: Leaflet, **clocks: Period) -> c.Offer:
        """An offer to all schools, under calm terms but for the clocks named."""
        hashes = tuple(content_hash(one) for one in leaflets or (FIRST,))
        terms = self.calm.model_copy(update=clocks)
        return c.Offer(schools=self.schools, leaflets=hashes, text=CURRENT.hash, terms=terms)

    async def offered(self, *leaflets: Leaflet, **clocks: Period) -> None:
        """The supplier offers."""
        await self.ask(self.proposal(*leaflets, **clocks), self.seller)

    async def chose(self, *choices: c.Chosen) -> None:
        """The board chooses; nothing named means yes to the product."""
        await self.ask(c.Choose(choices=choices or (chosen(),)))

    async def signature(self) -> c.Sign:
        """A signature under what stands now."""
        return c.Sign(hash=agreement_hash(await self.state(), self.system.now()))

    async def signed(self, *by: str) -> None:
        """Both sign, or those named."""
        for one in by or (self.seller, self.director):
            await self.ask(await self.signature(), one)

    async def active(self, *choices: c.Chosen, **clocks: Period) -> None:
        """An agreement on the first leaflet, chosen and signed."""
        await self.offered(**clocks)
        await self.chose(*choices)
        await self.signed()

    # Changes

    async def announced(
        self, new: Leaflet = NEW_PURPOSE, change: str = "change-1", **also: object
    ) -> Change:
        """The supplier announces a leaflet from now on; returns what became of it here."""
        command = {
            "change": change,
            "leaflet": content_hash(new),
            "announced_from": self.system.now(),
        }
        await self.ask(c.ReceiveChange.model_validate({**command, **also}), self.seller)
        return change_of(await self.state(), change)

    async def approved(self, new: Leaflet = NEW_PURPOSE, change: str = "change-1") -> None:
        """The board approves what was announced."""
        await self.ask(approval(new, change))

    async def rejected(self, new: Leaflet = NEW_PURPOSE, change: str = "change-1") -> None:
        """The board rejects what was announced."""
        await self.ask(rejection(new, change))

    # The end

    async def ended(self) -> str:
        """The board ends the agreement at once; returns the ending that opens."""
        await self.ask(c.GiveNotice(reason="no_longer_needed"))
        state = await self.until(lambda state: state.phase is Phase.ENDING)
        return state.endings[-1].id

    async def settled(self, ending: str) -> None:
        """The board waives the return of everything in an ending."""
        await self.ask(c.WaiveReturn(ending=ending))

    async def certified(self, ending: str, *parts: str) -> None:
        """The supplier certifies for the parts named, or for all that owe a certificate."""
        proofs = (await self.ending(ending)).proofs
        for part in parts or [proof.part for proof in proofs if not proof.final]:
            await self.ask(certificate(ending, part), self.seller)

    async def ending(self, ending: str) -> Ending:
        """A chain of proof as it stands."""
        return ending_of(await self.state(), ending)

    # Looking

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
        place = (school or self.schools[0], FIRST.product, service)
        from_log = permits(await self.state(instant), *place, instant)
        assert await self.system.permitted(*place, instant) == from_log
        return from_log

    @property
    def handle(self) -> WorkflowHandle[Any, Any]:
        """The agreement's workflow."""
        return self.system.client.get_workflow_handle(str(self.place))


async def begun(system: System) -> Journey:
    """The place of an agreement of a board that nobody has met."""
    board, schools = await system.board()
    return Journey(system, AgreementId(board, SUPPLIER, 1), schools)


def chosen(
    service: str = CORE, answer: str = "yes", *schools: str, of: Leaflet = FIRST
) -> c.Chosen:
    """An answer for the schools named, or for the whole board."""
    return c.Chosen(
        product=of.product,
        service=service,
        answer=Answer(answer),
        leaflet=content_hash(of),
        schools=schools or None,
    )


def approval(new: Leaflet = NEW_PURPOSE, change: str = "change-1") -> c.ApproveChange:
    """A yes to a leaflet that was announced."""
    return c.ApproveChange(change=change, leaflet=content_hash(new))


def rejection(new: Leaflet = NEW_PURPOSE, change: str = "change-1") -> c.RejectChange:
    """A no to a leaflet that was announced."""
    return c.RejectChange(change=change, leaflet=content_hash(new), reason="not_acceptable")


def certificate(ending: str, part: str) -> c.CertifyDestruction:
    """A certificate of the destruction at one part."""
    return c.CertifyDestruction(
        ending=ending, part=part, certificate=content_hash(["certificate", ending, part])
    )


def opens(verdict: Allowed | Denied, leaflet: Leaflet) -> bool:
    """Whether the gate is open under this leaflet."""
    return isinstance(verdict, Allowed) and verdict.leaflet == content_hash(leaflet)
