"""What a decision about an agreement needs to know: the fold of its events."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.agreement.choices import Choice
from domain.agreement.state.changes import Change, ChangeStanding, ItemKey
from domain.agreement.state.endings import Ending, Proof, Return
from domain.agreement.state.phase import ENDED, OPEN, Phase
from domain.agreement.state.products import LeafletInForce, Product
from domain.agreement.terms import Duration, Terms
from domain.answers import Answered
from domain.lately import Happened
from domain.values import Side


@dataclass(frozen=True, slots=True)
class Signature:
    """A party's signature under the hash of the whole."""

    side: Side
    hash: str
    at: datetime


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
    document_due: int | None = None  # the version of which a document is to be filed
    answers: tuple[Answered, ...] = ()
    lately: tuple[Happened, ...] = ()
    last_at: datetime | None = None

    @property
    def has_ended(self) -> bool:
        """Nothing can happen to it any more."""
        return self.phase in ENDED


def unborn(stream_id: str, board: str, supplier: str) -> Agreement:
    """Return the empty state from which every fold begins."""
    return Agreement(stream_id, board, supplier)


__all__ = [
    "ENDED",
    "OPEN",
    "Agreement",
    "Answered",
    "Change",
    "ChangeStanding",
    "Ending",
    "ItemKey",
    "LeafletInForce",
    "Phase",
    "Product",
    "Proof",
    "Return",
    "Signature",
    "unborn",
]
