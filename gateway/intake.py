"""The way of a supplier's announcement: sealed for its intake, as a signal or for an answer."""

from contextlib import suppress
from dataclasses import dataclass

from temporalio.client import (
    WithStartWorkflowOperation,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.service import RPCError

from domain.actors import Actor
from domain.intake.envelope import Envelope, message_command_id
from domain.intake.questions import Fate
from gateway.commands import Gateway
from gateway.refusals import named_failures
from workflows.ids import IntakeId
from workflows.intake.kind import INTAKE
from workflows.intake.workflow import IntakeWorkflow


@dataclass(frozen=True, slots=True)
class Sending:
    """What a person of a supplier sends by a system of theirs; the same id is the same message."""

    intake: IntakeId
    source: str
    message_id: str
    actor: Actor
    payload: str


async def send(gateway: Gateway, sending: Sending) -> None:
    """Signal the intake, which is opened where it is not. Raises EngineAwayError."""
    envelope = sealed(gateway, sending)
    with named_failures():
        await gateway.client.start_workflow(
            IntakeWorkflow.run,
            INTAKE.unborn(str(sending.intake)),
            id=str(sending.intake),
            task_queue=gateway.turns_queue,
            start_signal="announce_leaflet",
            start_signal_args=[envelope],
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        )


async def announce(gateway: Gateway, sending: Sending) -> Fate:
    """Send it, and wait for what becomes of it; sending it again is safe.

    Raises a RefusedError, EngineAwayError or EngineFaultError.
    """
    place = str(sending.intake)
    start = WithStartWorkflowOperation(
        IntakeWorkflow.run,
        INTAKE.unborn(place),
        id=place,
        task_queue=gateway.turns_queue,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
    )
    with named_failures():
        try:
            fate: Fate = await gateway.client.execute_update_with_start_workflow(
                "announce_leaflet",
                sealed(gateway, sending),
                start_workflow_operation=start,
                result_type=Fate,
                rpc_timeout=gateway.patience,
            )
        except (RPCError, WorkflowUpdateRPCTimeoutOrCancelledError):
            with suppress(RPCError):
                await start.workflow_handle()  # it failed as well, and wants to be asked
            raise
    return fate


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
    return gateway.sealer.seal_envelope(envelope, str(sending.intake))


def name_of(sending: Sending) -> str:
    """Return the engine's name of the message."""
    return message_command_id(sending.intake.supplier, sending.message_id)
