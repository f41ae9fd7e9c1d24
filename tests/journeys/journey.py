"""One agreement on its way through the real engine, told in the words of the stories."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from domain.agreement import commands as c
from domain.agreement.changes import change_of
from domain.agreement.endings import ending_of
from domain.agreement.signing import agreement_hash
from domain.agreement.state import Change, Ending, Phase
from domain.agreement.terms import Terms
from domain.canonical import content_hash
from domain.leaflet.leaflet import Leaflet
from domain.periods import Period
from domain.records import Appended
from domain.refusals import RefusedError
from domain.text.library import CURRENT
from gateway.commands import Asking
from tests.journeys.clocks import CALM
from tests.journeys.leaflets import FIRST, NEW_PURPOSE
from tests.journeys.line import Line
from tests.journeys.said import approval, certificate, chosen, rejection
from tests.journeys.system import System
from tests.journeys.watched import Watched
from workflows.ids import AgreementId


@dataclass
class Journey(Watched):
    """What the people of one board and one supplier do, and what comes of it."""

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
        return self.line.seller

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
            self.line.said(command),
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
        """The supplier's system announces a leaflet, unless it has; returns what it is here."""
        await self.line.announced(self.system, new, change, **also)
        await self.until(lambda state: any(one.id == change for one in state.changes))
        return change_of(await self.state(), change)

    async def withdrawn(self, change: str = "change-1") -> None:
        """The supplier takes an announcement back, and everybody is told."""
        await self.line.withdrawn(self.system, change)
        await self.happened("change.withdrawn")

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

    async def ends(self) -> None:
        """From the notice to the last certificate."""
        ending = await self.ended()
        await self.settled(ending)
        await self.certified(ending)

    async def lives(self) -> None:
        """From the offer to the last certificate."""
        await self.active()
        await self.announced()
        await self.approved()
        await self.ends()

    async def ending(self, ending: str) -> Ending:
        """A chain of proof as it stands."""
        return ending_of(await self.state(), ending)


async def begun(system: System, line: Line | None = None) -> Journey:
    """The place of an agreement of a board that nobody has met, with a supplier like that."""
    board, schools = await system.board()
    line = line or Line(*await system.line())
    return Journey(system, AgreementId(board, line.supplier, 1), schools, line)
