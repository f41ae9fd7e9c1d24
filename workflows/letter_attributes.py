"""What a letter that needs a person can be found by in Temporal, as its case stands."""

from temporalio.common import TypedSearchAttributes

from domain.letter_cases import NEEDS_A_PERSON, LetterCase
from workflows import search_attributes as by
from workflows.ids import AgreementId, IntakeId, NotAStreamIdError, ProductId


def letter_attributes(case: LetterCase) -> TypedSearchAttributes:
    """Return where the letter is, what is the matter with it, and whose story it tells."""
    is_open = case.standing in NEEDS_A_PERSON
    board, supplier = _parties(case.stream)
    return by.present(
        {
            by.PHASE: case.standing.value,
            by.KIND: case.template,
            by.BOARD: board,
            by.SUPPLIER: supplier,
            by.WAITS_FOR: [by.WaitsFor.SECRETARIAT.value] if is_open else None,
            by.PROBLEM: [by.Problem(f"letter_{case.standing.value}").value] if is_open else None,
        }
    )


def _parties(stream: str) -> tuple[str | None, str | None]:
    """Return the board and the supplier of a stream, where its id names them."""
    try:
        if stream.startswith("agreement:"):
            agreement = AgreementId.parse(stream)
            return agreement.board, agreement.supplier
        one = ProductId if stream.startswith("product:") else IntakeId
        return None, one.parse(stream).supplier
    except NotAStreamIdError:
        return None, None
