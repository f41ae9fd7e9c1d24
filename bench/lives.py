"""What happened before a measurement begins: streams as the domain decides and folds them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Generic

from bench.market import OPTION, Board, Market, director_of, seller_of
from domain.actors import ENGINE, Actor
from domain.agreement import commands as a
from domain.agreement.gathering import Gathered, GatheredLeaflet
from domain.agreement.signing import agreement_hash
from domain.agreement.state import Agreement
from domain.canonical import content_hash
from domain.commands import AnyCommand
from domain.leaflet.digest import LeafletDigest, digest
from domain.product.commands import Register
from domain.product.gathering import FoundLeaflet, ProductGathered
from domain.product.state import Product
from domain.records import Append, EventRecord
from domain.requests import RequestBody
from domain.text.library import CURRENT
from domain.values import CORE, Answer
from workflows.agreement.kind import AGREEMENT
from workflows.kinds import Kind, State
from workflows.product.kind import PRODUCT
from workflows.steps import step_of

AGO = timedelta(days=40)
"""How long ago a market began; each step after it took a day."""

Commands = tuple[tuple[EventRecord, ...], ...]
"""The records of each command, in order."""


@dataclass(frozen=True, slots=True)
class Stream(Generic[State]):
    """A whole stream, and its fold."""

    state: State
    appends: tuple[Append, ...]

    @property
    def commands(self) -> Commands:
        return tuple(one.records for one in self.appends)


@dataclass(slots=True)
class Telling(Generic[State]):
    """A stream while its story is told."""

    kind: Kind[State]
    state: State
    now: datetime
    appends: list[Append] = field(default_factory=list)

    def ask(self, by: Actor, command: AnyCommand, gathered: object = None) -> None:
        """Decide and fold, as a turn does; raises the refusal."""
        body = RequestBody(
            workflow_id=self.state.id,
            command_id=f"{self.state.id}.{len(self.appends)}",
            actor=by,
            via="bench",
            issued_at=self.now,
            command=command,
        )
        events = self.kind.decide(self.state, command, by, gathered, self.now)
        batch, self.state = step_of(self.kind, self.state, body, events, self.now)
        self.appends.append(batch)
        self.now += timedelta(days=1)

    def told(self) -> Stream[State]:
        return Stream(self.state, tuple(self.appends))


def product_stream(market: Market, now: datetime) -> Stream[Product]:
    """Return a registered product, which has announced nothing."""
    leaflet = digest(market.before)
    telling = _begun(PRODUCT, str(market.product), now)
    found = ProductGathered(leaflets=(FoundLeaflet(digest=leaflet, missing=()),))
    register = Register(name=market.before.name, leaflet=leaflet.hash)
    telling.ask(seller_of(market, now), register, found)
    return telling.told()


def agreement_streams(market: Market, now: datetime) -> Iterator[Stream[Agreement]]:
    """Yield each agreement of a market: offered, chosen, signed by both, its document filed."""
    leaflet = digest(market.before)
    for board in market.boards():
        yield _agreement(market, board, leaflet, now)


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody asks."""

    actor: Actor
    command: AnyCommand


def steps(market: Market, board: Board, now: datetime) -> tuple[Step, ...]:
    """Return what is asked of an agreement until both have signed."""
    return _signed(market, board, digest(market.before), now)[1]


def _agreement(
    market: Market, board: Board, leaflet: LeafletDigest, now: datetime
) -> Stream[Agreement]:
    telling, _ = _signed(market, board, leaflet, now)
    telling.ask(ENGINE, _filed(telling.state))
    return telling.told()


def _signed(
    market: Market, board: Board, leaflet: LeafletDigest, now: datetime
) -> tuple[Telling[Agreement], tuple[Step, ...]]:
    telling = _begun(AGREEMENT, str(market.place(board)), now)
    seller, director = seller_of(market, now), director_of(board, now)
    offer = a.Offer(schools=board.schools, leaflets=(leaflet.hash,), text=CURRENT.hash)
    telling.ask(seller, offer, _facts(market, board, leaflet))
    choose = a.Choose(choices=tuple(_choices(board, leaflet)))
    telling.ask(director, choose)
    sign = a.Sign(hash=agreement_hash(telling.state, telling.now))
    for signer in (seller, director):
        telling.ask(signer, sign)
    asked = (Step(seller, offer), Step(director, choose), Step(seller, sign), Step(director, sign))
    return telling, asked


def _begun(kind: Kind[State], stream_id: str, now: datetime) -> Telling[State]:
    return Telling(kind, kind.unborn(stream_id), now - AGO)


def _facts(market: Market, board: Board, leaflet: LeafletDigest) -> Gathered:
    found = GatheredLeaflet(digest=leaflet, missing=(), supplier=market.name)
    return Gathered(policy="production", schools=board.schools, leaflets=(found,))


def _choices(board: Board, leaflet: LeafletDigest) -> Iterator[a.Chosen]:
    for service in (CORE, *([OPTION] if board.chooses_option else [])):
        yield a.Chosen(
            product=leaflet.product, service=service, answer=Answer.YES, leaflet=leaflet.hash
        )


def _filed(state: Agreement) -> a.FileDocument:
    """The document itself is not made: nobody reads it here."""
    return a.FileDocument(
        document="agreement", of_version=state.version, hash=content_hash([state.id, "document"])
    )
