"""One supplier's intake: every message taken in, handed to its product, or held in quarantine."""

from collections.abc import Awaitable, Callable

from temporalio import workflow
from temporalio.common import RawValue
from typing_extensions import override

from domain.commands import AnyCommand
from domain.intake.commands import SettleMessage, taking_in
from domain.intake.envelope import Envelope
from domain.intake.handing import HandOver
from domain.intake.opened import Opened, OpenEnvelope, Reopen, used_before
from domain.intake.orders import MessageOrder, discard_of, replay_of
from domain.intake.questions import Fate, attempt_name, fate_of, to_hand_over, to_try_again
from domain.intake.state import Intake, Standing, Taken
from domain.records import Appended
from domain.refusals import RefusedError
from domain.repeats import CommandIdReusedError
from domain.requests import RequestBody
from workflows.ids import ProductId
from workflows.intake import store
from workflows.intake.kind import INTAKE
from workflows.life import Life
from workflows.options import ASK_AGAIN
from workflows.steps import own_request
from workflows.store import EngineFaultError


@workflow.defn(name="intake", failure_exception_types=[RefusedError])
class IntakeWorkflow(Life[Intake]):
    """An intake takes in whatever comes; beside its turns it hands over what was accepted."""

    @workflow.init
    def __init__(self, state: Intake) -> None:
        super().__init__(INTAKE, state, may_be_old=True)

    @workflow.run
    async def run(self, state: Intake) -> None:  # noqa: ARG002 - __init__ has it
        """Stand open; a door never ends."""
        await self._live(self._hand_over_all, self._try_all_again)

    @workflow.signal(name="announce_leaflet", description="A supplier's system announces.")
    async def take_signal(self, raw: RawValue) -> None:
        """Take in whatever was sent: what cannot be decoded is dropped before a typed handler."""
        await self._take_in(raw.payload.data.decode("utf-8", "replace"))

    @workflow.update(description="A supplier's system announces, and waits for what comes of it.")
    async def announce_leaflet(self, envelope: Envelope) -> Fate:
        message = await self._take_in(envelope.model_dump_json())
        await workflow.wait_condition(lambda: not self._is_on_its_way(message))
        return fate_of(self._state, message) or Fate(message=message, standing=Standing.ANNOUNCED)

    @announce_leaflet.validator
    def _check_announce_leaflet(self, envelope: Envelope) -> None:
        """What is sealed passes: what is wrong with it else is told as its fate."""

    @workflow.update(
        description="For operators: open a message in quarantine again. Reason: "
        "product_registered, predecessor_announced, key_accepted, reading_repaired or "
        "id_used_by_mistake."
    )
    async def replay(self, order: MessageOrder) -> Appended:
        return await self._ordered(replay_of(order))

    @replay.validator
    def _check_replay(self, order: MessageOrder) -> None:
        replay_of(order)

    @workflow.update(
        description="For operators: lay a message in quarantine aside. Reason: sent_again, "
        "sent_by_mistake, not_of_the_supplier or no_longer_needed."
    )
    async def discard(self, order: MessageOrder) -> Appended:
        return await self._ordered(discard_of(order))

    @discard.validator
    def _check_discard(self, order: MessageOrder) -> None:
        discard_of(order)

    async def _take_in(self, raw: str) -> str:
        """Take in what came, and return its name; where that fails it is not lost but tried on."""
        envelope = OpenEnvelope(intake=self._state.id, raw=raw, first_seen=self._now())
        while True:
            try:
                return await self._taken_in(await store.opened(envelope))
            except EngineFaultError:
                workflow.logger.exception("message.not_taken_in")
                await workflow.sleep(ASK_AGAIN, summary="try again what failed")

    async def _taken_in(self, opened: Opened) -> str:
        """Another message under an id that is known has a name of its own, and is not lost."""
        try:
            await self._take(self._own(taking_in(opened), opened.message))
        except CommandIdReusedError:
            opened = used_before(opened)
            await self._take(self._own(taking_in(opened), opened.message))
        return opened.message

    async def _hand_over_all(self) -> None:
        """Hand every accepted message to its product; nothing waits for it."""
        while True:
            await workflow.wait_condition(lambda: bool(to_hand_over(self._state)))
            await self._each(to_hand_over(self._state), self._hand_over)

    async def _try_all_again(self) -> None:
        """Open again what waited for a leaflet that has come."""
        while True:
            await workflow.wait_condition(lambda: bool(to_try_again(self._state)))
            await self._each(to_try_again(self._state), self._try_again)

    async def _each(
        self, messages: tuple[Taken, ...], go_on: Callable[[Taken], Awaitable[None]]
    ) -> None:
        for taken in messages:
            try:
                await go_on(taken)
            except EngineFaultError:
                workflow.logger.exception("message.not_handed_over")
                await workflow.sleep(ASK_AGAIN, summary="try again what failed")

    async def _hand_over(self, taken: Taken) -> None:
        product = str(ProductId(self._state.supplier, taken.product))
        outcome = await store.handed_over(HandOver(event=taken.event_id, product=product))
        settled = SettleMessage(message=taken.message, outcome=outcome)
        await self._own_turn(settled, attempt_name(taken))

    async def _try_again(self, taken: Taken) -> None:
        again = await store.reopened(Reopen(intake=self._state.id, message=taken.message))
        if again.opened is not None:
            await self._own_turn(taking_in(again.opened), attempt_name(taken))

    async def _own_turn(self, command: AnyCommand, name: str) -> None:
        await self._take_own_turn(self._own(command, name))

    def _own(self, command: AnyCommand, name: str) -> RequestBody:
        return own_request(self._state, command, name, self._now())

    @override
    def _is_a_good_moment(self) -> bool:
        return self._is_long()  # an intake has no phases to wait for

    def _is_on_its_way(self, message: str) -> bool:
        fate = fate_of(self._state, message)
        return fate is not None and fate.standing is Standing.ACCEPTED
