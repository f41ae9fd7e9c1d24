"""Who asks: a person with mandates, the clock, the operator or the engine itself."""

from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints
from typing_extensions import override

from domain.messages import Message
from domain.values import Identifier, Instant

PartyId = Annotated[
    str, StringConstraints(pattern=r"^(board|supplier|platform):[a-z0-9][a-z0-9_-]{0,63}$")
]


class Right(StrEnum):
    """What a mandate may allow (declaration 1.8; the words of the rules)."""

    CHOOSE = "choose"
    SIGN = "sign"
    APPROVE = "approve"
    END = "end"
    ANNOUNCE = "announce"
    CERTIFY = "certify"


class Mandate(Message):
    """A dated right of a person to act for a party, for all or some of its schools."""

    id: Identifier
    rights: tuple[Right, ...]
    schools: tuple[Identifier, ...] | None = None  # None: all schools of the party
    valid_from: Instant
    valid_until: Instant | None = None


class ActorKind(StrEnum):
    """Where a command comes from."""

    PERSON = "person"
    CLOCK = "clock"
    ENGINE = "engine"


class Actor(Message):
    """The one who asks; a person is an id, never a name."""

    kind: ActorKind
    person: Identifier | None = None
    party: PartyId | None = None
    mandates: tuple[Mandate, ...] = ()

    @override
    def __str__(self) -> str:
        return f"person:{self.person}" if self.person else self.kind.value


CLOCK = Actor(kind=ActorKind.CLOCK)
ENGINE = Actor(kind=ActorKind.ENGINE)
