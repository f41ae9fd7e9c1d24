"""What an agreement waits for: from whom, and until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.agreement.endings import BACKUPS_PART, is_settled, kept_by_law, waits_for_board
from domain.agreement.products import offered_products
from domain.agreement.signing import is_answered
from domain.agreement.state import Agreement, ChangeStanding, Ending, Phase, Proof
from domain.values import Side


class WaitKind(StrEnum):
    """What a party has yet to do."""

    CHOICES = "choices"
    SIGNATURE = "signature"
    ANSWER = "answer"  # to a change
    RETURN = "return"  # say return or waive, or confirm what was delivered
    EXPORT = "export"
    CERTIFICATE = "certificate"


_WORDS = {
    WaitKind.CHOICES: ("choices", "choices for {subject}"),
    WaitKind.SIGNATURE: ("signature", "signature for {subject}"),
    WaitKind.ANSWER: ("", "answer to change {subject}"),
    WaitKind.RETURN: ("", "return or waiver, ending {subject}"),
    WaitKind.EXPORT: ("", "export, ending {subject}"),
    WaitKind.CERTIFICATE: ("", "certificate of {part}, ending {subject}"),
}


@dataclass(frozen=True, slots=True)
class Wait:
    """One thing that one side has yet to do; `until` is absent where nothing lapses.

    `subject` is a product, a change or an ending; empty where it is the agreement as a whole.
    """

    side: Side
    kind: WaitKind
    until: datetime | None
    subject: str = ""
    part: str = ""  # whose certificate

    @property
    def what(self) -> str:
        """Say it in a few words."""
        whole, of_one = _WORDS[self.kind]
        return of_one.format(subject=self.subject, part=self.part) if self.subject else whole


def waits(state: Agreement) -> tuple[Wait, ...]:
    """Return all that is waited for, the most pressing first."""
    match state.phase:
        case Phase.OFFERED | Phase.CONSENTED:
            found = tuple(_of_offer(state))
        case Phase.ACTIVE:
            found = (*_of_additions(state), *_of_changes(state), *_of_endings(state))
        case Phase.ENDING:
            found = tuple(_of_endings(state))
        case _:
            found = ()
    return tuple(sorted(found, key=lambda one: (one.until is None, one.until, one.what)))


def due(state: Agreement) -> datetime | None:
    """Return the first instant by which somebody must have done something, if there is one."""
    return next((wait.until for wait in waits(state)), None)


def _of_offer(state: Agreement) -> Iterator[Wait]:
    if state.phase is Phase.OFFERED:
        yield Wait(Side.BOARD, WaitKind.CHOICES, state.valid_until)
    else:
        yield from _of_signatures(state, state.valid_until)


def _of_signatures(state: Agreement, until: datetime | None, product: str = "") -> Iterator[Wait]:
    signed = {signature.side for signature in state.signatures}
    for side in Side:
        if side not in signed:
            yield Wait(side, WaitKind.SIGNATURE, until, product)


def _of_additions(state: Agreement) -> Iterator[Wait]:
    for product in offered_products(state):
        if is_answered(state, product.id):
            yield from _of_signatures(state, product.valid_until, product.id)
        else:
            yield Wait(Side.BOARD, WaitKind.CHOICES, product.valid_until, product.id)


def _of_changes(state: Agreement) -> Iterator[Wait]:
    for change in state.changes:
        if change.standing is ChangeStanding.ASKED:
            yield Wait(Side.BOARD, WaitKind.ANSWER, change.answer_by, change.id)


def _of_endings(state: Agreement) -> Iterator[Wait]:
    for ending in state.endings:
        if not ending.completed:
            yield from _of_ending(ending)


def _of_ending(ending: Ending) -> Iterator[Wait]:
    if waits_for_board(ending):
        yield Wait(Side.BOARD, WaitKind.RETURN, None, ending.id)
    if any(one.standing == "requested" for one in ending.returns):
        yield Wait(Side.SUPPLIER, WaitKind.EXPORT, None, ending.id)
    if is_settled(ending):
        kept = {proof.part for proof in kept_by_law(ending) if proof.certified}
        for proof in ending.proofs:
            if not proof.final and proof.part not in kept:
                yield _certificate(ending, proof)


def _certificate(ending: Ending, proof: Proof) -> Wait:
    until = ending.certify_backups_by if proof.part == BACKUPS_PART else ending.certify_by
    return Wait(Side.SUPPLIER, WaitKind.CERTIFICATE, until, ending.id, proof.part)
