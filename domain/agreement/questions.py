"""What letters ask, as keys: asked by some events, closed by others."""

from domain.events import Event
from domain.records import EventRecord

_QUESTIONS = {
    "agreement.offered": "offer",
    "offer.revised": "offer",
    "consent.completed": "signatures",
    "change.proposed": "change:{0.change}",
    "change.composed": "change:{0.change}",
    "change.reminded": "change:{0.change}",
    "product.offered": "product:{0.leaflet.product}",
    "ending.reminded": "ending:{0.ending}:{0.waits_for}",
    "term.reminded": "term",
    "party.reminded": "{0.question}",
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
    "notice.given": ("term",),
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


def question_of(event: Event) -> str | None:
    """Return what a letter about the event asks, as a key; None where it only tells."""
    question = _QUESTIONS.get(event.type)
    return question.format(event) if question else None


def questions_closed(records: tuple[EventRecord, ...]) -> tuple[str, ...]:
    """Return the questions that need no letter any more, those asked again since left out."""
    closed: set[str] = set()
    for record in records:
        closed |= {question.format(record.event) for question in _CLOSES.get(record.event.type, ())}
        closed -= {question_of(record.event) or ""}
    return tuple(sorted(closed))
