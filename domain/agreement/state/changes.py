"""What a decision needs to know of an announced change."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.leaflet.digest import LeafletDigest
from domain.product.announcement import SupplierLabel


class ChangeStanding(StrEnum):
    """What has become of a change in this agreement."""

    RECEIVED = "received"
    ASKED = "asked"
    TOLD = "told"
    NOTED = "noted"  # told, and nothing follows from it here
    APPROVED = "approved"
    REJECTED = "rejected"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    FELL = "fell"
    CANCELLED = "cancelled"


ItemKey = tuple[str, str]
"""The kind and the target of a judged item."""


@dataclass(frozen=True, slots=True)
class Change:
    """One announced change; a digest, the items stay in the event."""

    id: str
    product: str
    leaflet: LeafletDigest  # as it would rule here: as published, or composed
    standing: ChangeStanding
    follows: str | None
    announced_from: datetime
    notice_until: datetime | None
    other_party: bool
    important_for: tuple[str, ...]  # services that an important item touches; CORE for all
    remind_at: tuple[datetime, ...] = ()
    answer_by: datetime | None = None
    in_force_from: datetime | None = None
    base: str = ""  # hash of the leaflet it is compared with
    published: str = ""  # hash of the supplier's own leaflet
    predecessor: str | None = None  # hash of the one before it in the product's line
    independent_of: tuple[str, ...] = ()  # changes here that it does not stand on
    label: SupplierLabel | None = None
    announcement: str | None = None  # the id of the event that announced it
    received_at: datetime | None = None
    refused_at: datetime | None = None
    matters: tuple[ItemKey, ...] = ()  # its important items, while it can still be refused or was

    @property
    def is_as_published(self) -> bool:
        """Its leaflet is the supplier's own, not composed here."""
        return self.leaflet.hash == self.published
