"""The way of a supplier's announcement: sealed for its intake, as a signal or for an answer."""

from dataclasses import dataclass

from temporalio.common import WorkflowIDConflictPolicy

from domain.actors import Actor
from domain.intake.envelope import Envelope, message_command_id
from domain.intake.questions import Fate, fate_on_record
from domain.intake.state import Standing
from domain.reading import ReadStream
from domain.refusals import RefusedError
from gateway.commands import Gateway
from gateway.refusals import named_failures
from gateway.updates import Birth, Update, begun, patiently
from workflows.ids import IntakeId
from workflows.intake.kind import INTAKE
from workflows.intake.workflow import IntakeWorkflow
from workflows.options import TASK

BIRTH = Birth(IntakeWorkflow.run, INTAKE.unborn)
DOOR = "announce_leaflet"
LARGEST = 1_900_000  # bytes; Temporal takes two million


class AnnouncementTooLargeError(RefusedError):
    """The announcement is too large to be sent; an envelope may have 1,900,000 bytes."""


@dataclass(frozen=True, slots=True)
class Sending:
    """What a person of a supplier sends by a system of theirs; the same id is the same message."""

    intake: IntakeId
    source: str
    message_id: str
    actor: Actor
    payload: str


async def send(gateway: Gateway, sending: Sending) -> None:
    """Signal the intake, which is opened where it is not.

    Raises AnnouncementTooLargeError, EngineAwayError or EngineFaultError.
    """
    place = str(sending.intake)
    with named_failures():
        await gateway.client.start_workflow(
            BIRTH.run,
            BIRTH.unborn(place),
            id=place,
            task_queue=gateway.turns_queue,
            task_timeout=TASK,
            start_signal=DOOR,
            start_signal_args=[sealed(gateway, sending)],
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            rpc_timeout=gateway.patience,
        )


async def announce(gateway: Gateway, sending: Sending) -> Fate:
    """Send it, and wait for what becomes of it, told in full; sending it again is safe.

    Raises AnnouncementTooLargeError, EngineAwayError or EngineFaultError.
    """
    fate = await patiently(lambda: _sent(gateway, sending))
    return await _in_full(gateway, str(sending.intake), fate)


def sealed(gateway: Gateway, sending: Sending) -> Envelope:
    """Return the envelope as it travels: every word of it under the gateway's seal."""
    envelope = Envelope(
        source=sending.source,
        message_id=sending.message_id,
        received_at=gateway.clock().isoformat(),
        payload=sending.payload,
        actor=sending.actor.model_dump_json(),
        via=gateway.via,
    )
    if len(envelope.model_dump_json().encode()) > LARGEST:
        raise AnnouncementTooLargeError
    return gateway.sealer.seal_envelope(envelope, str(sending.intake))


def name_of(sending: Sending) -> str:
    """Return the engine's name of the message."""
    return message_command_id(sending.intake.supplier, sending.message_id)


async def _sent(gateway: Gateway, sending: Sending) -> Fate:
    update = Update(DOOR, sealed(gateway, sending), Fate, patience=gateway.patience)
    return await begun(gateway.client, str(sending.intake), BIRTH, gateway.turns_queue, update)


async def _in_full(gateway: Gateway, intake: str, fate: Fate) -> Fate:
    """Read in the log what the intake leaves out: faults, and what it settled long ago."""
    if fate.change is not None or fate.standing is Standing.WAITING:
        return fate
    stored = await gateway.store.read_stream(_telling(intake, fate))
    return fate_on_record(stored.records, fate.message) or fate


def _telling(intake: str, fate: Fate) -> ReadStream:
    """The one event that tells of it, where it is named."""
    if fate.event is None:
        return ReadStream(stream_id=intake)
    version = int(fate.event.rpartition("#")[2])
    return ReadStream(stream_id=intake, after=version - 1, limit=1)
