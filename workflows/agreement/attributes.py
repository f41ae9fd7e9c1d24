"""What an agreement can be found by in Temporal, as it stands."""

from collections.abc import Iterator
from typing import Any

from temporalio.common import SearchAttributeKey, TypedSearchAttributes

from domain.agreement.deadlines import next_deadline
from domain.agreement.open_points import open_points
from domain.agreement.state import Agreement, ChangeStanding
from domain.agreement.waiting import due, waits
from workflows import search_attributes as by

MOST_PRODUCTS = 25  # a value of more than 2 kB would fail the task


def attributes(state: Agreement) -> TypedSearchAttributes:
    """Return what an agreement can be found by as it stands; an empty list is absent."""
    products = [product.id for product in state.products if product.standing != "dropped"]
    asked = [change for change in state.changes if change.standing is ChangeStanding.ASKED]
    waiting = waits(state)
    found: dict[SearchAttributeKey[Any], Any] = {
        by.PHASE: state.phase.value,
        by.KIND: waiting[0].kind.value if waiting else None,
        by.BOARD: state.board,
        by.SUPPLIER: state.supplier,
        by.PRODUCTS: products[:MOST_PRODUCTS] or None,
        by.WAITS_FOR: sorted({wait.side.value for wait in waiting}) or None,
        by.PROBLEM: [problem.value for problem in _problems(state)] or None,
        by.DUE: due(state),
        by.NEXT_DEADLINE: next_deadline(state),
        by.OPEN_CHANGES: len(asked),
    }
    return by.present(found)


def _problems(state: Agreement) -> Iterator[by.Problem]:
    if any(ending.proof_missing for ending in state.endings):
        yield by.Problem.PROOF_MISSING
    if state.last_at is not None and open_points(state, state.last_at):
        yield by.Problem.REFUSED_CHANGE
