"""The whole engine for journeys: what a test may ask of it, and look up in it."""

import asyncio
import email
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from temporalio.client import Client

from adapters import directory, gate, letter_cases, mandates, people
from adapters.event_store import PostgresEventStore
from adapters.letter_cases import OutboxLetter
from adapters.postgres import Pool
from adapters.storage import Storage
from adapters.texts import put_leaflet
from domain.actors import Actor, Mandate, Right
from domain.agreement.permits import Allowed, Denied
from domain.offices import Office, Role
from domain.records import Appended
from gateway.commands import Asking, Gateway
from tests.journeys.leaflets import FIRST, LEAFLETS, of_product

YEAR = timedelta(days=365)
DECIDES = (Right.CHOOSE, Right.SIGN, Right.APPROVE, Right.END)
SUPPLIES = (Right.ANNOUNCE, Right.SIGN, Right.END, Right.CERTIFY)


@dataclass
class System:
    """One engine with its store, its mail and its documents; boards are made as tests ask."""

    client: Client
    pool: Pool
    gateway: Gateway
    mail: Path
    storage: Storage
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    met: list[people.Person] = field(default_factory=list)  # those who were erased as well

    @property
    def store(self) -> PostgresEventStore:
        """The log."""
        return PostgresEventStore(self.pool)

    def now(self) -> datetime:
        """The instant, as the gateway has it."""
        return self.gateway.clock()

    def on_queue(self, turns: str) -> "System":
        """The same, where agreements are born into another task queue."""
        return replace(self, gateway=replace(self.gateway, turns_queue=turns))

    async def ask(self, asking: Asking) -> Appended:
        """Ask the engine, through the gateway."""
        return await self.gateway.ask(asking)

    async def actor(self, person: str, party: str) -> Actor:
        """A person as the gateway knows her: by the mandates that are registered."""
        return await mandates.actor_of(self.pool, person, party, self.now())

    async def line(self) -> tuple[str, str]:
        """Set up a supplier that nobody has met, with a product and its leaflets: their ids."""
        name = f"quill-{next(self.numbers)}"
        entries = (
            directory.Party(id=f"supplier:{name}", name="Quill BV", language="en"),
            directory.Product(id=name, supplier=name, name=FIRST.name),
        )
        await directory.enter(self.pool, entries)
        await self._person(f"seller-{name}", f"supplier:{name}", SUPPLIES)
        for leaflet in LEAFLETS:
            await put_leaflet(self.pool, of_product(leaflet, name))
        return name, name

    async def board(self) -> tuple[str, tuple[str, ...]]:
        """Register a board that nobody has met: its id, and those of its three schools."""
        board = f"board-{next(self.numbers)}"
        schools = tuple(f"{board}-school-{number}" for number in (1, 2, 3))
        await directory.enter(
            self.pool,
            (
                directory.Party(id=f"board:{board}", name=f"Board {board}"),
                *(directory.School(id=one, board=board, name=f"School {one}") for one in schools),
            ),
        )
        for role, rights in (("director", DECIDES), ("deputy", DECIDES), ("teacher", ())):
            await self._person(f"{role}-{board}", f"board:{board}", rights)
        return board, schools

    async def _person(self, key: str, party: str, rights: tuple[Right, ...]) -> None:
        """Register a person; who leads also holds the office that letters go to."""
        name = f"Verzonnen {key.title().replace('-', ' ')}"
        person = people.Person(id=key, name=name, email=f"{key}@invented.example")
        await people.put_person(self.pool, person)
        self.met.append(person)
        since = self.now() - YEAR
        if rights:
            mandate = Mandate(id=f"mandate-{key}", rights=rights, valid_from=since)
            granted = mandates.Granted(mandate=mandate, person=key, party=party)
            await mandates.grant(self.pool, granted)
        if key.startswith(("director", "seller")):
            office = Office(party=party, role=Role.DIRECTION)
            holder = people.Holder(office=office, person=key, valid_from=since)
            await people.appoint(self.pool, holder)

    async def permitted(
        self, school: str, product: str, service: str, at: datetime
    ) -> Allowed | Denied:
        """What the gate answers; the read model and the log must agree."""
        question = (school, product, service, at)
        answer = await gate.may_process(self.pool, *question)
        assert await gate.may_process_from_log(self.pool, *question) == answer
        return answer

    async def letters(self, stream: str) -> tuple[OutboxLetter, ...]:
        """The outbox about one agreement."""
        return await letter_cases.letters(self.pool, stream)

    async def at_rest(self) -> None:
        """Wait until no document is on its way."""
        owed = (
            "SELECT count(*) FROM agreement"
            " WHERE phase = 'active' AND state::jsonb ->> 'document_due' > ''"
        )
        while await self.pool.fetchval(owed):  # noqa: ASYNC110 - another process moves it
            await asyncio.sleep(0.05)

    def told_of_people(self) -> list[str]:
        """Everything that was ever told of people, but for their ids and languages."""
        return [told for one in self.met for told in (one.name, one.email)]

    def mail_kept(self) -> list[EmailMessage]:
        """The letters that reached the mail server, in order."""
        kept = (file.read_bytes() for file in sorted(self.mail.glob("*.eml")))
        return [email.message_from_bytes(one, policy=default) for one in kept]
