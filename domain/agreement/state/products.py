"""What a decision needs to know of a product of the agreement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from domain.leaflet.digest import LeafletDigest


@dataclass(frozen=True, slots=True)
class LeafletInForce:
    """A leaflet and the instant from which it rules here; the schedule may lie ahead."""

    leaflet: LeafletDigest
    since: datetime


@dataclass(frozen=True, slots=True)
class Product:
    """A product of the agreement. `valid_until` is set while an addition waits for signatures."""

    id: str
    standing: Literal["offered", "in_force", "declined", "dropped"]
    offered: LeafletDigest
    schedule: tuple[LeafletInForce, ...] = ()
    valid_until: datetime | None = None
