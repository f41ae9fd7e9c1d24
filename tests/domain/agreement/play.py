"""What a board and a supplier may come up with: every act draws what it needs, and asks it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from typing_extensions import override

from domain.actors import CLOCK, Actor, ActorKind
from domain.agreement import commands as c
from domain.agreement.gathering import Composition
from domain.agreement.products import leaflet_shown, product_of
from domain.canonical import content_hash
from domain.leaflet.digest import LeafletDigest
from domain.leaflet.importance import JudgedItem
from domain.refusals import RefusedError
from domain.values import CORE, Answer
from tests.domain.agreement import laws, waiting_laws
from tests.domain.agreement.shapes import (
    BESIDES,
    PRODUCTS,
    SCHOOLS,
    SERVICES,
    differences,
    leaflets,
)
from tests.scenario import BOARD, SUPPLIER, TEXT, Story

HASH = content_hash("something")
ANSWERS = st.sampled_from((Answer.YES, Answer.YES, Answer.NO))
WAITS = st.sampled_from((0, 1, 3, 6, 14, 20, 32, 60, 95))

Draw = Callable[[st.SearchStrategy[Any]], Any]


class Told(Story):
    """A story in which the rules say what differs, of composed leaflets too."""

    @override
    def differs(
        self, wanted: Composition, base: LeafletDigest, made: LeafletDigest
    ) -> tuple[JudgedItem, ...]:
        return (*differences(base, made), *self.besides.get(wanted.new, ()))

    @property
    def besides(self) -> dict[str, tuple[JudgedItem, ...]]:
        """What else was announced, by the leaflet: no digest shows it."""
        return {
            new: tuple(one for one in items if one.kind.startswith(BESIDES))
            for new, items in self.differences.items()
        }


class Play:
    """One agreement, and all that can be asked of it."""

    def __init__(self) -> None:
        self.story = Told(stored=())
        self.line: dict[str, LeafletDigest] = {}  # the last one published, of each product

    def ask(
        self, command: c.AnyCommand, by: Actor = BOARD, items: tuple[JudgedItem, ...] = ()
    ) -> None:
        """Ask it, and see that whatever happens keeps the laws of a turn.

        A person may be refused; the engine is not.
        """
        before = self.story.state
        with suppress(*((RefusedError,) if by.kind is ActorKind.PERSON else ())):
            self.story.ask(command, by, items)
        laws.check_turn(before, self.story, command, by.kind)
        waiting_laws.check_arrival(before, self.story, command)

    def pass_time(self) -> None:
        """The clock comes by; it is refused nothing."""
        before = self.story.state
        self.story.ask(c.PassTime(), CLOCK)
        laws.check_turn(before, self.story, c.PassTime(), CLOCK.kind)

    def stored(self, leaflet: LeafletDigest) -> str:
        """Keep a leaflet where it can be found; returns its hash."""
        if leaflet not in self.story.stored:
            self.story.stored = (*self.story.stored, leaflet)
        return leaflet.hash

    def offer(self, draw: Draw) -> None:
        further = draw(st.booleans())
        products = PRODUCTS if further else PRODUCTS[:1]
        found = [draw(self.any_leaflet(one)) for one in products]
        hashes = tuple(self.stored(one) for one in found)
        ends = draw(st.sampled_from((None, None, 50, 400)))
        body = {
            "schools": SCHOOLS[:2],
            "leaflets": hashes,
            "text": TEXT,
            "duration": {"ends_on": self.day(ends) if ends else None},
        }
        command = c.Offer if self.story.state.version == 0 else c.ReviseOffer
        self.ask(command.model_validate(body), SUPPLIER)

    def agree(self, draw: Draw) -> None:
        for product in PRODUCTS:
            self.answer(product, CORE, Answer.YES, None)
            if draw(st.booleans()):
                self.answer(product, "ai", Answer.YES, self.schools(draw))
        self.sign(SUPPLIER)
        self.sign(BOARD)

    def choose(self, draw: Draw) -> None:
        service = draw(st.sampled_from((*SERVICES, "ai", "ai", "sms")))
        self.answer(self.product(draw), service, draw(ANSWERS), self.schools(draw))

    def answer(
        self, product: str, service: str, answer: Answer, schools: tuple[str, ...] | None
    ) -> None:
        known = product_of(self.story.state, product)
        shown = leaflet_shown(known, self.story.now).hash if known else HASH
        chosen = c.Chosen(
            product=product, service=service, answer=answer, leaflet=shown, schools=schools
        )
        self.ask(c.Choose(choices=(chosen,)))

    def sign(self, by: Actor) -> None:
        self.ask(c.Sign(hash=self.story.hash), by)

    def sign_one(self, draw: Draw) -> None:
        self.sign(draw(st.sampled_from((BOARD, SUPPLIER))))

    def offer_product(self, draw: Draw) -> None:
        leaflet = draw(self.any_leaflet(PRODUCTS[1]))
        self.ask(c.OfferProduct(leaflet=self.stored(leaflet)), SUPPLIER)

    def lose_product(self, draw: Draw) -> None:
        product = draw(st.sampled_from(PRODUCTS))
        self.ask(c.WithdrawProduct(product=product), SUPPLIER)
        self.ask(c.DropProduct(product=product))

    def move_school(self, draw: Draw) -> None:
        school = draw(st.sampled_from(SCHOOLS))
        joins = draw(st.booleans())
        self.ask(c.AddSchool(school=school) if joins else c.RemoveSchool(school=school))

    def give_notice(self, draw: Draw) -> None:
        ahead = draw(st.none() | st.integers(-3, 200))
        by = draw(st.sampled_from((BOARD, SUPPLIER)))
        ends_on = None if ahead is None else self.day(ahead)
        self.ask(c.GiveNotice(reason="other_product", ends_on=ends_on), by)

    def prove(self, draw: Draw) -> None:
        ending = f"ending-{draw(st.integers(1, len(self.story.state.endings) + 1))}"
        first, last = draw(st.integers(0, 4)), draw(st.integers(1, 5))
        steps: tuple[tuple[c.AnyCommand, Actor], ...] = (
            (c.RequestReturn(ending=ending), BOARD),
            (c.DeliverExport(ending=ending, export=HASH), SUPPLIER),
            (c.ConfirmExport(ending=ending), BOARD),
            (c.ReportIncompleteExport(ending=ending, reason="files_missing"), BOARD),
            (c.WaiveReturn(ending=ending), BOARD),
        )
        for command, by in steps[first:last]:
            self.ask(command, by)
        self.certify(ending, draw)

    def certify(self, ending: str, draw: Draw) -> None:
        parts = {one.part for each in self.story.state.endings for one in each.proofs}
        for part in sorted(parts):
            if draw(st.integers(0, 9)):
                destroyed = c.CertifyDestruction(ending=ending, part=part, certificate=HASH)
                self.ask(destroyed, SUPPLIER)

    def keep_by_law(self, draw: Draw) -> None:
        for ending in self.story.state.endings[-1:]:
            cite = c.CiteDutyToKeep(
                ending=ending.id,
                part="supplier",
                categories=(ending.returns[0].category,),
                law="a law",
                until=self.day(draw(st.sampled_from((0, 1, 365)))),
            )
            self.ask(cite, SUPPLIER)

    def finish(self, draw: Draw) -> None:
        for ending in self.story.state.endings:
            self.ask(c.WaiveReturn(ending=ending.id))
            self.certify(ending.id, draw)

    def wait(self, draw: Draw) -> None:
        self.story.now += timedelta(days=draw(WAITS))
        if draw(st.booleans()):
            self.pass_time()

    @property
    def number(self) -> int:
        """A version that no leaflet has yet."""
        return len(self.story.stored) + 1

    def any_leaflet(self, product: str) -> st.SearchStrategy[LeafletDigest]:
        """A leaflet of a product that nobody announced yet."""
        return leaflets(product, self.number)

    def product(self, draw: Draw) -> str:
        """A product of the agreement, seldom another."""
        known = tuple(one.id for one in self.story.state.products) * 4
        return str(draw(st.sampled_from((*known, PRODUCTS[1]))))

    def schools(self, draw: Draw) -> tuple[str, ...] | None:
        """All schools, or one."""
        one = draw(st.sampled_from((None, *self.story.state.schools, SCHOOLS[2])))
        return None if one is None else (one,)

    def day(self, ahead: int) -> date:
        """A day that people may name."""
        return self.story.now.date() + timedelta(days=ahead)
