"""Given, when, then: stories about one product, told against the pure decider."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

import pytest

from domain.actors import ENGINE, Actor, ActorKind
from domain.canonical import content_hash
from domain.leaflet.completeness import missing
from domain.leaflet.digest import digest
from domain.leaflet.leaflet import Leaflet
from domain.product import commands as c
from domain.product import events as e
from domain.product.announcement import AnnouncedLeaflet
from domain.product.composing import is_whole, touched_twice
from domain.product.decider import decide, needs
from domain.product.evolve import fold
from domain.product.gathering import (
    FoundLeaflet,
    ProductGathered,
    ProductNeed,
    leaflets_to_read,
)
from domain.product.line import latest
from domain.product.policy import letters_owed, questions_closed
from domain.product.requests import Request
from domain.product.state import Product, unborn
from domain.records import EventRecord, LetterOwed, Provenance, records_of
from domain.refusals import RefusedError
from tests.domain.product.editions import FIRST, FOR_BOARD, FOR_PARENTS, TOLD, change_to, hashed
from tests.scenario import START, actor

STREAM = "product:quill-bv:quill"
SELLER = actor("supplier:quill-bv", person="seller")


@dataclass
class Story:
    """A product as it goes: commands by whom, leaflets and texts that are stored."""

    now: datetime = START
    state: Product = field(default_factory=lambda: unborn(STREAM))
    stored: dict[str, Leaflet] = field(default_factory=dict)
    texts: frozenset[str] = frozenset({FOR_BOARD, FOR_PARENTS})
    records: tuple[EventRecord, ...] = ()
    letters: tuple[LetterOwed, ...] = ()

    def ask(self, command: c.AnyCommand, by: Actor | None = None) -> e.Events:
        """Decide and fold; returns what happened, raises the refusal."""
        by = by or (ENGINE if isinstance(command, c.Announce | c.NoteTold) else SELLER)
        need = needs(self.state, command, self.now)
        gathered = None if need is None else self.gathered(need)
        events = decide(self.state, Request(command, by, gathered), self.now)
        self._store(events, by)
        return events

    def refuses(
        self, refusal: type[RefusedError], command: c.AnyCommand, by: Actor | None = None
    ) -> str:
        """See a command refused by name, and everything where it was; returns the detail."""
        before, stored = self.state, self.records
        with pytest.raises(RefusedError) as refused:
            self.ask(command, by)
        assert type(refused.value) is refusal
        assert (self.state, self.records) == (before, stored)
        return refused.value.detail

    def gathered(self, need: ProductNeed) -> ProductGathered:
        whole = {one: self.stored[one] for one in leaflets_to_read(need) if one in self.stored}
        return ProductGathered(
            leaflets=tuple(
                _found(one, self.stored[one]) for one in need.leaflets if one in self.stored
            ),
            texts=tuple(one for one in need.texts if one in self.texts),
            touched_twice=touched_twice(need.overlap, whole) if need.overlap else None,
            is_whole=need.division is not None and is_whole(need.division, whole),
        )

    def _store(self, events: e.Events, by: Actor) -> None:
        name = f"c-{len(self.records)}"
        provenance = Provenance(
            command_id=name,
            command_digest=content_hash(name),
            actor=str(by),
            mandate=by.mandates[0].id if by.kind is ActorKind.PERSON else None,
            via="test",
            occurred_at=self.now,
        )
        records = records_of(STREAM, self.state.version, provenance, events)
        for record in records:
            self.state = fold(self.state, record)
        self.records = (*self.records, *records)
        assert questions_closed(records) == ()
        self.letters = (*self.letters, *letters_owed(self.state, records))

    def keeps(self, *leaflets: Leaflet) -> Self:
        """Leaflets are stored."""
        self.stored |= {hashed(one): one for one in leaflets}
        return self

    def registered(self, leaflet: Leaflet = FIRST) -> Self:
        """The supplier registers the product."""
        self.keeps(leaflet).ask(c.Register(name="Quill", leaflet=hashed(leaflet)))
        return self

    def announcing(self, leaflet: Leaflet, **also: object) -> c.Announce:
        """What the engine asks when a leaflet was accepted: behind the last, from now on."""
        last = latest(self.keeps(leaflet).state)
        words = {
            "change": change_to(leaflet),
            "product": "quill",
            "leaflet": hashed(leaflet),
            "predecessor": last.leaflet if last else hashed(FIRST),
            "announced_from": self.now,
            "consequences": TOLD,
        }
        announced = AnnouncedLeaflet.model_validate(words | also)
        return c.Announce(message=f"message:{announced.change}", announced=announced)

    def announces(self, leaflet: Leaflet, **also: object) -> e.Events:
        """A leaflet is announced."""
        return self.ask(self.announcing(leaflet, **also))

    def has(self, *leaflets: Leaflet) -> Self:
        """Leaflets are announced, one behind the other."""
        for one in leaflets:
            self.announces(one)
        return self

    def withdraws(self, leaflet: Leaflet) -> e.Events:
        """The supplier takes an announcement back."""
        return self.ask(withdrawal_of(leaflet))

    def tells(self, leaflet: Leaflet, agreements: int = 3, **also: object) -> e.Events:
        """No agreement lacks it any more."""
        words = {"change": change_to(leaflet), "agreements": agreements}
        return self.ask(c.NoteTold.model_validate(words | also))

    def ends(self) -> Self:
        """The supplier offers it no longer."""
        self.ask(c.EndProduct(reason="replaced"))
        return self

    def standings(self) -> dict[str, str]:
        """How each leaflet of the line stands, by its version."""
        return {one.label: one.standing for one in self.state.line}

    def on_its_way(self) -> list[str]:
        """What the agreements are being told of, by version."""
        return [one.label for one in self.state.line if one.to_tell]


def withdrawal_of(leaflet: Leaflet) -> c.WithdrawAnnouncement:
    return c.WithdrawAnnouncement(change=change_to(leaflet), reason="mistake")


def _found(stored_as: str, leaflet: Leaflet) -> FoundLeaflet:
    assert digest(leaflet).hash == stored_as
    lacks = tuple(f"{one.path} ({one.article})" for one in missing(leaflet))
    return FoundLeaflet(digest=digest(leaflet), missing=lacks)
