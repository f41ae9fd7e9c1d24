"""What workflows can be found by in Temporal: typed, without personal data, within the budget."""

from collections.abc import Mapping
from typing import Any

from temporalio.common import (
    SearchAttributeIndexedValueType,
    SearchAttributeKey,
    SearchAttributePair,
    SearchAttributeUpdate,
    TypedSearchAttributes,
)

PHASE = SearchAttributeKey.for_keyword("Phase")
BOARD = SearchAttributeKey.for_keyword("Board")
SUPPLIER = SearchAttributeKey.for_keyword("Supplier")
PRODUCTS = SearchAttributeKey.for_keyword_list("Products")
WAITS_FOR = SearchAttributeKey.for_keyword_list("WaitsFor")
NEXT_DEADLINE = SearchAttributeKey.for_datetime("NextDeadline")
OPEN_CHANGES = SearchAttributeKey.for_int("OpenChanges")
PROOF_MISSING = SearchAttributeKey.for_bool("ProofMissing")
PRODUCT = SearchAttributeKey.for_keyword("Product")
TOLD = SearchAttributeKey.for_int("AgreementsTold")
LACKING = SearchAttributeKey.for_int("AgreementsWaiting")
QUARANTINED = SearchAttributeKey.for_bool("Quarantined")

CATALOGUE = (
    PHASE,
    BOARD,
    SUPPLIER,
    PRODUCTS,
    WAITS_FOR,
    NEXT_DEADLINE,
    OPEN_CHANGES,
    PROOF_MISSING,
    PRODUCT,
    TOLD,
    LACKING,
    QUARANTINED,
)
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
    return [_update(key, wanted.get(key)) for key in CATALOGUE if shown.get(key) != wanted.get(key)]


def _update(key: SearchAttributeKey[Any], value: Any) -> SearchAttributeUpdate[Any]:  # noqa: ANN401 - of the key's type
    return key.value_unset() if value is None else key.value_set(value)
