"""An operator's word to a stream: a history begun anew, a message opened again or laid aside."""

from temporalio.client import Client

from domain.intake.orders import MessageOrder
from domain.intake.refusals import NotInQuarantineError
from domain.orders import CompactReason, OperatorOrder
from domain.records import Appended
from gateway.refusals import NoSuchAgreementError, NoSuchStreamError
from gateway.updates import Update, patiently, updated
from workflows.ids import AgreementId, IntakeId, StreamId


async def compact(client: Client, place: StreamId, reason: CompactReason) -> Appended:
    """Have a stream's history begin anew; nothing is decided by it.

    Raises NoSuchStreamError, EngineAwayError or EngineFaultError.
    """
    update = Update("compact", OperatorOrder(reason=reason.value), Appended)
    return await patiently(lambda: updated(client, str(place), update))


async def remind(client: Client, place: AgreementId, order: OperatorOrder, name: str) -> Appended:
    """Have whoever is waited for written to; repeated under the same name it is done once.

    Raises NobodyWaitedForError, UnknownReasonCodeError, NoSuchAgreementError, EngineAwayError or
    EngineFaultError.
    """
    update = Update("remind", order, Appended, name)
    try:
        return await patiently(lambda: updated(client, str(place), update))
    except NoSuchStreamError:
        raise NoSuchAgreementError from None


async def replay(client: Client, place: IntakeId, order: MessageOrder, name: str) -> Appended:
    """Have a message in quarantine opened again; repeated under the same name it is done once.

    Raises NotInQuarantineError, UnknownReasonCodeError, EngineAwayError or EngineFaultError.
    """
    return await _ordered(client, place, Update("replay", order, Appended, name))


async def discard(client: Client, place: IntakeId, order: MessageOrder, name: str) -> Appended:
    """Lay a message in quarantine aside. Raises as `replay` does."""
    return await _ordered(client, place, Update("discard", order, Appended, name))


async def _ordered(client: Client, place: IntakeId, update: Update[Appended]) -> Appended:
    try:
        return await patiently(lambda: updated(client, str(place), update))
    except NoSuchStreamError:
        raise NotInQuarantineError from None  # nothing ever came to this intake
