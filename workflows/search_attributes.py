"""What workflows can be found by in Temporal: typed, without personal data, within the budget."""

from typing import Any

from temporalio.common import (
    SearchAttributeIndexedValueType,
    SearchAttributeKey,
    SearchAttributePair,
    SearchAttributeUpdate,
    TypedSearchAttributes,
)

from domain.agreement.deadlines import next_deadline
from domain.agreement.state import Agreement, ChangeStanding
from workflows.waiting import waits

PHASE = SearchAttributeKey.for_keyword("Phase")
BOARD = SearchAttributeKey.for_keyword("Board")
SUPPLIER = SearchAttributeKey.for_keyword("Supplier")
PRODUCTS = SearchAttributeKey.for_keyword_list("Products")
WAITS_FOR = SearchAttributeKey.for_keyword_list("WaitsFor")
NEXT_DEADLINE = SearchAttributeKey.for_datetime("NextDeadline")
OPEN_CHANGES = SearchAttributeKey.for_int("OpenChanges")
PROOF_MISSING = SearchAttributeKey.for_bool("ProofMissing")

CATALOGUE = (
    PHASE,
    BOARD,
    SUPPLIER,
    PRODUCTS,
    WAITS_FOR,
    NEXT_DEADLINE,
    OPEN_CHANGES,
    PROOF_MISSING,
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

MOST_PRODUCTS = 25  # a value of more than 2 kB would fail the task


def attributes(state: Agreement) -> TypedSearchAttributes:
    """Return what an agreement can be found by as it stands; an empty list is absent."""
    products = [product.id for product in state.products if product.standing != "dropped"]
    asked = [change for change in state.changes if change.standing is ChangeStanding.ASKED]
    found: dict[SearchAttributeKey[Any], Any] = {
        PHASE: state.phase.value,
        BOARD: state.board,
        SUPPLIER: state.supplier,
        PRODUCTS: products[:MOST_PRODUCTS] or None,
        WAITS_FOR: sorted({wait.side.value for wait in waits(state)}) or None,
        NEXT_DEADLINE: next_deadline(state),
        OPEN_CHANGES: len(asked),
        PROOF_MISSING: any(one.proof_missing for one in state.endings),
    }
    present = [SearchAttributePair(key, value) for key, value in found.items() if value is not None]
    return TypedSearchAttributes(present)


def changed_attributes(
    shown: TypedSearchAttributes, state: Agreement
) -> list[SearchAttributeUpdate[Any]]:
    """Return what must be altered for a search to find the agreement as it stands."""
    wanted = attributes(state)
    return [_update(key, wanted.get(key)) for key in CATALOGUE if shown.get(key) != wanted.get(key)]


def _update(key: SearchAttributeKey[Any], value: Any) -> SearchAttributeUpdate[Any]:  # noqa: ANN401 - of the key's type
    return key.value_unset() if value is None else key.value_set(value)
