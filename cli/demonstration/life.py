"""The words in which stories are told: what the two parties of one agreement do."""

from dataclasses import dataclass

from cli.demonstration.cast import Board, Person, Supplier
from cli.demonstration.lines import Line, change_id
from cli.demonstration.stage import Notes, Stage, attempt, until
from domain.agreement import commands as c
from domain.agreement.changes import change_of
from domain.agreement.products import leaflet_shown, product_of
from domain.agreement.signing import agreement_hash
from domain.agreement.state import Agreement, Change, ChangeStanding, Phase
from domain.canonical import content_hash
from domain.leaflet.leaflet import Leaflet
from domain.refusals import RefusedError
from domain.text.library import CURRENT
from domain.values import CORE, Answer

BREATH = 0.4  # so that a person can follow


@dataclass(frozen=True, slots=True)
class Life:
    """One agreement, its two parties, and the leaflets of the supplier by their version."""

    stage: Stage
    notes: Notes
    agreement: str
    board: Board
    supplier: Supplier
    leaflets: dict[str, Leaflet]
    line: Line

    # The proposal

    async def offered(self, *versions: str) -> None:
        """The supplier offers, to all schools of the board."""
        await self.line.register()
        await self._supplier(c.Offer(**self._body(*versions)))

    async def revised(self, *versions: str) -> None:
        """The supplier offers anew."""
        await self._supplier(c.ReviseOffer(**self._body(*versions)))

    async def withdrawn(self) -> None:
        """The supplier takes the offer back."""
        await self._supplier(c.WithdrawOffer(reason="no_longer_offered"))

    async def refused(self) -> None:
        """The board says no to the whole."""
        await self._board(c.RefuseOffer(reason="not_needed"))

    async def chose(self, *choices: c.Chosen) -> None:
        """The board writes down its answers."""
        await self._board(c.Choose(choices=choices))

    async def answer(
        self, product: str, service: str = CORE, answer: Answer = Answer.YES, *schools: str
    ) -> c.Chosen:
        """Return an answer on the leaflet that is shown; no schools named means all of them."""
        state = await self.state()
        known = product_of(state, product)
        if known is None:
            raise KeyError(product)
        return c.Chosen(
            product=product,
            service=service,
            answer=answer,
            leaflet=leaflet_shown(known, self.stage.now()).hash,
            schools=schools or None,
        )

    async def yes(self, product: str, service: str = CORE, *schools: str) -> c.Chosen:
        """Return a yes."""
        return await self.answer(product, service, Answer.YES, *schools)

    async def no(self, product: str, service: str = CORE, *schools: str) -> c.Chosen:
        """Return a no."""
        return await self.answer(product, service, Answer.NO, *schools)

    async def signs(self, person: Person) -> None:
        """A person signs what stands now."""
        await self.asks(person, await self.signature())

    async def signature(self) -> c.Sign:
        """Return a signature under what stands now."""
        return c.Sign(hash=agreement_hash(await self.state(), self.stage.now()))

    async def signed(self) -> None:
        """Both sign, the supplier first."""
        await self.signs(self.supplier.contract_manager)
        await self.signs(self.board.director)

    # Changes

    async def announced(self, version: str) -> Change:
        """The supplier's system announces a leaflet to all; returns what it is here."""
        await self.line.wait_for(self.agreement, version)
        change = change_id(version)
        state = await until(
            self.stage, self.agreement, lambda one: any(x.id == change for x in one.changes)
        )
        return change_of(state, change)

    async def garbled(self) -> None:
        """The supplier's system sends a message that nobody can read."""
        await self.stage.garble(self.supplier)

    async def hears_no_more(self) -> None:
        """The story goes on without further announcements."""
        await self.line.leave(self.agreement)

    async def approved(self, *versions: str) -> None:
        """The board approves what was announced."""
        for version in versions:
            await self._board(self.approval(version))

    async def rejected(self, version: str) -> None:
        """The board says no."""
        command = c.RejectChange(
            change=change_id(version),
            leaflet=content_hash(self.leaflets[version]),
            reason="not_acceptable",
        )
        await self._board(command)

    def approval(self, version: str) -> c.ApproveChange:
        """Return the board's yes to a leaflet."""
        leaflet = content_hash(self.leaflets[version])
        return c.ApproveChange(change=change_id(version), leaflet=leaflet)

    async def change_withdrawn(self, version: str) -> None:
        """The supplier takes an announcement back, everywhere."""
        await self.line.withdraw(version)
        await self.until_standing(version, ChangeStanding.WITHDRAWN)

    async def taken_over(self) -> None:
        """Another legal person goes on with the product: the supplier ends it."""
        await self.line.end()

    async def left_unanswered(self, version: str) -> None:
        """Nobody answers until the period is over; then a yes comes late."""
        await self.until_standing(version, ChangeStanding.LAPSED)
        await self.approved(version)

    async def until_standing(self, version: str, standing: ChangeStanding) -> None:
        """Wait until a change has come to stand so."""
        change = change_id(version)
        await until(
            self.stage,
            self.agreement,
            lambda state: change_of(state, change).standing is standing,
        )

    async def until_in_force(self, version: str) -> None:
        """Wait until a change rules here."""
        change = change_id(version)

        def rules(state: Agreement) -> bool:
            known = next((one for one in state.changes if one.id == change), None)
            since = known.in_force_from if known else None
            return since is not None and since <= self.stage.now()

        await until(self.stage, self.agreement, rules)

    # The end

    async def ended(self) -> str:
        """The board gives notice; returns the ending that opens."""
        await self._board(c.GiveNotice(reason="no_longer_needed"))
        return await self.until_ending()

    async def until_ending(self) -> str:
        """Wait until the whole ends; returns the ending."""
        state = await until(self.stage, self.agreement, lambda one: one.phase is Phase.ENDING)
        return state.endings[-1].id

    async def returned(self, ending: str) -> None:
        """Everything is asked back, delivered and confirmed."""
        await self._board(c.RequestReturn(ending=ending))
        await self.delivered(ending)
        await self._board(c.ConfirmExport(ending=ending))

    async def delivered(self, ending: str, what: str = "export") -> None:
        """The supplier delivers the export."""
        await self._supplier(c.DeliverExport(ending=ending, export=self._proof(ending, what)))

    async def waived(self, ending: str, *categories: str) -> None:
        """The board needs nothing back, or not these."""
        await self._board(c.WaiveReturn(ending=ending, categories=categories))

    async def certified(self, ending: str, *silent: str) -> None:
        """The supplier certifies for every part, but not for those that stay silent."""
        state = await self.state()
        proofs = next(one for one in state.endings if one.id == ending).proofs
        for proof in proofs:
            if proof.part not in silent and not proof.final:
                await self.certifies(ending, proof.part)

    async def certifies(self, ending: str, part: str) -> None:
        """The supplier certifies the destruction at one part."""
        certificate = self._proof(ending, part)
        command = c.CertifyDestruction(ending=ending, part=part, certificate=certificate)
        await self.stage.ask(self.agreement, self.supplier.contract_manager, command)

    # The words below the words

    async def state(self) -> Agreement:
        """Return the agreement as it stands."""
        return await self.stage.state(self.agreement)

    async def asks(self, person: Person, command: c.AnyCommand) -> None:
        """A person asks something, and everybody may take a breath."""
        await self.stage.ask(self.agreement, person, command)
        await self.stage.pause(BREATH)

    async def is_refused(
        self, person: Person, command: c.AnyCommand, expected: type[RefusedError]
    ) -> None:
        """A person asks what must be refused."""
        noted = await attempt(self.stage, self.agreement, person, command, expected)
        self.notes.attempts.append(noted)

    async def _board(self, command: c.AnyCommand) -> None:
        await self.asks(self.board.director, command)

    async def _supplier(self, command: c.AnyCommand) -> None:
        await self.asks(self.supplier.contract_manager, command)

    def _body(self, *versions: str) -> dict[str, object]:
        return {
            "schools": self.board.school_keys,
            "leaflets": tuple(content_hash(self.leaflets[version]) for version in versions),
            "text": CURRENT.hash,
        }

    def _proof(self, ending: str, what: str) -> str:
        return content_hash({"invented": [self.agreement, ending, what]})
