"""Who plays: real boards with their schools, real suppliers, and people that we invented."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.actors import Actor, ActorKind, Mandate, Right

INVENTED = "Verzonnen"  # Dutch for "invented": the last name of everybody here
DECIDES = (Right.CHOOSE, Right.SIGN, Right.APPROVE, Right.END)
SUPPLIES = (Right.ANNOUNCE, Right.SIGN, Right.END, Right.CERTIFY)
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Party:
    """A board or a supplier; `id` is that of its actors: `board:...` or `supplier:...`."""

    side: str
    key: str
    name: str

    @property
    def id(self) -> str:
        """The party as actors and offices name it."""
        return f"{self.side}:{self.key}"


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person of a party, and what she may do there."""

    key: str
    first_name: str
    party: Party
    rights: tuple[Right, ...] = ()
    has_expired: bool = False
    language: str = "nl"

    @property
    def name(self) -> str:
        """The whole name, which says that it is invented."""
        return f"{self.first_name} {INVENTED}"

    @property
    def email(self) -> str:
        """An address in a domain that is reserved for examples (RFC 2606)."""
        return f"{self.first_name.lower()}@{self.party.key}.example"

    def mandates(self, now: datetime) -> tuple[Mandate, ...]:
        """Return the mandates of this person, as they are registered before the stories begin."""
        if not self.rights:
            return ()
        until = now - timedelta(days=1) if self.has_expired else None
        return (
            Mandate(
                id=f"mandate-{self.key}",
                rights=self.rights,
                valid_from=now - YEAR,
                valid_until=until,
            ),
        )

    def actor(self, now: datetime) -> Actor:
        """Return the person as the door knows her."""
        return Actor(
            kind=ActorKind.PERSON,
            person=self.key,
            party=self.party.id,
            mandates=self.mandates(now),
        )


@dataclass(frozen=True, slots=True)
class School:
    """A school of a board."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Board:
    """A board with its schools and three of its people."""

    party: Party
    schools: tuple[School, ...]
    director: Person
    teacher: Person
    former_director: Person

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody of this board."""
        return (self.director, self.teacher, self.former_director)

    @property
    def school_keys(self) -> tuple[str, ...]:
        """The ids of its schools, sorted."""
        return tuple(sorted(school.key for school in self.schools))


@dataclass(frozen=True, slots=True)
class Supplier:
    """A supplier with the one who acts for it."""

    party: Party
    contract_manager: Person


def board_of(key: str, name: str, schools: tuple[School, ...], number: int) -> Board:
    """Put a board on the stage; `number` picks the first names of its people."""
    party = Party("board", key, name)

    def person(role: str, first_name: str, rights: tuple[Right, ...] = ()) -> Person:
        return Person(f"{role}-{number}", first_name, party, rights, has_expired=role == "former")

    director, teacher, former = _FIRST_NAMES[number]
    return Board(
        party,
        schools,
        person("director", director, DECIDES),
        person("teacher", teacher),
        person("former", former, DECIDES),
    )


def supplier_of(key: str, name: str, number: int) -> Supplier:
    """Put a supplier on the stage."""
    party = Party("supplier", key, name)
    first_name = _SUPPLIER_NAMES[number % len(_SUPPLIER_NAMES)]
    return Supplier(party, Person(f"seller-{number}", first_name, party, SUPPLIES, language="en"))


_FIRST_NAMES = (
    ("Griet", "Bram", "Odile"),
    ("Karim", "Lotte", "Achiel"),
    ("Fatma", "Wout", "Godelieve"),
)
_SUPPLIER_NAMES = ("Ada", "Blaise", "Grace", "Edsger", "Radia", "Tim", "Barbara", "Ken")
