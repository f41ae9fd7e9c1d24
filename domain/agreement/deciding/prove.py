"""Deciding on the chain of proof: return first, then destruction, then certificates."""

from datetime import datetime

from domain.agreement import commands as c
from domain.agreement.deciding.offer import terms_of
from domain.agreement.endings import ending_of, is_settled
from domain.agreement.events import Events
from domain.agreement.events.endings import (
    AgreementClosed,
    DestructionCertified,
    DutyToKeepCited,
    EndingCompleted,
    ExportConfirmed,
    ExportDelivered,
    ExportFoundIncomplete,
    KeptByLaw,
    ReturnRequested,
    ReturnSettled,
    ReturnWaived,
)
from domain.agreement.evolve import evolved
from domain.agreement.refusals import (
    AlreadyCertifiedError,
    LawAlreadyPastError,
    ReturnNotSettledError,
    ReturnOutOfOrderError,
    StillKeptByLawError,
    UnknownCategoryError,
    UnknownPartError,
)
from domain.agreement.state import Agreement, Ending, Phase, Proof
from domain.calendar import day_of, end_of_day


def request_return(state: Agreement, command: c.RequestReturn) -> Events:
    """Ask categories back; what was waived comes back only when it is named."""
    steps = ("open", "waived") if command.categories else ("open",)
    categories = _at_step(state, command, steps)
    return (ReturnRequested(ending=command.ending, categories=categories),)


def waive_return(state: Agreement, command: c.WaiveReturn, now: datetime) -> Events:
    """Waive the return of categories, in writing."""
    categories = _at_step(state, command, ("open", "requested", "delivered"))
    return _settling(state, ReturnWaived(ending=command.ending, categories=categories), now)


def deliver_export(state: Agreement, command: c.DeliverExport) -> Events:
    """Deliver categories that were asked back."""
    categories = _at_step(state, command, ("requested", "delivered"))
    return (ExportDelivered(ending=command.ending, categories=categories, export=command.export),)


def confirm_export(state: Agreement, command: c.ConfirmExport, now: datetime) -> Events:
    """Confirm that what came back is complete."""
    categories = _at_step(state, command, ("delivered",))
    return _settling(state, ExportConfirmed(ending=command.ending, categories=categories), now)


def report_incomplete(state: Agreement, command: c.ReportIncompleteExport) -> Events:
    """Say that what came back is not complete: it is asked again."""
    categories = _at_step(state, command, ("delivered",))
    return (
        ExportFoundIncomplete(ending=command.ending, categories=categories, reason=command.reason),
    )


def cite_duty_to_keep(state: Agreement, command: c.CiteDutyToKeep, now: datetime) -> Events:
    """Put a legal duty on record: these categories, this law, until this day."""
    ending = ending_of(state, command.ending)
    proof = _proof_of(ending, command.part)
    if proof.certified:
        raise AlreadyCertifiedError(command.part)
    _refuse_unknown(ending, command.categories)
    if command.until <= day_of(now):
        raise LawAlreadyPastError(f"{command.until:%Y-%m-%d}")
    kept = KeptByLaw(categories=command.categories, law=command.law, until=command.until)
    return (DutyToKeepCited(ending=ending.id, part=command.part, kept=kept),)


def certify(state: Agreement, command: c.CertifyDestruction, now: datetime) -> Events:
    """Certify the destruction at one part; the last one completes the chain."""
    ending = ending_of(state, command.ending)
    proof = _proof_of(ending, command.part)
    if ending.certify_by is None:
        raise ReturnNotSettledError(ending.id)
    if proof.final:
        raise AlreadyCertifiedError(command.part)
    still_kept = proof.kept is not None and now < end_of_day(proof.kept.until)
    if proof.certified and still_kept:
        raise StillKeptByLawError(f"{proof.kept.until:%Y-%m-%d}" if proof.kept else "")
    certified = DestructionCertified(
        ending=ending.id,
        part=command.part,
        certificate=command.certificate,
        final=not still_kept,
    )
    return (certified, *_completion(evolved(state, (certified,), now), ending.id))


def _completion(after: Agreement, ending: str) -> Events:
    if not all(proof.final for proof in ending_of(after, ending).proofs):
        return ()
    completed = EndingCompleted(ending=ending)
    others = (one.completed for one in after.endings if one.id != ending)
    closes = after.phase is Phase.ENDING and all(others)
    return (completed, *((AgreementClosed(),) if closes else ()))


def _settling(state: Agreement, event: ReturnWaived | ExportConfirmed, now: datetime) -> Events:
    if not is_settled(ending_of(evolved(state, (event,), now), event.ending)):
        return (event,)
    terms = terms_of(state)
    destroy_by = terms.destruction.after(now)
    backups_by = terms.backup_destruction.after_end(destroy_by)
    settled = ReturnSettled(
        ending=event.ending,
        destroy_by=destroy_by,
        destroy_backups_by=backups_by,
        certify_by=terms.certificate.after_end(destroy_by),
        certify_backups_by=terms.certificate.after_end(backups_by),
    )
    return (event, settled)


def _at_step(state: Agreement, command: c.OfEnding, steps: tuple[str, ...]) -> tuple[str, ...]:
    """Return the categories named, each at one of the steps; none named: all that are."""
    ending = ending_of(state, command.ending)
    _refuse_unknown(ending, command.categories)
    ready = tuple(one.category for one in ending.returns if one.standing in steps)
    named = command.categories or ready
    if ending.certify_by is not None or not named or set(named) - set(ready):
        raise ReturnOutOfOrderError(", ".join(sorted(set(named) - set(ready))))
    return tuple(sorted(set(named)))


def _refuse_unknown(ending: Ending, categories: tuple[str, ...]) -> None:
    unknown = set(categories) - {one.category for one in ending.returns}
    if unknown:
        raise UnknownCategoryError(", ".join(sorted(unknown)))


def _proof_of(ending: Ending, part: str) -> Proof:
    for proof in ending.proofs:
        if proof.part == part:
            return proof
    raise UnknownPartError(part)
