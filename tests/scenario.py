"""Given, when, then: stories about one agreement, told against the pure decider."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Self

import pytest

from domain.actors import CLOCK, ENGINE, Actor, ActorKind, Mandate, Right
from domain.agreement import commands as c
from domain.agreement.decider import decide, needs
from domain.agreement.events import AgreementEvent
from domain.agreement.evolve import fold
from domain.agreement.permits import Allowed, Denied, Reason, permits
from domain.agreement.policy import letters_owed
from domain.agreement.requests import Request
from domain.agreement.signing import agreement_hash
from domain.agreement.state import Agreement, unborn
from domain.canonical import content_hash
from domain.leaflet.digest import LeafletDigest, ServiceDigest, SubprocessorDigest
from domain.leaflet.importance import JudgedItem
from domain.records import EventRecord, LetterOwed, Provenance, records_of
from domain.refusals import RefusedError
from domain.text.library import CURRENT
from domain.values import CORE, Answer
from tests.domain.agreement.shelf import Shelf

STREAM = "agreement:gent:github:1"
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SCHOOLS = ("atheneum", "basisschool", "college", "middenschool", "technicum")
TEXT = CURRENT.hash


def actor(
    party: str,
    *rights: Right,
    person: str = "p-1",
    schools: tuple[str, ...] | None = None,
    until: datetime | None = None,
) -> Actor:
    """A person of a party with a mandate for these rights, or for all."""
    mandate = Mandate(
        id=f"m-{person}",
        rights=rights or tuple(Right),
        schools=schools,
        valid_from=START - timedelta(days=365),
        valid_until=until,
    )
    return Actor(kind=ActorKind.PERSON, person=person, party=party, mandates=(mandate,))


BOARD = actor("board:gent", person="director")
SUPPLIER = actor("supplier:github", person="seller")
TEACHER = Actor(kind=ActorKind.PERSON, person="teacher", party="board:gent")


def leaflet(
    version: str = "1",
    product: str = "code",
    options: tuple[str, ...] = ("ai", "sms"),
    processors: tuple[str, ...] = ("Cloud",),
    **kinds: str,
) -> LeafletDigest:
    """A leaflet's digest: a core service, options, and sub-processors for all services."""
    services = (
        ServiceDigest(id="core", name="Core", kind="core", data=("account",)),
        *(
            ServiceDigest.model_validate(
                {"id": one, "name": one, "kind": kinds.get(one, "optional"), "data": (one,)}
            )
            for one in options
        ),
    )
    return LeafletDigest(
        hash=content_hash([product, version]),
        product=product,
        version=version,
        services=services,
        subprocessors=tuple(SubprocessorDigest(name=name) for name in processors),
    )


V1 = leaflet("1")
V2 = leaflet("2", processors=("Cloud", "Mail"))
V3 = leaflet("3", processors=("Cloud", "Mail", "Maps"))


def item(kind: str = "subprocessor.added", *services: str, important: bool = True) -> JudgedItem:
    """A judged difference that touches these services, or all."""
    return JudgedItem(
        kind=kind,
        target="Mail",
        before=None,
        after="Mail",
        services=services,
        important=important,
        reason="a reason",
        article="9.2",
    )


MAIL_ADDED = (item(),)
TYPO = (item("text.changed", important=False),)


def chosen(
    service: str = CORE, answer: str = "yes", *schools: str, of: LeafletDigest = V1
) -> c.Chosen:
    """An answer for the schools named, or for the whole board."""
    return c.Chosen(
        product=of.product,
        service=service,
        answer=Answer(answer),
        leaflet=of.hash,
        schools=schools or None,
    )


