"""How one change of the state is found, and another put in its place."""

from dataclasses import replace

from domain.agreement.state import Agreement, Change


def find(state: Agreement, change: str) -> Change | None:
    """Return the last change of an id."""
    return next((known for known in reversed(state.changes) if known.id == change), None)


def replaced(state: Agreement, change: Change) -> Agreement:
    """Put a change in the place of the one with its id."""
    changes = tuple(change if known.id == change.id else known for known in state.changes)
    return replace(state, changes=changes)
