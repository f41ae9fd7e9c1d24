"""One product: its line of leaflets, and every agreement told of each."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain, repeat

from temporalio import workflow
from temporalio.common import TypedSearchAttributes
from typing_extensions import override

from domain.announcing import Tell, Telling
from domain.product.commands import NoteTold
from domain.product.line import changes_of, to_tell
from domain.product.state import Product, Version
from domain.refusals import RefusedError
from workflows.alarm import alarm
from workflows.options import LOOK_AGAIN
from workflows.product import store
from workflows.product.attributes import attributes
from workflows.product.details import details
from workflows.product.kind import PRODUCT
from workflows.product.updates import ProductUpdates
from workflows.steps import own_request
from workflows.store import EngineFaultError

PAUSES = tuple(timedelta(seconds=each) for each in (1, 2, 5, 15))
LONG_PAUSE = timedelta(minutes=1)
"""Between two rounds, while agreements lack what they were signalled about."""


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
        """Tell whoever lacks something, until nobody does; then look again from time to time."""
        pauses = _pauses()
        while True:
            try:
                is_done = await self._told_everybody()
            except EngineFaultError:
                workflow.logger.exception("announcement.not_told")
                is_done = False
            if is_done:
                pauses = _pauses()
                await self._wait_for_more()
            else:
                await workflow.sleep(next(pauses))

    async def _told_everybody(self) -> bool:
        """Signal all who lack something, and put on record what nobody lacks any more."""
        on_its_way = to_tell(self._state)
        after: str | None = ""
        while after is not None:
            after = (await store.tell_agreements(self._tell(after))).after
            await self._look_how_far()
        telling = await self._look_how_far()
        for version in on_its_way:
            await self._note(version, telling)
        return telling.lacking == 0

    def _tell(self, after: str) -> Tell:
        place = self._state.id
        return Tell(product=place, event=f"{place}#{self._state.version}", after=after)

    async def _look_how_far(self) -> Telling:
        self._telling = await store.telling(self._state.id)
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

    async def _wait_for_more(self) -> None:
        """Until there is something to tell, or it is time to look for those who lack anything."""
        again = workflow.now() + LOOK_AGAIN
        with alarm(again):
            await workflow.wait_condition(
                lambda: bool(to_tell(self._state)) or workflow.now() >= again
            )

    @override
    def _page(self) -> str:
        return details(self._state, self._telling)

    @override
    def _found_by(self) -> TypedSearchAttributes:
        return attributes(self._state, self._telling)


def _pauses() -> Iterator[timedelta]:
    return chain(PAUSES, repeat(LONG_PAUSE))
