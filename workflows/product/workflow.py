"""One product: its line of leaflets, and every agreement told of each."""

from collections.abc import Iterator
from datetime import timedelta

from temporalio import workflow
from temporalio.common import TypedSearchAttributes
from typing_extensions import override

from domain.announcing import Tell, Telling, TellingOf
from domain.product.commands import NoteTold
from domain.product.line import changes_of, to_tell
from domain.product.state import Product, Version
from domain.refusals import RefusedError
from workflows.alarm import alarm
from workflows.options import LOOK_AGAIN, TELL_AGAIN, Pause
from workflows.product import store
from workflows.product.attributes import attributes
from workflows.product.details import details
from workflows.product.kind import PRODUCT
from workflows.product.updates import ProductUpdates
from workflows.steps import own_request
from workflows.store import EngineFaultError

A_WHILE = timedelta(milliseconds=500)  # in which agreements that were signalled take their turns


@workflow.defn(name="product", failure_exception_types=[RefusedError])
class ProductWorkflow(ProductUpdates):
    """A product lives by turns; beside them it sees to it that no agreement lacks a leaflet.

    How far that has come is asked of the store, and only shown here.
    """

    @workflow.init
    def __init__(self, state: Product) -> None:
        super().__init__(PRODUCT, state, may_be_old=state.version > 0)
        self._telling: Telling | None = None

    @workflow.run
    async def run(self, state: Product) -> None:  # noqa: ARG002 - __init__ has it
        """Be born or vanish; tell the agreements, until the product has ended."""
        await self._live(self._tell_agreements)

    async def _tell_agreements(self) -> None:
        """Tell whoever lacks something, until nobody does; then look again, ever more seldom."""
        pauses, looks = _doubling(TELL_AGAIN), _doubling(LOOK_AGAIN)
        while True:
            known = to_tell(self._state)
            is_done = await self._told_or_failed()
            if await self._has_more_within(next(looks if is_done else pauses), known):
                pauses, looks = _doubling(TELL_AGAIN), _doubling(LOOK_AGAIN)
            elif is_done:
                pauses = _doubling(TELL_AGAIN)

    async def _told_or_failed(self) -> bool:
        try:
            return await self._told_everybody()
        except EngineFaultError:
            workflow.logger.exception("announcement.not_told")
            return False

    async def _told_everybody(self) -> bool:
        """Signal all who lack something, and put on record what nobody lacks any more."""
        on_its_way = to_tell(self._state)
        await self._signal_all()
        telling = await self._settled()
        for version in on_its_way:
            await self._note(version, telling)
        return telling.lacking == 0

    async def _signal_all(self) -> None:
        """Signal wave by wave, and show between them how far that has come."""
        after: str | None = ""
        while after is not None:
            after = (await store.tell_agreements(self._tell(after))).after
            if after is not None:
                await self._look_how_far()

    async def _settled(self) -> Telling:
        """Look until nobody lacks anything, or those who do stand still: they are tried again."""
        telling = await self._look_how_far()
        lacking = telling.lacking + 1
        while 0 < telling.lacking < lacking:
            lacking = telling.lacking
            await workflow.sleep(A_WHILE, summary="agreements take their turns")
            telling = await self._look_how_far()
        return telling

    def _tell(self, after: str) -> Tell:
        place = self._state.id
        event = f"{place}#{self._state.version}"
        return Tell(product=place, event=event, at=self._now(), after=after)

    async def _look_how_far(self) -> Telling:
        self._telling = await store.telling(TellingOf(product=self._state.id, at=self._now()))
        self._show()
        return self._telling

    async def _note(self, version: Version, telling: Telling) -> None:
        """Put on record that a change reached everybody, where nobody lacks it."""
        counted = [one for one in telling.changes if one.change in changes_of(version)]
        if version.change is None or any(one.lacking for one in counted):
            return
        reached = max((one.received for one in counted), default=0)
        command = NoteTold(change=version.change, agreements=reached, standing=version.standing)
        name = f"told:{version.change}:{self._state.version}"
        await self._take_own_turn(own_request(self._state, command, name, self._now()))

    async def _has_more_within(self, pause: timedelta, known: tuple[Version, ...]) -> bool:
        """Wait until there is more to tell than was known before, or until the pause is over."""
        until = workflow.now() + pause
        with alarm(until, "look again who has yet to hear"):
            await workflow.wait_condition(
                lambda: self._has_more_than(known) or workflow.now() >= until
            )
        return self._has_more_than(known)

    def _has_more_than(self, known: tuple[Version, ...]) -> bool:
        return any(one not in known for one in to_tell(self._state))

    @override
    def _is_a_good_moment(self) -> bool:
        return self._is_long()  # a product has no phases to wait for

    @override
    def _page(self) -> str:
        return details(self._state, self._telling)

    @override
    def _found_by(self) -> TypedSearchAttributes:
        return attributes(self._state, self._telling)


def _doubling(pause: Pause) -> Iterator[timedelta]:
    """Yield a pause, then one twice as long, and so on up to the longest."""
    length = pause.first
    while True:
        yield length
        length = min(2 * length, pause.longest)
