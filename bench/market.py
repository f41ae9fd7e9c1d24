"""A market: one invented supplier, its product, and many boards with an agreement on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.demonstration_data import complete_leaflet
from domain.actors import Actor, ActorKind, Mandate, Right
from domain.leaflet.leaflet import Leaflet
from workflows.ids import AgreementId, IntakeId, ProductId

BEFORE, AFTER = "github@2025-05-28", "github@2025-08-29"
"""The real leaflets that markets trade in; between them sub-processors join: boards are asked."""

OPTION, CHOSEN_BY_EACH = "copilot-ai", 3
"""One board in so many chooses this optional service."""

SCHOOLS = 3
YEAR = timedelta(days=365)
DECIDES = (Right.CHOOSE, Right.SIGN, Right.APPROVE, Right.END)
SUPPLIES = (Right.ANNOUNCE, Right.SIGN, Right.END, Right.CERTIFY)


@dataclass(frozen=True, slots=True)
class Board:
    """An invented board; those of two markets with the same number are the same."""

    number: int

    @property
    def id(self) -> str:
        return f"bench-{self.number:05}"

    @property
    def schools(self) -> tuple[str, ...]:
        return tuple(f"{self.id}-school-{number}" for number in range(1, SCHOOLS + 1))

    @property
    def director(self) -> str:
        """The person who decides for it, and reads its letters."""
        return f"director-{self.number:05}"

    @property
    def chooses_option(self) -> bool:
        return self.number % CHOSEN_BY_EACH == 0


@dataclass(frozen=True, slots=True)
class Market:
    """A supplier and its product, both of one name, and its agreements: one for each board."""

    name: str
    agreements: int

    @property
    def product(self) -> ProductId:
        return ProductId(self.name, self.name)

    @property
    def intake(self) -> IntakeId:
        return IntakeId(self.name)

    @property
    def seller(self) -> str:
        """The person who acts for the supplier."""
        return f"seller-{self.name}"

    @property
    def before(self) -> Leaflet:
        """The leaflet that every agreement was made on."""
        return self._leaflet(BEFORE)

    @property
    def after(self) -> Leaflet:
        """The leaflet that is announced."""
        return self._leaflet(AFTER)

    def boards(self) -> Iterator[Board]:
        return map(Board, range(1, self.agreements + 1))

    def place(self, board: Board) -> AgreementId:
        """Return the id of the agreement with a board."""
        return AgreementId(board.id, self.name, 1)

    def _leaflet(self, version: str) -> Leaflet:
        return complete_leaflet("github", version).model_copy(update={"product": self.name})


def mandate_of(person: str, rights: tuple[Right, ...], now: datetime) -> Mandate:
    """Return the mandate by which a person has acted for a year."""
    return Mandate(id=f"mandate-{person}", rights=rights, valid_from=now - YEAR)


def director_of(board: Board, now: datetime) -> Actor:
    """Return the one who decides for a board."""
    mandate = mandate_of(board.director, DECIDES, now)
    return _person(board.director, f"board:{board.id}", mandate)


def seller_of(market: Market, now: datetime) -> Actor:
    """Return the one who acts for the supplier."""
    return _person(
        market.seller, f"supplier:{market.name}", mandate_of(market.seller, SUPPLIES, now)
    )


def _person(person: str, party: str, mandate: Mandate) -> Actor:
    return Actor(kind=ActorKind.PERSON, person=person, party=party, mandates=(mandate,))
