"""Reminding whoever is waited for, on an operator's word: why, and what it brings."""

from collections.abc import Iterator
from enum import StrEnum

from domain.agreement.commands.machines import Remind
from domain.agreement.events import Events
from domain.agreement.events.offering import PartyReminded
from domain.agreement.refusals import NobodyWaitedForError
from domain.agreement.state import Agreement
from domain.agreement.waiting import Wait, WaitKind, waits
from domain.orders import OperatorOrder, reason_of


class RemindReason(StrEnum):
    """Why a party is reminded now, and not only when the clock does."""

    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    ASKED_FOR = "asked_for"  # by a party
    NOT_RECEIVED = "not_received"  # the party says that it knows of nothing


def remind_of(order: OperatorOrder) -> Remind:
    """Raise `UnknownReasonCodeError`, which names the list, for a reason that is not in it."""
    return Remind(reason=reason_of(order, RemindReason).value)


def remind(state: Agreement, command: Remind) -> Events:
    """Remind each side of each thing once. Raises NobodyWaitedForError."""
    found = tuple(
        PartyReminded(
            side=wait.side,
            waits_for=wait.kind.value,
            subject=wait.subject or None,
            question=_question(wait),
            until=wait.until,
            reason=command.reason,
        )
        for wait in _each_once(waits(state))
    )
    if not found:
        raise NobodyWaitedForError
    return found


def _each_once(waiting: tuple[Wait, ...]) -> Iterator[Wait]:
    """Yield the most pressing of those about the same: an ending may want many certificates."""
    seen = set()
    for wait in waiting:
        key = (wait.side, wait.kind, wait.subject)
        if key not in seen:
            seen.add(key)
            yield wait


def _question(wait: Wait) -> str:
    """Return the key under which letters ask for it, so that it is closed with them."""
    match wait.kind:
        case WaitKind.CHOICES:
            return f"product:{wait.subject}" if wait.subject else "offer"
        case WaitKind.SIGNATURE:
            return "signatures"
        case WaitKind.ANSWER:
            return f"change:{wait.subject}"
        case WaitKind.RETURN | WaitKind.EXPORT | WaitKind.CERTIFICATE:
            return f"ending:{wait.subject}:{wait.side.value}"
