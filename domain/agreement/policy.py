"""What must follow an event: letters owed to offices, questions closed, documents owed."""

from domain.agreement.events import AgreementEvent
from domain.agreement.state import Agreement, Phase
from domain.messages import Message
from domain.offices import Office, Role
from domain.records import EventRecord, LetterOwed
from domain.values import Label, Side

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
    "change.received": (),
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


class DocumentOwed(Message):
    """A document to render, store, read back and file; the agreement as of a version."""

    document: Label
    of_version: int


def letters_owed(state: Agreement, records: tuple[EventRecord, ...]) -> tuple[LetterOwed, ...]:
    """Return the letters that stored events make due; `state` is the one behind them."""
    return tuple(
        LetterOwed(
            event_id=record.event_id,
            template=record.event.type,
            office=Office(party=_party(state, side), role=Role.DIRECTION),
            question=question_of(record.event),
        )
        for record in records
        for side in _told(state, record.event)
    )


def _told(state: Agreement, event: AgreementEvent) -> tuple[Side, ...]:
    if event.type == "ending.reminded":
        return (Side(event.waits_for),)
    if event.type == "choices.recorded" and state.phase is Phase.ACTIVE:
        return _BOTH  # the annex is issued anew, both get it
    return LETTERS[event.type]


def _party(state: Agreement, side: Side) -> str:
    return f"{side.value}:{state.board if side is Side.BOARD else state.supplier}"


_QUESTIONS = {
    "agreement.offered": "offer",
    "offer.revised": "offer",
    "consent.completed": "signatures",
    "change.proposed": "change:{0.change}",
    "change.reminded": "change:{0.change}",
    "product.offered": "product:{0.leaflet.product}",
    "ending.reminded": "ending:{0.ending}:{0.waits_for}",
    "term.reminded": "term",
}
_CHANGE, _ENDING = ("change:{0.change}",), ("ending:{0.ending}:board", "ending:{0.ending}:supplier")
_CLOSES: dict[str, tuple[str, ...]] = {
    "consent.completed": ("offer",),
    "offer.revised": ("offer", "signatures"),
    "offer.withdrawn": ("offer", "signatures"),
    "offer.refused": ("offer", "signatures"),
    "offer.lapsed": ("offer", "signatures"),
    "signatures.voided": ("signatures",),
    "agreement.activated": ("signatures",),
    "agreement.ended": ("signatures", "term"),
    "product.added": ("product:{0.product}", "signatures"),
    "product.not_added": ("product:{0.product}", "signatures"),
    "change.approved": _CHANGE,
    "change.rejected": _CHANGE,
    "change.lapsed": _CHANGE,
    "change.withdrawn": _CHANGE,
    "change.superseded": _CHANGE,
    "change.fell": _CHANGE,
    "change.cancelled": _CHANGE,
    "return.settled": _ENDING,
    "ending.completed": _ENDING,
}


def question_of(event: AgreementEvent) -> str | None:
    """Return what a letter about the event asks, as a key; None where it only tells."""
    question = _QUESTIONS.get(event.type)
    return question.format(event) if question else None


def questions_closed(records: tuple[EventRecord, ...]) -> tuple[str, ...]:
    """Return the questions that need no letter any more, those just asked again left out."""
    asked = {question_of(record.event) for record in records}
    closed = {
        question.format(record.event)
        for record in records
        for question in _CLOSES.get(record.event.type, ())
    }
    return tuple(sorted(closed - asked))


_DOCUMENTS = {
    "agreement.activated": "agreement",
    "product.added": "agreement",
    "product.dropped": "agreement",
    "school.added": "agreement",
    "school.removed": "agreement",
    "choices.recorded": "agreement",
    "change.approved": "agreement",
}


def documents_owed(state: Agreement, records: tuple[EventRecord, ...]) -> tuple[DocumentOwed, ...]:
    """Return the documents to issue anew: one for a command, however many events it brought."""
    owed = [record for record in records if record.event.type in _DOCUMENTS]
    if not owed or state.phase is not Phase.ACTIVE:
        return ()
    return (DocumentOwed(document="agreement", of_version=records[-1].version),)
