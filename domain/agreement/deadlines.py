"""The deadlines of an agreement: absolute instants, the next of which the engine waits for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from domain.agreement.deciding.end import end_of_agreement
from domain.agreement.deciding.offer import terms_of
from domain.agreement.endings import proof_due
from domain.agreement.products import offered_products
from domain.agreement.removals import removals
from domain.agreement.state import Agreement, ChangeStanding, Ending, Phase

Kind = Literal[
    "proposal",
    "addition",
    "reminder",
    "answer",
    "removal",
    "term_reminder",
    "ends",
    "return",
    "certificate",
]


@dataclass(frozen=True, slots=True)
class Deadline:
    """An instant, what it is the end of, and of which change, product or ending."""

    at: datetime
    kind: Kind
    subject: str


def deadlines(state: Agreement) -> tuple[Deadline, ...]:
    """Return all deadlines, the earliest first."""
    match state.phase:
        case Phase.OFFERED | Phase.CONSENTED:
            found = _of_offer(state)
        case Phase.ACTIVE:
            found = (*_of_running(state), *_of_endings(state))
        case Phase.ENDING:
            found = _of_endings(state)
        case _:
            found = ()
    return tuple(sorted(found, key=lambda one: (one.at, one.kind, one.subject)))


def next_deadline(state: Agreement) -> datetime | None:
    """Return the instant at which the clock must come by, if any."""
    return next((deadline.at for deadline in deadlines(state)), None)


def _of_offer(state: Agreement) -> tuple[Deadline, ...]:
    return (Deadline(state.valid_until, "proposal", state.id),) if state.valid_until else ()


def _of_running(state: Agreement) -> tuple[Deadline, ...]:
    return (*_of_additions(state), *_of_changes(state), *_of_removals(state), *_of_end(state))


def _of_additions(state: Agreement) -> Iterator[Deadline]:
    return (
        Deadline(product.valid_until, "addition", product.id)
        for product in offered_products(state)
        if product.valid_until is not None
    )


def _of_changes(state: Agreement) -> Iterator[Deadline]:
    for change in state.changes:
        if change.standing is ChangeStanding.ASKED and change.answer_by is not None:
            yield Deadline(change.answer_by, "answer", change.id)
            for instant in change.remind_at:
                yield Deadline(instant, "reminder", change.id)


def _of_removals(state: Agreement) -> Iterator[Deadline]:
    for removal in removals(state):
        yield Deadline(removal.at, "removal", f"{removal.product}:{removal.service}")


def _of_end(state: Agreement) -> Iterator[Deadline]:
    ends = end_of_agreement(state)
    if ends is None:
        return
    yield Deadline(ends, "ends", state.id)
    if state.ends_at is None and not state.term_reminded:
        yield Deadline(terms_of(state).term_reminder.before(ends), "term_reminder", state.id)


def _of_endings(state: Agreement) -> tuple[Deadline, ...]:
    return tuple(_of_ending(state, ending) for ending in state.endings if not ending.completed)


def _of_ending(state: Agreement, ending: Ending) -> Deadline:
    """What is found missing is reminded of again; what is due later has its own instant."""
    due = {proof.part: proof_due(ending, proof, terms_of(state)) for proof in ending.proofs}
    instants = [
        ending.next_reminder if part in ending.missing else at
        for part, at in due.items()
        if at is not None
    ]
    if not instants:
        return Deadline(ending.next_reminder, "return", ending.id)
    return Deadline(min(instants), "certificate", ending.id)
