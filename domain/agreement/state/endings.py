"""What a decision needs to know of a chain of proof."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from domain.agreement.events.endings import EndingScope, KeptByLaw


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
    missing: tuple[str, ...] = ()  # parts whose certificate was found overdue
    removed_at: datetime | None = None
    completed: bool = False

    @property
    def proof_missing(self) -> bool:
        """A certificate is overdue: shown until it is there."""
        return bool(self.missing)
