"""What an intake can be found by in Temporal, as it stands."""

from temporalio.common import TypedSearchAttributes

from domain.intake.deadlines import next_deadline
from domain.intake.questions import quarantined
from domain.intake.state import Intake
from workflows import search_attributes as by


def attributes(state: Intake) -> TypedSearchAttributes:
    """Return whose intake it is, and whether something is in quarantine."""
    is_held = bool(quarantined(state))
    return by.present(
        {
            by.PHASE: state.phase.value,
            by.SUPPLIER: state.supplier,
            by.WAITS_FOR: [by.WaitsFor.SECRETARIAT.value] if is_held else None,
            by.PROBLEM: [by.Problem.QUARANTINE.value] if is_held else None,
            by.NEXT_DEADLINE: next_deadline(state),
        }
    )
