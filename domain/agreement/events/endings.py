"""What can have happened from notice to the last proof that data came back or was destroyed."""

from datetime import date
from typing import Literal

from domain.messages import Message
from domain.values import Hash, Identifier, Instant, Label, ReasonCode, Side


class NoticeGiven(Message):
    type: Literal["notice.given"] = "notice.given"
    side: Side
    reason: ReasonCode
    ends_at: Instant


class TermReminded(Message):
    type: Literal["term.reminded"] = "term.reminded"
    ends_on: date


class AgreementEnded(Message):
    """The gate is closed for every service; storage until return only."""

    type: Literal["agreement.ended"] = "agreement.ended"
    reason: Literal["notice", "term"]


class EndingScope(Message):
    """What ends: an absent field means all of them."""

    product: Identifier | None = None
    school: Identifier | None = None
    service: Identifier | None = None


class EndingOpened(Message):
    """Data must come back or be destroyed: the chain of proof that is owed (28(3)(g))."""

    type: Literal["ending.opened"] = "ending.opened"
    ending: Identifier
    scope: EndingScope
    categories: tuple[Label, ...]
    parts: tuple[Label, ...]
    export_by: Instant
    removed_at: Instant | None = None  # the service left the leaflet in force at this instant


class ReturnRequested(Message):
    type: Literal["return.requested"] = "return.requested"
    ending: Identifier
    categories: tuple[Label, ...]


class ReturnWaived(Message):
    type: Literal["return.waived"] = "return.waived"
    ending: Identifier
    categories: tuple[Label, ...]


class ExportDelivered(Message):
    type: Literal["export.delivered"] = "export.delivered"
    ending: Identifier
    categories: tuple[Label, ...]
    export: Hash


class ExportConfirmed(Message):
    type: Literal["export.confirmed"] = "export.confirmed"
    ending: Identifier
    categories: tuple[Label, ...]


class ExportFoundIncomplete(Message):
    type: Literal["export.found_incomplete"] = "export.found_incomplete"
    ending: Identifier
    categories: tuple[Label, ...]
    reason: ReasonCode


class ReturnSettled(Message):
    """Every category came back or was waived: only now destruction begins, with its clocks."""

    type: Literal["return.settled"] = "return.settled"
    ending: Identifier
    destroy_by: Instant
    destroy_backups_by: Instant
    certify_by: Instant
    certify_backups_by: Instant


class KeptByLaw(Message):
    """Categories that a cited law keeps until a day; without them no second certificate."""

    categories: tuple[Label, ...]
    law: Label
    until: date


class DutyToKeepCited(Message):
    type: Literal["duty_to_keep.cited"] = "duty_to_keep.cited"
    ending: Identifier
    part: Label
    kept: KeptByLaw


class DestructionCertified(Message):
    """A certificate; `final` unless the part still keeps something by law."""

    type: Literal["destruction.certified"] = "destruction.certified"
    ending: Identifier
    part: Label
    certificate: Hash
    final: bool


class EndingReminded(Message):
    type: Literal["ending.reminded"] = "ending.reminded"
    ending: Identifier
    waits_for: Literal["board", "supplier"]
    next_reminder: Instant


class ProofMissing(Message):
    type: Literal["proof.missing"] = "proof.missing"
    ending: Identifier
    parts: tuple[Label, ...]
    next_reminder: Instant


class EndingCompleted(Message):
    type: Literal["ending.completed"] = "ending.completed"
    ending: Identifier


class AgreementClosed(Message):
    type: Literal["agreement.closed"] = "agreement.closed"
