"""Looks after a worker: how things stand every few seconds, and now and then the chains."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import NoReturn, Protocol

import structlog

from adapters.health import Health
from adapters.measures import Measures
from adapters.postgres import Pool
from adapters.standing import standing
from adapters.verify import verify

log = structlog.get_logger("watch")

LOOK_EVERY = 15.0  # seconds

Clock = Callable[[], datetime]


class Signing(Protocol):
    """What signs where the streams end."""

    settled_at: datetime | None  # when the log was last seen to be signed as it is
    contradicted: int  # the streams that hold no more what was signed of them


class Watch:
    """Tells as gauges what is asked of the database and of the parts of the worker."""

    def __init__(
        self,
        measures: Measures,
        health: Health,
        pool: Pool,
        clock: Clock,
        signing: Signing | None = None,
    ) -> None:
        self._measures, self._health, self._pool, self._clock = measures, health, pool, clock
        self._signing = signing

    async def look_always(self) -> NoReturn:
        """Look every few seconds, for good; what fails is tried again."""
        while True:
            await _tried("watch.look", self.look)
            await asyncio.sleep(LOOK_EVERY)

    async def check_always(self, every: float) -> NoReturn:
        """Walk the chains at once and then after each period."""
        while True:
            await _tried("watch.check_chains", self.check_chains)
            await asyncio.sleep(every)

    async def look(self) -> None:
        """Tell which parts are ready, and what is counted in the database."""
        for part, fault in (await self._health.parts()).items():
            self._measures.ready.set(fault is None, {"part": part})
        await self._count()
        if self._signing and self._signing.settled_at:
            self._measures.signed_at.set(self._signing.settled_at.timestamp())
            self._measures.contradicted.set(self._signing.contradicted)

    async def _count(self) -> None:
        now = self._clock()
        found = await standing(self._pool, now)
        for state, count in found.letters.items():
            self._measures.letters.set(count, {"state": state})
        self._measures.oldest_letter.set(found.oldest.total_seconds())
        self._measures.overdue.set(found.overdue)
        self._measures.looked_at.set(now.timestamp())

    async def check_chains(self) -> None:
        """Walk every chain of the log, and tell what was found."""
        now = self._clock()
        seen = await verify(self._pool)
        self._measures.chains_broken.set(len(seen.broken) + len(seen.broken_texts))
        self._measures.chains_events.set(seen.events)
        self._measures.chains_checked_at.set(now.timestamp())
        for one in seen.broken:
            log.error("chain.broken", stream=one.stream_id, version=one.version, fault=one.fault)
        for text in seen.broken_texts:
            log.error("text.broken", hash=text)


async def _tried(event: str, work: Callable[[], Awaitable[None]]) -> None:
    """Who looks after the others must not end by a fault: the next look may see more."""
    try:
        await work()
    except Exception as fault:  # noqa: BLE001 - told, and tried again; an old figure is an alert
        log.warning(event, fault=type(fault).__name__)
