"""What an agreement waits for: from whom, and until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from domain.agreement.endings import is_settled, kept_by_law, waits_for_board
from domain.agreement.products import offered_products
from domain.agreement.signing import is_answered
from domain.agreement.state import Agreement, ChangeStanding, Ending, Phase
from domain.values import Side


@dataclass(frozen=True, slots=True)
class Wait:
    """One thing that one side has yet to do; `until` is absent where nothing lapses."""

    side: Side
    what: str
    until: datetime | None


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


def _of_offer(state: Agreement) -> Iterator[Wait]:
    if state.phase is Phase.OFFERED:
        yield Wait(Side.BOARD, "choices", state.valid_until)
    else:
        yield from _of_signatures(state, "signature", state.valid_until)


def _of_signatures(state: Agreement, what: str, until: datetime | None) -> Iterator[Wait]:
    signed = {signature.side for signature in state.signatures}
    yield from (Wait(side, what, until) for side in Side if side not in signed)


def _of_additions(state: Agreement) -> Iterator[Wait]:
    for product in offered_products(state):
        if is_answered(state, product.id):
            yield from _of_signatures(state, f"signature for {product.id}", product.valid_until)
        else:
            yield Wait(Side.BOARD, f"choices for {product.id}", product.valid_until)


def _of_changes(state: Agreement) -> Iterator[Wait]:
    for change in state.changes:
        if change.standing is ChangeStanding.ASKED:
            yield Wait(Side.BOARD, f"answer to change {change.id}", change.answer_by)


def _of_endings(state: Agreement) -> Iterator[Wait]:
    for ending in state.endings:
        if not ending.completed:
            yield from _of_ending(ending)


def _of_ending(ending: Ending) -> Iterator[Wait]:
    if waits_for_board(ending):
        yield Wait(Side.BOARD, f"return or waiver, ending {ending.id}", None)
    if any(one.standing == "requested" for one in ending.returns):
        yield Wait(Side.SUPPLIER, f"export, ending {ending.id}", None)
    if is_settled(ending):
        kept = {proof.part for proof in kept_by_law(ending) if proof.certified}
        for proof in ending.proofs:
            if not proof.final and proof.part not in kept:
                what = f"certificate of {proof.part}, ending {ending.id}"
                yield Wait(Side.SUPPLIER, what, ending.certify_by)
