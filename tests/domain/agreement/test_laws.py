"""Anything may be asked at any time: the laws hold all the same (Hypothesis plays both parties)."""

from contextlib import suppress
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from typing_extensions import override

from domain.actors import CLOCK, Actor, ActorKind
from domain.agreement import commands as c
from domain.agreement.decider import needs
from domain.agreement.permits import Allowed, Denied, permits
from domain.agreement.products import leaflet_shown, product_of
from domain.agreement.state import ChangeStanding, Phase
from domain.canonical import content_hash
from domain.leaflet.digest import LeafletDigest
from domain.leaflet.importance import JudgedItem
from domain.refusals import RefusedError
from domain.values import CORE, Answer
from tests.domain.agreement import laws
from tests.domain.agreement.shapes import (
    EXTRA_ITEMS,
    PRODUCTS,
    SCHOOLS,
    SERVICES,
    differences,
    leaflets,
)
from tests.scenario import BOARD, SUPPLIER, TEXT, Story

HASH = content_hash("something")
ANSWERS = st.sampled_from((Answer.YES, Answer.YES, Answer.NO))
SOME_SCHOOLS = st.none() | st.lists(st.sampled_from(SCHOOLS), min_size=1, unique=True).map(tuple)
WAITS = st.sampled_from((0, 1, 3, 6, 14, 20, 32, 60, 95)).map(lambda days: timedelta(days=days))
Gate = tuple[str, str, str]
YES_OR_NO = st.booleans()
DAYS_OFF = st.none() | st.integers(-3, 200)


