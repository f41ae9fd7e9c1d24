"""A story whose letters are owed to people, and the mail server to which they go."""

import email
import email.policy
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage

from temporalio.testing import ActivityEnvironment

from activities.delivering import Delivery
from activities.letters import LetterActivities
from adapters import directory, letter_cases
from adapters.event_store import PostgresEventStore
from adapters.mailer import Mailer
from adapters.people import Holder, Person, appoint, put_person
from adapters.postgres import Pool
from domain.letter_cases import Standing
from domain.letters import PATIENCE
from domain.offices import Office, Role
from domain.post import DeliverDue, Delivered
from tests.fakes.faulty_mail import FaultyKeeper
from tests.scenario import SCHOOLS, START, Story
from tests.stored import store_story

CONTACT = "hulp@akkoord.example"
AN = Person(id="an", name="An Peeters", email="an@board.example", language="nl")
JOHN = Person(id="john", name="John Smith", email="john@supplier.example", language="en")


@dataclass
class Clock:
    """A clock that moves when it is told to, or that runs from then on."""

    now: datetime = START + timedelta(days=1)
    runs: bool = False
    since: float = field(default_factory=time.monotonic)

    def __call__(self) -> datetime:
        if not self.runs:
            return self.now
        return self.now + timedelta(seconds=time.monotonic() - self.since)

    def later(self, **period: float) -> None:
        self.now += timedelta(**period)


@dataclass
class Correspondence:
    """Who is who, what is owed, and what arrived."""

    pool: Pool
    keeper: FaultyKeeper
    mailer: Mailer
    clock: Clock = field(default_factory=Clock)

    @property
    def activities(self) -> LetterActivities:
        """The activities as a worker would offer them."""
        patience = PATIENCE["demonstration"]
        return LetterActivities(Delivery(self.pool, self.mailer, patience, CONTACT, self.clock))

    async def deliver(self, limit: int = 50) -> Delivered:
        """Send what is due, once."""
        return await ActivityEnvironment().run(self.activities.deliver_due, DeliverDue(limit=limit))

    async def owed(self, story: Story) -> None:
        """Store a story, so that its letters are owed."""
        await store_story(PostgresEventStore(self.pool), story)

    async def standings(self) -> Counter[Standing]:
        """How many letters stand how."""
        counted = await letter_cases.count_letters(self.pool)
        return Counter({standing: count for standing, count in counted.items() if count})

    async def was_put_off(self) -> bool:
        """Tell whether letters wait for another attempt."""
        return any(one.not_before for one in await letter_cases.letters(self.pool))

    async def vacate(self, party: str) -> None:
        """Leave the office of a party to nobody."""
        async with self.pool.acquire() as connection:
            await connection.execute("DELETE FROM office_holder WHERE party = $1", party)

    def arrived(self) -> list[EmailMessage]:
        """The letters at the mail server, in the order in which they came."""
        return [
            email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            for path in sorted(self.keeper.directory.glob("*.eml"))
        ]


async def entered(pool: Pool) -> None:
    """Enter both parties, their people and what they are called."""
    await directory.enter(
        pool,
        [
            directory.Party(id="board:gent", name="GO! scholengroep Gent"),
            directory.Party(id="supplier:github", name="GitHub"),
            *(directory.School(id=one, board="gent", name=one.title()) for one in SCHOOLS),
            directory.Product(id="code", supplier="github", name="GitHub for schools"),
        ],
    )
    for person, party in ((AN, "board:gent"), (JOHN, "supplier:github")):
        await put_person(pool, person)
        await appointed(pool, person, party)


async def appointed(pool: Pool, person: Person, party: str) -> None:
    """Put a person in the office that letters go to."""
    office = Office(party=party, role=Role.DIRECTION)
    holder = Holder(office=office, person=person.id, valid_from=START - timedelta(days=9))
    await appoint(pool, holder)
