"""What must follow an event: letters owed to offices, questions closed, documents to issue."""

from domain.agreement.questions import question_of, questions_closed
from domain.agreement.state import Agreement, ChangeStanding, Phase
from domain.events import Event
from domain.offices import Office, Role
from domain.records import EventRecord, LetterOwed
from domain.values import Side

__all__ = [
    "DOCUMENTS",
    "LETTERS",
    "letters_owed",
    "questions_closed",
]

_BOTH = (Side.BOARD, Side.SUPPLIER)
_BOARD, _SUPPLIER = (Side.BOARD,), (Side.SUPPLIER,)

LETTERS: dict[str, tuple[Side, ...]] = {
    "agreement.offered": _BOARD,
    "offer.revised": _BOARD,
    "offer.withdrawn": _BOTH,
    "offer.refused": _BOTH,
    "offer.lapsed": _BOTH,
    "choices.recorded": _SUPPLIER,
    "consent.completed": _BOTH,
    "signatures.voided": _BOTH,
    "agreement.signed": (),
    "agreement.activated": _BOTH,
    "product.offered": _BOARD,
    "product.added": _BOTH,
    "product.not_added": _BOTH,
    "product.dropped": _BOTH,
    "school.added": _BOTH,
    "school.removed": _BOTH,
    "document.filed": (),
    "party.reminded": (),  # to the one it is about
    "change.received": (),
    "change.composed": _BOARD,  # where it is asked
    "change.proposed": _BOARD,
    "change.told": _BOARD,
    "change.reminded": _BOARD,
    "change.approved": _BOTH,
    "change.scheduled": _BOTH,
    "approval.withdrawn": _BOTH,
    "change.rejected": _BOTH,
    "change.lapsed": _BOTH,
    "answer.came_late": _BOTH,
    "change.withdrawn": _BOARD,
    "change.superseded": _BOARD,
    "change.fell": _BOTH,
    "change.cancelled": _BOTH,
    "notice.given": _BOTH,
    "term.reminded": _BOTH,
    "agreement.ended": _BOTH,
    "ending.opened": _BOTH,
    "return.requested": _SUPPLIER,
    "return.waived": _SUPPLIER,
    "export.delivered": _BOARD,
    "export.confirmed": _SUPPLIER,
    "export.found_incomplete": _SUPPLIER,
    "return.settled": _SUPPLIER,
    "duty_to_keep.cited": _BOARD,
    "destruction.certified": _BOARD,
    "ending.reminded": (),  # to the one it waits for
    "proof.missing": _BOTH,
    "ending.completed": _BOTH,
    "agreement.closed": _BOTH,
}
"""Which parties are told of which event; every type of event has a row."""


def letters_owed(state: Agreement, records: tuple[EventRecord, ...]) -> tuple[LetterOwed, ...]:
    """Return the letters that stored events make due; `state` is the one behind them.

    What the same events ask and close again needs no letter.
    """
    closed = questions_closed(records)
    return tuple(
        LetterOwed(
            event_id=record.event_id,
            template=record.event.type,
            office=Office(party=_party(state, side), role=Role.DIRECTION),
            question=question_of(record.event),
        )
        for record in records
        for side in _told(state, record.event)
        if question_of(record.event) not in closed
    )


def _told(state: Agreement, event: Event) -> tuple[Side, ...]:
    if event.type == "ending.reminded":
        return (Side(event.waits_for),)
    if event.type == "party.reminded":
        return (event.side,)
    if event.type == "choices.recorded" and state.phase is Phase.ACTIVE:
        return _BOTH  # the annex is issued anew, both get it
    if event.type == "change.composed" and not _is_asked(state, event.change):
        return ()
    return LETTERS[event.type]


def _is_asked(state: Agreement, change: str) -> bool:
    asked = (one.id for one in state.changes if one.standing is ChangeStanding.ASKED)
    return change in asked


def _party(state: Agreement, side: Side) -> str:
    return f"{side.value}:{state.board if side is Side.BOARD else state.supplier}"


DOCUMENTS = frozenset(
    {
        "agreement.activated",
        "product.added",
        "product.dropped",
        "school.added",
        "school.removed",
        "choices.recorded",
        "change.approved",
    }
)
"""After which events the agreement is issued anew, as a document."""
