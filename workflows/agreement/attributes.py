"""What an agreement can be found by in Temporal, as it stands."""

from typing import Any

from temporalio.common import SearchAttributeKey, TypedSearchAttributes

from domain.agreement.deadlines import next_deadline
from domain.agreement.state import Agreement, ChangeStanding
from workflows import search_attributes as by
from workflows.agreement.waiting import waits

MOST_PRODUCTS = 25  # a value of more than 2 kB would fail the task


def attributes(state: Agreement) -> TypedSearchAttributes:
    """Return what an agreement can be found by as it stands; an empty list is absent."""
    products = [product.id for product in state.products if product.standing != "dropped"]
    asked = [change for change in state.changes if change.standing is ChangeStanding.ASKED]
    found: dict[SearchAttributeKey[Any], Any] = {
        by.PHASE: state.phase.value,
        by.BOARD: state.board,
        by.SUPPLIER: state.supplier,
        by.PRODUCTS: products[:MOST_PRODUCTS] or None,
        by.WAITS_FOR: sorted({wait.side.value for wait in waits(state)}) or None,
        by.NEXT_DEADLINE: next_deadline(state),
        by.OPEN_CHANGES: len(asked),
        by.PROOF_MISSING: any(one.proof_missing for one in state.endings),
    }
    return by.present(found)
