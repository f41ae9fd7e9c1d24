"""Which differences are important (law 5), each with its reason and its article."""

from collections.abc import Iterable
from typing import Literal

from domain.leaflet.items import Effect, Item, Stated
from domain.messages import Message

IMPORTANT: dict[Effect, str] = {
    Effect.NEW: "it is new",
    Effect.NEW_BELOW: "a sub-processor takes a new one of its own",
    Effect.WIDER: "it lists more than before",
    Effect.UNCLEAR: "it cannot be shown to narrow or to keep what was",
    Effect.NOW_NAMED: "it was not stated before: what is named now counts as added",
    Effect.NO_LONGER_STATED: "it was stated and is not any more: it may well be there still",
    Effect.JOINS_SERVICE: "a sub-processor joins a further service",
    Effect.OTHER_PERSON: "it is, or cannot be shown not to be, another legal person than before",
    Effect.OWN_PURPOSE: "the supplier is its own controller for it: no part of the agreement",
    Effect.FLAG: "the flag is set, or is taken back",
    Effect.CORE: "a new core service: every school that has the product gets it",
    Effect.OPTION: "a new optional service: important for those who choose it, others are told",
    Effect.TO_CORE: "an optional service becomes core: the choice is gone",
    Effect.TO_OPTION: "a core service becomes optional: who has it owes a separate choice",
    Effect.OUTSIDE: "it is, or is stated for the first time to be, outside the EEA",
    Effect.PLACE_UNCLEAR: "the words do not show that it is inside the EEA",
    Effect.TAKEN_BACK: "a stated place inside the EEA is taken back",
    Effect.MECHANISM_DROPPED: "a transfer mechanism is dropped or replaced",
    Effect.LONGER: "it is kept longer",
    Effect.END_DROPPED: "the stated end of what is kept is dropped",
    Effect.GROUND: "it is disclosed on another ground",
    Effect.WEAKER: "a safeguard or promise is removed or weakened",
}
UNIMPORTANT: dict[Effect, str] = {
    Effect.NARROWER: "it lists less than before",
    Effect.REMOVED: "it is only removed",
    Effect.SHORTER: "it is kept for a shorter time, or has an end now",
    Effect.INSIDE: "it is inside the EEA",
    Effect.SAME_PERSON: "the enterprise number is the same: the same legal person",
    Effect.STRONGER: "a safeguard or promise is added",
    Effect.CONTACT: "only a contact or an address",
    Effect.WORDING: "only wording or price",
    Effect.STATED: "it is said for the first time, or otherwise, and reaches no further",
}
REASONS: dict[tuple[str, Effect], str] = {
    ("subprocessor", Effect.NEW): "a new sub-processor, or another one in the place of one",
    ("subprocessor", Effect.REMOVED): "a sub-processor is removed",
    ("supplier", Effect.OTHER_PERSON): "another legal person as supplier: both sign anew",
    ("purpose", Effect.NEW): "a purpose is added",
    ("data", Effect.NEW): "a data category is added",
    ("data_subjects", Effect.NEW): "data subjects are added",
    ("disclosure", Effect.NEW): "a new third party receives data",
    ("automated_decision", Effect.NEW): "an automated decision, or a further use of it, is added",
}
"""Where a topic has a plainer reason for what happened than every topic shares."""

ARTICLES: dict[str, str] = {
    "service": "3.2, 9.2",
    "purpose": "5.1, 9.2",
    "data": "4.3, 9.2",
    "data_subjects": "4.3, 9.2",
    "retention": "4.3",
    "location": "4.3",
    "transfer": "4.3, GDPR 44-46",
    "disclosure": "5.3",
    "measure": "4.3, GDPR 32",
    "certificate": "4.3, GDPR 32",
    "automated_decision": "9.2, GDPR 22",
    "supplier": "9.3, 10.3",
    "contact": "3.3",
    "text": "3.3, 9.2",
    "subprocessor": "9.2, GDPR 28(2)",
    "subprocessor.service": "9.2",
    "subprocessor.task": "9.2",
    "subprocessor.data": "9.2",
    "subprocessor.location": "4.3",
    "subprocessor.company": "9.2",
    "subprocessor.mechanism": "4.3, GDPR 44-46",
}
OVERRIDES: dict[Effect, str] = {
    Effect.OWN_PURPOSE: "2.2",
    Effect.NEW_BELOW: "9.2, GDPR 28(4)",
    Effect.OPTION: "3.2",
}
STRICTER = "the supplier itself calls the change important"


class JudgedItem(Message):
    """`services` are the ids it touches; empty: the product as a whole, whatever was chosen."""

    kind: str
    target: str
    before: Stated
    after: Stated
    services: tuple[str, ...] = ()
    important: bool
    reason: str
    article: str


def importance(items: Iterable[Item]) -> tuple[JudgedItem, ...]:
    """Judge each item by law 5.

    A new optional service is important for those who choose it: `services` names it alone.
    """
    return tuple(_judged(one) for one in items)


def with_label(
    items: tuple[JudgedItem, ...], label: Literal["important", "not_important"] | None
) -> tuple[JudgedItem, ...]:
    """Apply the supplier's own label: it can raise importance and never lower it (law 5)."""
    return tuple(_raised(one) for one in items) if label == "important" else items


def another_party(items: Iterable[Item]) -> bool:
    """Say whether the supplier is another legal person: a new agreement, no change (law 8)."""
    return any(
        one.kind == "supplier.changed" and one.effect is Effect.OTHER_PERSON for one in items
    )


def _judged(item: Item) -> JudgedItem:
    topic = item.kind.rpartition(".")[0]
    important = item.effect in IMPORTANT
    shared = IMPORTANT[item.effect] if important else UNIMPORTANT[item.effect]
    return JudgedItem(
        **item.model_dump(exclude={"effect"}),
        important=important,
        reason=REASONS.get((topic, item.effect), shared),
        article=OVERRIDES.get(item.effect, ARTICLES[topic]),
    )


def _raised(item: JudgedItem) -> JudgedItem:
    if item.important:
        return item
    return item.model_copy(update={"important": True, "reason": STRICTER})
