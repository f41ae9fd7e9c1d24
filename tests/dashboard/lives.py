"""A market whose agreements stand at every place that a list of the secretariat asks for."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from bench.lives import Stream, Telling, _choices, _facts, _filed
from bench.market import Board, Market, director_of, seller_of
from domain.actors import ENGINE, Actor
from domain.agreement import commands as a
from domain.agreement.gathering import Gathered, GatheredLeaflet
from domain.agreement.signing import agreement_hash
from domain.agreement.state import Agreement
from domain.leaflet.digest import digest
from domain.text.library import CURRENT
from tests.scenario import MAIL_ADDED
from workflows.agreement.kind import AGREEMENT


class Life:
    """One agreement while its story is told."""

    def __init__(self, market: Market, board: Board, now: datetime) -> None:
        self.market, self.board = market, board
        self.now = now
        self.director, self.seller = director_of(board, now), seller_of(market, now)
        unborn = AGREEMENT.unborn(str(market.place(board)))
        self.telling: Telling[Agreement] = Telling(AGREEMENT, unborn, now - timedelta(days=40))
        self.before, self.after = digest(market.before), digest(market.after)

    def days_ago(self, days: int) -> None:
        self.telling.now = self.now - timedelta(days=days)

    def ask(self, by: Actor, command: a.AnyCommand, gathered: object = None) -> None:
        self.telling.ask(by, command, gathered)

    def offered(self) -> None:
        offer = a.Offer(schools=self.board.schools, leaflets=(self.before.hash,), text=CURRENT.hash)
        self.ask(self.seller, offer, _facts(self.market, self.board, self.before))

    def due_soon(self) -> None:
        self.days_ago(86)  # of the ninety that it is valid
        self.offered()

    def chosen(self) -> None:
        self.offered()
        self.ask(self.director, a.Choose(choices=tuple(_choices(self.board, self.before))))

    def half_signed(self) -> None:
        self.chosen()
        self.sign(self.seller)

    def active(self) -> None:
        self.half_signed()
        self.sign(self.director)
        self.ask(ENGINE, _filed(self.telling.state))

    def sign(self, by: Actor) -> None:
        self.ask(by, a.Sign(hash=agreement_hash(self.telling.state, self.telling.now)))

    def asked(self, days: int = 2) -> None:
        self.active()
        self.days_ago(days)
        receive = a.ReceiveChange(
            change="new-leaflet", leaflet=self.after.hash, announced_from=self.telling.now
        )
        found = GatheredLeaflet(digest=self.after, missing=(), supplier=self.market.name)
        self.ask(
            ENGINE,
            receive,
            Gathered(
                policy="production",
                schools=self.board.schools,
                leaflets=(found,),
                compared_from=self.before.hash,
                items=MAIL_ADDED,
            ),
        )

    def asked_long_ago(self) -> None:
        self.asked(27)  # of the thirty that the board has

    def refused(self) -> None:
        self.asked()
        reject = a.RejectChange(
            change="new-leaflet", leaflet=self.after.hash, reason="not_acceptable"
        )
        self.ask(self.director, reject)

    def ended(self) -> None:
        self.active()
        self.ask(self.director, a.GiveNotice(reason="no_longer_needed"))

    def proving(self) -> None:
        self.ended()
        self.ask(self.director, a.WaiveReturn(ending=self.telling.state.endings[0].id))

    def returning(self) -> None:
        self.ended()
        self.ask(self.director, a.RequestReturn(ending=self.telling.state.endings[0].id))

    def overdue(self) -> None:
        self.days_ago(200)
        self.proving()


LIVES: tuple[Callable[[Life], None], ...] = (
    Life.offered,
    Life.due_soon,
    Life.chosen,
    Life.half_signed,
    Life.active,
    Life.asked,
    Life.asked_long_ago,
    Life.refused,
    Life.ended,
    Life.returning,
    Life.proving,
    Life.overdue,
)


def lives(market: Market, now: datetime) -> Iterator[Stream[Agreement]]:
    """Yield the agreements of a market, at each place in turn."""
    for board in market.boards():
        life = Life(market, board, now)
        LIVES[board.number % len(LIVES)](life)
        yield life.telling.told()
