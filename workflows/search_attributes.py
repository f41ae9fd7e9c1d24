"""What workflows can be found by in Temporal: typed, without personal data, within the budget."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from temporalio.common import (
    SearchAttributeIndexedValueType,
    SearchAttributeKey,
    SearchAttributePair,
    SearchAttributeUpdate,
    TypedSearchAttributes,
)


class WaitsFor(StrEnum):
    """Whose turn it is."""

    BOARD = "board"
    SUPPLIER = "supplier"
    SECRETARIAT = "secretariat"


class Problem(StrEnum):
    """What is the matter with a case, and stays so until somebody does something."""

    PROOF_MISSING = "proof_missing"
    REFUSED_CHANGE = "refused_change"
    QUARANTINE = "quarantine"
    LETTER_FAILED = "letter_failed"
    LETTER_UNKNOWN = "letter_unknown"
    LETTER_NO_RECIPIENT = "letter_no_recipient"


PHASE = SearchAttributeKey.for_keyword("Phase")
KIND = SearchAttributeKey.for_keyword("Kind")
BOARD = SearchAttributeKey.for_keyword("Board")
SUPPLIER = SearchAttributeKey.for_keyword("Supplier")
PRODUCTS = SearchAttributeKey.for_keyword_list("Products")
WAITS_FOR = SearchAttributeKey.for_keyword_list("WaitsFor")
PROBLEM = SearchAttributeKey.for_keyword_list("Problem")
DUE = SearchAttributeKey.for_datetime("Due")
NEXT_DEADLINE = SearchAttributeKey.for_datetime("NextDeadline")
OPEN_CHANGES = SearchAttributeKey.for_int("OpenChanges")
TOLD = SearchAttributeKey.for_int("AgreementsTold")
LACKING = SearchAttributeKey.for_int("AgreementsWaiting")


@dataclass(frozen=True, slots=True)
class Meaning:
    """An attribute, the workflows that have it, and what it means to the one who searches."""

    key: SearchAttributeKey[Any]
    of: tuple[str, ...]
    sentence: str


MEANINGS = (
    Meaning(
        PHASE,
        ("agreement", "product", "intake", "letter"),
        "Where it stands, in one word: an agreement is offered, consented, active, ending or over;"
        " a letter is failed, unknown, no_recipient or on its way.",
    ),
    Meaning(
        WAITS_FOR,
        ("agreement", "intake", "letter"),
        "Whose turn it is: board, supplier or secretariat; absent where nobody is waited for.",
    ),
    Meaning(
        KIND,
        ("agreement", "letter"),
        "What is waited for, the most pressing if there is more: choices, signature, answer,"
        " return, export or certificate; of a letter, the event that it tells.",
    ),
    Meaning(
        DUE,
        ("agreement",),
        "The first instant by which somebody must have done something; in the past it is overdue.",
    ),
    Meaning(
        PROBLEM,
        ("agreement", "intake", "letter"),
        "What stays wrong until somebody acts: proof_missing, refused_change, quarantine,"
        " letter_failed, letter_unknown or letter_no_recipient.",
    ),
    Meaning(BOARD, ("agreement", "letter"), "The board's id, as in the agreement's."),
    Meaning(
        SUPPLIER,
        ("agreement", "product", "intake", "letter"),
        "The supplier's id, as in the agreement's.",
    ),
    Meaning(
        PRODUCTS,
        ("agreement", "product"),
        "The products of an agreement that were not dropped, 25 at most; of a product, itself.",
    ),
    Meaning(
        OPEN_CHANGES,
        ("agreement",),
        "How many changes wait for the board's answer.",
    ),
    Meaning(
        NEXT_DEADLINE,
        ("agreement", "intake"),
        "When the engine comes by next of itself, to remind, to let lapse or to end; more than"
        " some minutes in the past means that no worker runs.",
    ),
    Meaning(TOLD, ("product",), "How many agreements have heard all that was announced."),
    Meaning(LACKING, ("product",), "How many agreements have yet to hear something."),
)
"""The catalogue, in the order in which people read it."""

CATALOGUE = tuple(meaning.key for meaning in MEANINGS)
BUDGET = {
    SearchAttributeIndexedValueType.KEYWORD: 10,
    SearchAttributeIndexedValueType.KEYWORD_LIST: 3,
    SearchAttributeIndexedValueType.TEXT: 3,
    SearchAttributeIndexedValueType.INT: 3,
    SearchAttributeIndexedValueType.DOUBLE: 3,
    SearchAttributeIndexedValueType.BOOL: 3,
    SearchAttributeIndexedValueType.DATETIME: 3,
}
"""How many of each type a namespace holds where visibility is kept in SQL."""


def present(found: Mapping[SearchAttributeKey[Any], Any]) -> TypedSearchAttributes:
    """Return what has a value; an empty list is absent."""
    pairs = [SearchAttributePair(key, value) for key, value in found.items() if value is not None]
    return TypedSearchAttributes(pairs)


def changed_attributes(
    shown: TypedSearchAttributes, wanted: TypedSearchAttributes
) -> list[SearchAttributeUpdate[Any]]:
    """Return what must be altered for a search to find the stream as it stands."""
    before, then = _by_name(shown), _by_name(wanted)
    return [
        _update(key, then.get(key.name))
        for key in CATALOGUE
        if before.get(key.name) != then.get(key.name)
    ]


def _by_name(found: TypedSearchAttributes) -> dict[str, Any]:
    """Return the values: the SDK looks through all pairs for each that is asked for."""
    return {pair.key.name: pair.value for pair in found}


def _update(key: SearchAttributeKey[Any], value: Any) -> SearchAttributeUpdate[Any]:  # noqa: ANN401 - of the key's type
    return key.value_unset() if value is None else key.value_set(value)
