"""Letters, as workflows ask for them: deliver what is due, find cases, do an operator's word."""

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Any

from temporalio import activity

from activities.alive import alive, beating
from activities.delivering import Delivery
from adapters import letter_cases
from adapters.outbox import Claimed, claim
from domain.letter_cases import LetterCase
from domain.post import DeliverDue, Delivered, FindCases, FoundCases, LetterNamed


class LetterActivities:
    """The activities of a post office and of the cases of letters."""

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery
        self._pool, self._clock = delivery.pool, delivery.clock

    @property
    def activities(self) -> tuple[Callable[..., Any], ...]:
        """What a worker of the letters' queue offers."""
        return self.deliver_due, self.find_cases, self.look_up, self.requeue, self.resolve

    @activity.defn(name="deliver_due")
    async def deliver_due(self, due: DeliverDue) -> Delivered:
        """Send what is due, side by side; what happens to one letter never stops another."""
        with alive():
            taken = await self._taken(due)
            outcomes = await asyncio.gather(*map(self._delivery.deliver, taken))
        return Delivered.model_validate(Counter(outcome.value for outcome in outcomes))

    async def _taken(self, due: DeliverDue) -> tuple[Claimed, ...]:
        """Take letters as soon as some are due; none when the wait is over, or work ends here."""
        patience = self._delivery.patience
        for _ in range(due.wait // patience.look_every):
            taken = await claim(self._pool, due.limit, self._clock(), patience.lease)
            if taken or activity.is_worker_shutdown():
                return taken
            await asyncio.sleep(patience.look_every.total_seconds())
        return await claim(self._pool, due.limit, self._clock(), patience.lease)

    @activity.defn(name="find_cases")
    @beating
    async def find_cases(self, wanted: FindCases) -> FoundCases:
        """Name the letters that need a person."""
        return FoundCases(cases=await letter_cases.find_cases(self._pool, wanted.limit))

    @activity.defn(name="look_up_letter")
    @beating
    async def look_up(self, named: LetterNamed) -> LetterCase:
        """Say how a letter stands."""
        return await letter_cases.look_up(self._pool, named.letter)

    @activity.defn(name="requeue_letter")
    @beating
    async def requeue(self, named: LetterNamed) -> LetterCase:
        """Let a letter go again; one that is on its way or settled stays as it is."""
        return await letter_cases.requeue(self._pool, named.letter, self._clock())

    @activity.defn(name="resolve_letter")
    @beating
    async def resolve(self, named: LetterNamed) -> LetterCase:
        """Close a case without sending."""
        return await letter_cases.resolve(self._pool, named.letter, named.reason or "")
