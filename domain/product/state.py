"""What a decision about a product needs to know: the fold of its events."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from domain.answers import Answered
from domain.lately import Happened
from domain.product.announcement import Part

Standing = Literal["stands", "withdrawn", "superseded"]


class Phase(StrEnum):
    """Where a product stands."""

    UNBORN = "unborn"
    OFFERED = "offered"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Version:
    """One leaflet in the line."""

    position: int  # 0: the leaflet it was registered with
    change: str | None  # None at position 0
    leaflet: str  # hash
    label: str  # the leaflet's own version
    predecessor: str | None  # hash
    event_id: str  # of the event that brought it
    announced_from: datetime | None
    standing: Standing
    independent_of: str | None
    parts: tuple[Part, ...]
    to_tell: bool  # its announcement or withdrawal is on its way to the agreements


@dataclass(frozen=True, slots=True)
class Product:
    """The state of one product; `Product(id, supplier, product)` is the empty one."""

    id: str
    supplier: str
    product: str
    version: int = 0
    phase: Phase = Phase.UNBORN
    name: str = ""
    line: tuple[Version, ...] = ()
    answers: tuple[Answered, ...] = ()
    lately: tuple[Happened, ...] = ()
    last_at: datetime | None = None

    @property
    def has_ended(self) -> bool:
        """Nothing more is announced, and all of it is told."""
        return self.phase is Phase.ENDED and not any(one.to_tell for one in self.line)


def unborn(stream_id: str) -> Product:
    """Return the empty state; under another kind of name it is nobody's."""
    kind, _, rest = stream_id.partition(":")
    supplier, _, product = rest.partition(":") if kind == "product" else ("", "", "")
    return Product(stream_id, supplier, product)