class Parties(RuleBasedStateMachine):
    """A board, a supplier and a clock who ask whatever they like."""

    def __init__(self) -> None:
        super().__init__()
        self.story = Story(stored=())
        self.clock_is_late = False
        self.seen: dict[tuple[datetime, Gate], Allowed | Denied] = {}

    def ask(
        self, command: c.AnyCommand, by: Actor = BOARD, items: tuple[JudgedItem, ...] = ()
    ) -> None:
        before = self.story.state
        with suppress(RefusedError):
            self.story.ask(command, by, items)
        laws.check_turn(before, self.story, command, by.kind)

    def leaflet(self, leaflet: LeafletDigest) -> str:
        if leaflet not in self.story.stored:
            self.story.stored = (*self.story.stored, leaflet)
        return leaflet.hash

    @initialize(leaflet=leaflets("code"), further=leaflets("meet"), both=YES_OR_NO)
    def offer(self, leaflet: LeafletDigest, further: LeafletDigest, *, both: bool) -> None:
        found = (leaflet, further) if both else (leaflet,)
        hashes = tuple(self.leaflet(one) for one in found)
        self.ask(c.Offer(schools=SCHOOLS[:2], leaflets=hashes, text=TEXT), SUPPLIER)
        for one in found:
            self.choose(one.product, CORE, Answer.YES, None)

    @initialize(really=st.sampled_from((True, True, True, True, True, False)))
    def sign_at_once(self, *, really: bool) -> None:
        if really:
            self.sign(SUPPLIER)
            self.sign(BOARD)

    @precondition(lambda self: self.story.state.phase is not Phase.ACTIVE)
    @rule(leaflet=leaflets("code"), ends=DAYS_OFF)
    def revise(self, leaflet: LeafletDigest, ends: int | None) -> None:
        duration = {"ends_on": self.day(ends)} if ends else {}
        self.ask(
            c.ReviseOffer.model_validate(
                {
                    "schools": SCHOOLS[:2],
                    "leaflets": (self.leaflet(leaflet),),
                    "text": TEXT,
                    "duration": duration,
                }
            ),
            SUPPLIER,
        )

    @rule(
        product=st.sampled_from(PRODUCTS),
        service=st.sampled_from(SERVICES),
        answer=ANSWERS,
        schools=SOME_SCHOOLS,
    )
    def choose(
        self, product: str, service: str, answer: Answer, schools: tuple[str, ...] | None
    ) -> None:
        known = product_of(self.story.state, product)
        shown = leaflet_shown(known, self.story.now).hash if known else HASH
        chosen = c.Chosen(
            product=product, service=service, answer=answer, leaflet=shown, schools=schools
        )
        self.ask(c.Choose(choices=(chosen,)))

    @rule(by=st.sampled_from((BOARD, SUPPLIER)))
    def sign(self, by: Actor) -> None:
        self.ask(c.Sign(hash=self.story.hash), by)

    @rule()
    def both_sign(self) -> None:
        self.sign(SUPPLIER)
        self.sign(BOARD)

    @rule(leaflet=leaflets("meet"), at_once=YES_OR_NO)
    def offer_product(self, leaflet: LeafletDigest, *, at_once: bool) -> None:
        self.ask(c.OfferProduct(leaflet=self.leaflet(leaflet)), SUPPLIER)
        if at_once:
            self.choose("meet", CORE, Answer.YES, None)
            self.both_sign()

    @rule(product=st.sampled_from(PRODUCTS), supplier=YES_OR_NO)
    def lose_product(self, product: str, *, supplier: bool) -> None:
        if supplier:
            self.ask(c.WithdrawProduct(product=product), SUPPLIER)
        else:
            self.ask(c.DropProduct(product=product))

    @rule(school=st.sampled_from(SCHOOLS), joins=YES_OR_NO)
    def move_school(self, school: str, *, joins: bool) -> None:
        self.ask(c.AddSchool(school=school) if joins else c.RemoveSchool(school=school))

    @rule(
        leaflet=st.sampled_from(PRODUCTS).flatmap(leaflets),
        extra=EXTRA_ITEMS,
        ahead=st.sampled_from((0, 0, 10, 50)),
        corrects=st.sampled_from((0, 0, 0, 1, 2)),
    )
    def announce(
        self,
        leaflet: LeafletDigest,
        extra: tuple[JudgedItem, ...],
        ahead: int,
        corrects: int,
    ) -> None:
        changes = self.story.state.changes
        command = c.ReceiveChange(
            change=f"change-{len(changes)}",
            leaflet=self.leaflet(leaflet),
            announced_from=self.story.now + timedelta(days=ahead),
            corrects=changes[-corrects].id if 0 < corrects <= len(changes) else None,
        )
        with suppress(RefusedError):
            need = needs(self.story.state, command, self.story.now)
            bases = [one for one in self.story.stored if need and one.hash in need.compare_from]
            base = next((one for one in bases if one.product == leaflet.product), leaflet)
            self.ask(command, SUPPLIER, (*differences(base, leaflet), *extra))

    @rule()
    def approve_the_oldest(self) -> None:
        for change in self.story.state.changes:
            if change.standing is ChangeStanding.ASKED:
                self.ask(c.ApproveChange(change=change.id, leaflet=change.leaflet.hash))
                return

    @rule(back=st.integers(0, 4), answer=st.sampled_from(("yes", "yes", "no", "back", "withdrawn")))
    def answer_change(self, back: int, answer: str) -> None:
        if back >= len(self.story.state.changes):
            return
        change = self.story.state.changes[-1 - back]
        shown = change.leaflet.hash
        match answer:
            case "yes":
                self.ask(c.ApproveChange(change=change.id, leaflet=shown))
            case "no":
                self.ask(c.RejectChange(change=change.id, leaflet=shown, reason="no"))
            case "back":
                self.ask(c.WithdrawApproval(change=change.id))
            case _:
                self.ask(c.WithdrawChange(change=change.id, reason="error"), SUPPLIER)

    @rule(by=st.sampled_from((BOARD, SUPPLIER)), ahead=DAYS_OFF, rarely=st.integers(0, 9))
    def give_notice(self, by: Actor, ahead: int | None, rarely: int) -> None:
        if not rarely:
            ends_on = None if ahead is None else self.day(ahead)
            self.ask(c.GiveNotice(reason="other_product", ends_on=ends_on), by)

    @precondition(lambda self: self.story.state.endings)
    @rule(number=st.integers(0, 5), step=st.integers(0, 5))
    def prove(self, number: int, step: int) -> None:
        endings = self.story.state.endings
        ending = endings[number % len(endings)].id
        steps: tuple[tuple[c.AnyCommand, Actor], ...] = (
            (c.RequestReturn(ending=ending), BOARD),
            (c.DeliverExport(ending=ending, export=HASH), SUPPLIER),
            (c.ReportIncompleteExport(ending=ending, reason="files_missing"), BOARD),
            (c.ConfirmExport(ending=ending), BOARD),
            (c.WaiveReturn(ending=ending), BOARD),
        )
        for command, by in steps[: step + 1]:
            self.ask(command, by)

    @precondition(lambda self: self.story.state.endings)
    @rule(number=st.integers(0, 5))
    def certify_one(self, number: int) -> None:
        self.certify(self.story.state.endings[number % len(self.story.state.endings)].id)

    def certify(self, ending: str) -> None:
        parts = [one.part for each in self.story.state.endings for one in each.proofs]
        for part in dict.fromkeys(parts):
            self.ask(c.CertifyDestruction(ending=ending, part=part, certificate=HASH), SUPPLIER)

    @precondition(lambda self: self.story.state.endings)
    @rule(years=st.integers(0, 2))
    def keep_by_law(self, years: int) -> None:
        ending = self.story.state.endings[-1]
        cite = c.CiteDutyToKeep(
            ending=ending.id,
            part="supplier",
            categories=(ending.returns[0].category,),
            law="a law",
            until=self.day(365 * years),
        )
        self.ask(cite, SUPPLIER)

    @precondition(lambda self: self.story.state.phase is Phase.ENDING)
    @rule()
    def finish(self) -> None:
        for ending in self.story.state.endings:
            self.ask(c.WaiveReturn(ending=ending.id))
            self.certify(ending.id)

    @rule(period=WAITS, late=YES_OR_NO)
    def wait(self, period: timedelta, *, late: bool) -> None:
        self.story.now += period
        self.clock_is_late = late

    @rule(ahead=st.integers(0, 400))
    def look_ahead(self, ahead: int) -> None:
        laws.check_windows(self.story, self.story.now + timedelta(days=ahead))

    def pass_time(self) -> None:
        before = self.story.state
        self.story.ask(c.PassTime(), CLOCK)  # raises nothing, whatever the state
        laws.check_turn(before, self.story, c.PassTime(), ActorKind.CLOCK)

    def day(self, ahead: int) -> date:
        return self.story.now.date() + timedelta(days=ahead)

    @invariant()
    def the_laws_hold(self) -> None:
        if self.clock_is_late:
            self.clock_is_late = False
            return
        self.pass_time()
        laws.check_state(self.story)
        laws.check_gate(self.story)
        for gate in laws.GATES[::5]:
            verdict = permits(self.story.state, *gate, self.story.now)
            self.seen[self.story.now, gate] = verdict

    @override
    def teardown(self) -> None:
        """The past is answered from the log alone, as it was answered then."""
        for now in sorted({now for now, _ in self.seen})[::4]:
            then = self.story.as_of(now)
            for gate in laws.GATES[::5]:
                assert permits(then, *gate, now) == self.seen[now, gate]


Parties.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestTheLaws = Parties.TestCase