@dataclass
class Story(Shelf):
    """An agreement as it goes: commands by whom, days that pass, what the gate says."""

    stored: tuple[LeafletDigest, ...] = (V1, V2, V3)
    of_board: tuple[str, ...] = (*SCHOOLS, "nieuwe-school")
    now: datetime = START
    state: Agreement = field(default_factory=lambda: unborn(STREAM, "gent", "github"))
    events: tuple[AgreementEvent, ...] = ()
    records: tuple[EventRecord, ...] = ()
    letters: tuple[LetterOwed, ...] = ()

    def ask(
        self, command: c.AnyCommand, by: Actor = BOARD, items: tuple[JudgedItem, ...] = ()
    ) -> tuple[AgreementEvent, ...]:
        """Decide and fold; returns what happened, raises the refusal."""
        need = needs(self.state, command, self.now)
        gathered = None if need is None else self.gathered(need, items)
        events = decide(self.state, Request(command, by, gathered), self.now)
        self._store(events, by)
        return events

    def refuses(
        self,
        refusal: type[RefusedError],
        command: c.AnyCommand,
        by: Actor = BOARD,
        items: tuple[JudgedItem, ...] = (),
    ) -> str:
        """See a command refused by name, and everything where it was; returns the detail."""
        before, stored = self.state, self.records
        with pytest.raises(RefusedError) as refused:
            self.ask(command, by, items)
        assert type(refused.value) is refusal
        assert (self.state, self.records) == (before, stored)
        return refused.value.detail

    def _store(self, events: tuple[AgreementEvent, ...], by: Actor) -> None:
        command = f"c-{len(self.records)}"
        provenance = Provenance(
            command_id=command,
            command_digest=content_hash(command),
            actor=str(by),
            mandate=None,
            via="test",
            occurred_at=self.now,
        )
        records = records_of(STREAM, self.state.version, provenance, events)
        for record in records:
            self.state = fold(self.state, record)
        self.events = (*self.events, *events)
        self.records = (*self.records, *records)
        self.letters = (*self.letters, *letters_owed(self.state, records))

    def wait(self, **period: float) -> tuple[AgreementEvent, ...]:
        """Let time pass, and the clock come by."""
        self.now += timedelta(**period)
        return self.ask(c.PassTime(), CLOCK)

    def compared_from(self, base: LeafletDigest) -> Self:
        """Have the facts start from this leaflet, whatever rules here."""
        self.compared = base.hash
        return self

    def later(self, **period: float) -> Self:
        """Let time pass while no clock comes by."""
        self.now += timedelta(**period)
        return self

    def offered(self, *leaflets: LeafletDigest, schools: tuple[str, ...] = SCHOOLS) -> Self:
        """The supplier offers."""
        hashes = tuple(one.hash for one in (leaflets or (V1,)))
        self.ask(c.Offer(schools=schools, leaflets=hashes, text=TEXT), SUPPLIER)
        return self

    def chose(self, *choices: c.Chosen) -> Self:
        """The board chooses; nothing named means yes to the product."""
        self.ask(c.Choose(choices=choices or (chosen(),)), BOARD)
        return self

    def signed(self, *by: Actor) -> Self:
        """Both sign, or those named."""
        for one in by or (SUPPLIER, BOARD):
            self.ask(c.Sign(hash=self.hash), one)
        return self

    def active(self, *choices: c.Chosen) -> Self:
        """An agreement on the first leaflet, chosen and signed."""
        return self.offered().chose(*(choices or (chosen(),))).signed()

    def announced(
        self,
        new: LeafletDigest = V2,
        items: tuple[JudgedItem, ...] = MAIL_ADDED,
        change: str = "change-1",
        **also: object,
    ) -> tuple[AgreementEvent, ...]:
        """An announced leaflet reaches the agreement."""
        command = c.ReceiveChange.model_validate(
            {"change": change, "leaflet": new.hash, "announced_from": self.now, **also}
        )
        return self.ask(command, ENGINE, items)

    def withdrew(self, change: str = "change-1") -> tuple[AgreementEvent, ...]:
        """The supplier withdrew what it announced."""
        return self.ask(c.WithdrawChange(change=change, reason="error"), ENGINE)

    def approved(self, new: LeafletDigest = V2, change: str = "change-1") -> Self:
        """The board approves what was announced."""
        self.ask(c.ApproveChange(change=change, leaflet=new.hash))
        return self

    def rejected(self, new: LeafletDigest = V2, change: str = "change-1") -> Self:
        """The board rejects what was announced."""
        self.ask(c.RejectChange(change=change, leaflet=new.hash, reason="not_acceptable"))
        return self

    def ended(self) -> str:
        """The board ends the agreement today; returns the ending that opens."""
        self.ask(c.GiveNotice(reason="no_longer_needed"))
        return self.state.endings[-1].id

    def settled(self, ending: str) -> Self:
        """The board waives the return of everything in an ending."""
        self.ask(c.WaiveReturn(ending=ending))
        return self

    def certified(self, ending: str, *parts: str) -> Self:
        """The supplier certifies for the parts named, or for all that owe a certificate."""
        known = next(one for one in self.state.endings if one.id == ending)
        for part in parts or [proof.part for proof in known.proofs if not proof.final]:
            certificate = content_hash([ending, part])
            command = c.CertifyDestruction(ending=ending, part=part, certificate=certificate)
            self.ask(command, SUPPLIER)
        return self

    @property
    def hash(self) -> str:
        """What both are asked to sign now."""
        return agreement_hash(self.state, self.now)

    def gate(
        self, school: str = "atheneum", service: str = CORE, product: str = "code"
    ) -> Allowed | Denied:
        """What the gate says now."""
        return permits(self.state, school, product, service, self.now)

    def as_of(self, at: datetime) -> Agreement:
        """The fold of the log up to an instant."""
        state = unborn(STREAM, "gent", "github")
        for record in self.records:
            if record.provenance.occurred_at <= at:
                state = fold(state, record)
        return state


def opens(verdict: Allowed | Denied, leaflet: LeafletDigest) -> bool:
    """Whether the gate is open under this leaflet."""
    return isinstance(verdict, Allowed) and verdict.leaflet == leaflet.hash


def closed_for(verdict: Allowed | Denied, reason: Reason) -> bool:
    """Whether the gate is closed for this reason."""
    return verdict == Denied(reason)


def told(story: Story, *events: str) -> set[tuple[str, str]]:
    """Who is owed a letter about events of these types: pairs of type and party."""
    return {
        (letter.template, letter.office.party)
        for letter in story.letters
        if letter.template in events
    }


def types(events: tuple[AgreementEvent, ...]) -> list[str]:
    """The types of events, in order."""
    return [event.type for event in events]
