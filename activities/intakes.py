"""Activities on messages of suppliers' systems: open an envelope, hand a message to its product."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Protocol

from temporalio import activity
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from activities.alive import beating
from domain.canonical import hash_of
from domain.intake.handing import HandedOver, HandOver
from domain.intake.opened import Opened, OpenEnvelope, Reopen, Reopened
from domain.intake.questions import refused_by
from domain.pointers import Pointer
from domain.product.refusals import ProductNotRunningError

PATIENCE = timedelta(seconds=8)  # a little less than the activity has: the next attempt asks again


class Openings(Protocol):
    """Keeps envelopes, and opens them."""

    async def open(self, envelope: OpenEnvelope) -> Opened:
        """Keep an envelope that arrived, and open it."""

    async def reopen(self, kept: Reopen) -> Reopened:
        """Open a kept envelope again."""


class IntakeActivities:
    """What is opened is told whole; faults of a message are part of the answer."""

    def __init__(self, openings: Openings, client: Client) -> None:
        self._openings, self._client = openings, client

    @property
    def activities(self) -> tuple[Callable[..., Any], ...]:
        """What a worker of turns offers."""
        return self.open_envelope, self.reopen_envelope, self.hand_over

    @activity.defn(name="open_envelope")
    @beating
    async def open_envelope(self, envelope: OpenEnvelope) -> Opened:
        """Keep an envelope that arrived, and open it."""
        return await self._openings.open(envelope)

    @activity.defn(name="reopen_envelope")
    @beating
    async def reopen_envelope(self, kept: Reopen) -> Reopened:
        """Open a kept envelope again."""
        return await self._openings.reopen(kept)

    @activity.defn(name="hand_over")
    @beating
    async def hand_over(self, message: HandOver) -> HandedOver:
        """Point the product to an accepted message; the same pointer again gets the same answer."""
        try:
            return await self._handed_over(message)
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
            return HandedOver(outcome=refused_by(ProductNotRunningError()))

    async def _handed_over(self, message: HandOver) -> HandedOver:
        product = self._client.get_workflow_handle(message.product)
        answer: HandedOver = await product.execute_update(
            "announce",
            Pointer(event=message.event),
            id=f"announce:{hash_of(message.event.encode())[:24]}",
            result_type=HandedOver,
            rpc_timeout=PATIENCE,
        )
        return answer
