"""What an answer of the engine means to the one who asked: a refusal, a fault, or nobody there."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from temporalio.api.errordetails.v1 import NamespaceNotFoundFailure
from temporalio.client import WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

import domain.agreement.refusals
import domain.intake.refusals
import domain.letter_cases
import domain.product.refusals
import domain.repeats
import domain.sealing
import domain.store_refusals  # noqa: F401 - a refusal is known by name once its module is imported
from domain.refusals import RefusedError, refusal_from


class EngineAwayError(Exception):
    """The engine did not answer in time; ask the same again, under the same name."""


class EngineBusyError(EngineAwayError):
    """The engine was turning a page; ask the same again, at once."""


class WorkflowLostError(EngineAwayError):
    """Temporal has lost it: ask again after an operator ran `akkoord rebuild workflows`."""


class EngineFaultError(Exception):
    """The engine failed on this request: this is not a refusal, and not the asker's doing."""


class NoSuchStreamError(RefusedError):
    """Nothing of this name is under way."""


class NoSuchAgreementError(NoSuchStreamError):
    """No agreement of this name is under way."""


class NoSuchProductError(NoSuchStreamError):
    """No product of this name is on offer: it was not registered yet, or has ended."""


@contextmanager
def named_failures() -> Iterator[None]:
    """Raise a RefusedError, EngineFaultError or EngineAwayError for what the client raises."""
    try:
        yield
    except WorkflowUpdateFailedError as failed:
        raise _refusal_or_fault(failed.cause) from None
    except WorkflowUpdateRPCTimeoutOrCancelledError:
        raise EngineAwayError from None
    except RPCError as error:
        raise _of_call(error) from error


def _refusal_or_fault(cause: BaseException | None) -> Exception:
    if isinstance(cause, ApplicationError):
        refusal = refusal_from(cause.type or "", cause.message)
        return refusal or EngineFaultError(cause.type)
    return EngineFaultError(type(cause).__name__)


def _of_call(error: RPCError) -> Exception:
    if error.status is RPCStatusCode.NOT_FOUND:
        is_lost = any(one.Is(NamespaceNotFoundFailure.DESCRIPTOR) for one in _details(error))
        return EngineFaultError(error.message) if is_lost else NoSuchStreamError()
    if error.status in (RPCStatusCode.FAILED_PRECONDITION, RPCStatusCode.ABORTED):
        return EngineBusyError(error.message)
    if error.status in (RPCStatusCode.INVALID_ARGUMENT, RPCStatusCode.PERMISSION_DENIED):
        return EngineFaultError(error.message)
    return EngineAwayError(error.message)


def _details(error: RPCError) -> Sequence[Any]:
    return error.grpc_status.details
