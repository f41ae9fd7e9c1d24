"""The walk of an agreement: what its parties ask, and how each shape of it is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from adapters.seal import Sealer
from bench.announcing import CHANGE
from bench.lives import Step, steps
from bench.market import Board, Market, director_of
from bench.other_worker import BARE_QUEUE, NAIVE_QUEUE
from bench.shapes import BareAgreement, NaiveAgreement
from bench.site import Site
from domain.agreement import commands as a
from domain.canonical import content_hash
from domain.records import Appended
from domain.repeats import digest_of
from domain.requests import RequestBody
from gateway.updates import Birth, Update, begun, updated
from workflows.agreement.kind import AGREEMENT
from workflows.agreement.workflow import AgreementWorkflow

PATIENCE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of workflow that agreements can be: where it runs, and how it is asked."""

    birth: Birth
    queue: str
    update: str | None = None  # where all requests have one name


def ours(site: Site) -> Shape:
    return Shape(Birth(AgreementWorkflow.run, AGREEMENT.unborn), site.gateway.turns_queue)


BARE = Shape(Birth(BareAgreement.run, AGREEMENT.unborn), BARE_QUEUE, "move")
NAIVE = Shape(Birth(NaiveAgreement.run, AGREEMENT.unborn), NAIVE_QUEUE)


@dataclass(frozen=True, slots=True)
class Walking:
    """Who walks through a market, in one shape."""

    site: Site
    market: Market
    shape: Shape

    def until_signed(self) -> dict[Board, tuple[Step, ...]]:
        """Return what is asked of each agreement until both have signed, worked out beforehand."""
        now = self.site.system.now()
        return {board: steps(self.market, board, now) for board in self.market.boards()}

    def behind_the_change(self) -> dict[Board, tuple[Step, ...]]:
        """Return what each board answers to the change: it approves, and later it leaves."""
        now, leaflet = self.site.system.now(), content_hash(self.market.after)
        approve = a.ApproveChange(change=CHANGE, leaflet=leaflet)
        notice = a.GiveNotice(reason="other")
        return {
            board: tuple(Step(director_of(board, now), one) for one in (approve, notice))
            for board in self.market.boards()
        }

    async def walked(self, board: Board, asked: Sequence[Step], first: int = 0) -> None:
        """Ask one thing after the other, each when the one before has its answer."""
        for number, step in enumerate(asked, first):
            await self.ask(board, step, number)

    async def ask(self, board: Board, step: Step, number: int) -> Appended:
        """Ask one thing, sealed as the gateway seals it."""
        place, client = str(self.market.place(board)), self.site.gateway.client
        update = self._update(place, step, number)
        if isinstance(step.command, a.Offer):
            return await begun(client, place, self.shape.birth, self.shape.queue, update)
        return await updated(client, place, update)

    def _update(self, place: str, step: Step, number: int) -> Update[Appended]:
        body = RequestBody(
            workflow_id=place,
            command_id=f"{place}.asked.{number}",
            actor=step.actor,
            via="bench",
            issued_at=self.site.system.now(),
            command=step.command,
        )
        name = self.shape.update or step.command.kind
        sealer: Sealer = self.site.gateway.sealer
        update_id = f"{body.command_id}:{digest_of(body)[:16]}"
        return Update(name, sealer.seal(body), Appended, update_id, PATIENCE)
