"""What a decision needs to know of an announced change."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.leaflet.digest import LeafletDigest


class ChangeStanding(StrEnum):
    """What has become of a change in this agreement."""

    RECEIVED = "received"
    ASKED = "asked"
    TOLD = "told"
    APPROVED = "approved"
    REJECTED = "rejected"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    FELL = "fell"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Change:
    """One announced change; a digest, the items stay in the event."""

    id: str
    product: str
    leaflet: LeafletDigest
    standing: ChangeStanding
    follows: str | None
    announced_from: datetime
    notice_until: datetime | None
    other_party: bool
    important_for: tuple[str, ...]  # services that an important item touches; CORE for all
    remind_at: tuple[datetime, ...] = ()
    answer_by: datetime | None = None
    in_force_from: datetime | None = None
