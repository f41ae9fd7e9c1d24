"""How notice, endings and proofs move the state."""

from collections.abc import Callable
from dataclasses import replace

from domain.agreement.events import EndingEvent
from domain.agreement.events.endings import (
    AgreementClosed,
    AgreementEnded,
    DestructionCertified,
    DutyToKeepCited,
    EndingCompleted,
    EndingOpened,
    EndingReminded,
    ExportConfirmed,
    ExportDelivered,
    ExportFoundIncomplete,
    NoticeGiven,
    ProofMissing,
    ReturnRequested,
    ReturnSettled,
    ReturnWaived,
    TermReminded,
)
from domain.agreement.state import Agreement, Ending, Phase, Proof, Return


def evolve_ending(state: Agreement, event: EndingEvent) -> Agreement:
    """Move the state by one event."""
    match event:
        case NoticeGiven():
            return replace(state, ends_at=event.ends_at, notice_by=event.side)
        case TermReminded():
            return replace(state, term_reminded=True)
        case AgreementEnded():
            return replace(state, phase=Phase.ENDING)
        case AgreementClosed():
            return replace(state, phase=Phase.CLOSED)
        case EndingOpened():
            return replace(state, endings=(*state.endings, _opened(event)))
        case _:
            return _on_ending(state, event.ending, lambda ending: _step(ending, event))


Step = (
    ReturnRequested
    | ReturnWaived
    | ExportDelivered
    | ExportConfirmed
    | ExportFoundIncomplete
    | ReturnSettled
    | DutyToKeepCited
    | DestructionCertified
    | EndingReminded
    | ProofMissing
    | EndingCompleted
)


def _step(ending: Ending, event: Step) -> Ending:  # noqa: C901, PLR0911 - the table of contents, one line an event
    match event:
        case ReturnRequested():
            return _returning(ending, event.categories, "requested")
        case ReturnWaived():
            return _returning(ending, event.categories, "waived")
        case ExportDelivered():
            return _returning(ending, event.categories, "delivered")
        case ExportConfirmed():
            return _returning(ending, event.categories, "confirmed")
        case ExportFoundIncomplete():
            return _returning(ending, event.categories, "requested")
        case ReturnSettled():
            return replace(
                ending,
                destroy_by=event.destroy_by,
                certify_by=event.certify_by,
                certify_backups_by=event.certify_backups_by,
                next_reminder=event.certify_by,
            )
        case DutyToKeepCited():
            return _proving(ending, event.part, lambda proof: replace(proof, kept=event.kept))
        case DestructionCertified():
            return _certified(ending, event)
        case EndingReminded():
            return replace(ending, next_reminder=event.next_reminder)
        case ProofMissing():
            return replace(ending, missing=event.parts, next_reminder=event.next_reminder)
        case EndingCompleted():
            return replace(ending, completed=True)


def _opened(event: EndingOpened) -> Ending:
    return Ending(
        id=event.ending,
        scope=event.scope,
        returns=tuple(Return(category) for category in event.categories),
        proofs=tuple(Proof(part) for part in event.parts),
        next_reminder=event.export_by,
        removed_at=event.removed_at,
    )


def _on_ending(state: Agreement, ending: str, step: Callable[[Ending], Ending]) -> Agreement:
    endings = tuple(step(known) if known.id == ending else known for known in state.endings)
    return replace(state, endings=endings)


def _returning(ending: Ending, categories: tuple[str, ...], standing: str) -> Ending:
    return replace(
        ending,
        returns=tuple(
            Return(one.category, standing) if one.category in categories else one  # type: ignore[arg-type]
            for one in ending.returns
        ),
    )


def _proving(ending: Ending, part: str, step: Callable[[Proof], Proof]) -> Ending:
    proofs = tuple(step(proof) if proof.part == part else proof for proof in ending.proofs)
    return replace(ending, proofs=proofs)


def _certified(ending: Ending, event: DestructionCertified) -> Ending:
    proven = _proving(
        ending, event.part, lambda proof: replace(proof, certified=True, final=event.final)
    )
    return replace(proven, missing=tuple(one for one in ending.missing if one != event.part))
