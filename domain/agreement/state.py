"""What a decision about an agreement needs to know: the fold of its events."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from domain.agreement.choices import Choice
from domain.agreement.events.endings import EndingScope, KeptByLaw
from domain.agreement.terms import Duration, Terms
from domain.leaflet.digest import LeafletDigest
from domain.values import Side


class Phase(StrEnum):
    """Where an agreement stands."""

    UNBORN = "unborn"
    OFFERED = "offered"
    CONSENTED = "consented"
    ACTIVE = "active"
    ENDING = "ending"
    CLOSED = "closed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


OPEN = frozenset({Phase.OFFERED, Phase.CONSENTED, Phase.ACTIVE})
ENDED = frozenset({Phase.CLOSED, Phase.REFUSED, Phase.WITHDRAWN, Phase.LAPSED})


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


@dataclass(frozen=True, slots=True)
class Signature:
    """A party's signature under the hash of the whole."""

    side: Side
    hash: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Proof:
    """One part that owes a certificate: the supplier, its backups or a sub-processor."""

    part: str
    kept: KeptByLaw | None = None
    certified: bool = False  # what the law does not keep is destroyed
    final: bool = False


@dataclass(frozen=True, slots=True)
class Return:
    """How one category of data comes back, or why it need not."""

    category: str
    standing: Literal["open", "requested", "delivered", "confirmed", "waived"] = "open"


@dataclass(frozen=True, slots=True)
class Ending:
    """A chain of proof, of the whole agreement or of a part of it."""

    id: str
    scope: EndingScope
    returns: tuple[Return, ...]
    proofs: tuple[Proof, ...]
    next_reminder: datetime
    destroy_by: datetime | None = None
    certify_by: datetime | None = None
    certify_backups_by: datetime | None = None
    proof_missing: bool = False
    completed: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """A command that has its answer: the stream's version after it."""

    command_id: str
    digest: str
    version: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """The state of one agreement; `Agreement(id, board, supplier)` is the empty one."""

    id: str
    board: str
    supplier: str
    version: int = 0
    phase: Phase = Phase.UNBORN
    schools: tuple[str, ...] = ()
    text: str = ""
    terms: Terms | None = None
    policy: str = ""
    duration: Duration = field(default_factory=Duration)
    valid_until: datetime | None = None
    products: tuple[Product, ...] = ()
    choices: tuple[Choice, ...] = ()
    signatures: tuple[Signature, ...] = ()
    activated_at: datetime | None = None
    term_reminded: bool = False
    ends_at: datetime | None = None
    notice_by: Side | None = None
    changes: tuple[Change, ...] = ()
    endings: tuple[Ending, ...] = ()
    answers: tuple[Answered, ...] = ()
    last_at: datetime | None = None

    @property
    def has_ended(self) -> bool:
        """Nothing can happen to it any more."""
        return self.phase in ENDED


def unborn(stream_id: str, board: str, supplier: str) -> Agreement:
    """Return the empty state from which every fold begins."""
    return Agreement(stream_id, board, supplier)
