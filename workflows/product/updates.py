"""The named updates of a product: what people of its supplier ask, and what the intake brings."""

from temporalio import workflow

from domain.canonical import hash_of
from domain.intake.commands import Early, InLine
from domain.intake.events import MessageAccepted
from domain.intake.handing import HandedOver
from domain.intake.questions import refused_by
from domain.pointers import Pointer
from domain.product.commands import Announce
from domain.product.line import change_of_leaflet
from domain.product.refusals import NoSuchMessageError, UnknownPredecessorError
from domain.product.state import Product
from domain.records import Appended
from domain.refusals import RefusedError
from domain.requests import SealedRequest
from workflows.doors import door
from workflows.ids import IntakeId
from workflows.life import Life
from workflows.steps import own_request
from workflows.store import event_at


class ProductUpdates(Life[Product]):
    """The doors of a product."""

    @door("The supplier registers a product, with its first leaflet.")
    async def register(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("The supplier takes an announced leaflet back.")
    async def withdraw_announcement(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("The supplier offers the product no longer.")
    async def end_product(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @workflow.update(description="For the intake: an accepted message, which is read in the log.")
    async def announce(self, pointer: Pointer) -> HandedOver:
        try:
            return HandedOver(outcome=await self._announced(pointer))
        except RefusedError as refusal:
            return HandedOver(outcome=refused_by(refusal))

    @announce.validator
    def _check_announce(self, pointer: Pointer) -> None:
        """Every pointer passes: what it points to is read in its turn."""

    async def _announced(self, pointer: Pointer) -> InLine | Early:
        """Raises the refusal that says why the leaflet has no place in the line."""
        message = await self._accepted(pointer)
        command = Announce(message=message.message, announced=message.announced)
        name = f"announce:{hash_of(pointer.event.encode())[:24]}"
        try:
            await self._take(own_request(self._state, command, name, self._now()))
        except UnknownPredecessorError:
            return Early(predecessor=message.announced.predecessor)
        return InLine(change=change_of_leaflet(self._state, message.announced.leaflet))

    async def _accepted(self, pointer: Pointer) -> MessageAccepted:
        """Read the message that its intake accepted: there alone is what gives it authority."""
        record = await event_at(pointer)
        if record is None or record.stream_id != str(IntakeId(self._state.supplier)):
            raise NoSuchMessageError
        if not isinstance(record.event, MessageAccepted):
            raise NoSuchMessageError
        return record.event
