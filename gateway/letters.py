"""An operator's word about a letter that needs a person: send it again, or close its case."""

from temporalio.client import Client

from domain.letter_cases import Operated
from domain.orders import OperatorOrder
from domain.refusals import RefusedError
from gateway.refusals import NoSuchStreamError, named_failures
from workflows.ids import letter_case_id


class NoSuchCaseError(RefusedError):
    """No case of this letter is open: it needs no person."""


async def resend_letter(client: Client, letter: str, reason: str) -> Operated:
    """Let a letter go again. Raises a RefusedError, EngineAwayError or EngineFaultError."""
    return await _operated(client, letter, "resend", reason)


async def resolve_letter(client: Client, letter: str, reason: str) -> Operated:
    """Close a case without sending. Raises as `resend_letter` does."""
    return await _operated(client, letter, "resolve", reason)


async def _operated(client: Client, letter: str, update: str, reason: str) -> Operated:
    handle = client.get_workflow_handle(letter_case_id(letter))
    order = OperatorOrder(reason=reason)
    try:
        with named_failures():
            answer: Operated = await handle.execute_update(update, order, result_type=Operated)
    except NoSuchStreamError:
        raise NoSuchCaseError(letter) from None
    return answer
