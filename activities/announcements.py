"""Activities on announcements: tell the agreements, and say who lacks what."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

import structlog
from temporalio import activity
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from activities.alive import beating
from domain.announcing import LackedBy, Lacking, Tell, Telling, TellingOf, ToldSoFar
from domain.pointers import Pointer

log = structlog.get_logger()

PAGE, WAVE = 200, 1000  # agreements: between two heartbeats, and between two looks at how far it is


class Announcements(Protocol):
    """Knows who lacks what."""

    async def lacking_agreements(
        self, product: str, after: str, limit: int, at: datetime | None
    ) -> tuple[str, ...]:
        """Return a page of the agreements that lack something of a product, by id."""

    async def lacked_by(self, agreement: str, at: datetime | None) -> Lacking:
        """Return what an agreement lacks."""

    async def telling_of(self, product: str, at: datetime | None) -> Telling:
        """Return how far a product's announcements have come."""


@dataclass(slots=True)
class Pace:
    """So many signals at once, and so many a second."""

    concurrency: int = 50
    rate: float = 1000.0
    _slots: asyncio.Semaphore = field(init=False)
    _next: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        self._slots = asyncio.Semaphore(self.concurrency)

    async def __aenter__(self) -> None:
        await self._slots.acquire()
        now = asyncio.get_running_loop().time()
        self._next = max(self._next, now) + 1 / self.rate
        if self._next - now > 1 / self.rate:
            await asyncio.sleep(self._next - now - 1 / self.rate)

    async def __aexit__(self, *_: object) -> None:
        self._slots.release()


class AnnouncementActivities:
    """A signal is a pointer: what it is about, each agreement reads for itself."""

    def __init__(self, announcements: Announcements, client: Client, pace: Pace) -> None:
        self._announcements, self._client, self._pace = announcements, client, pace

    @property
    def activities(self) -> tuple[Callable[..., Any], ...]:
        """What a worker of turns offers."""
        return self.tell_agreements, self.lacked, self.telling

    @activity.defn(name="tell_agreements")
    async def tell_agreements(self, tell: Tell) -> ToldSoFar:
        """Signal one wave, page by page; a later attempt goes on behind the last page."""
        after = _cursor() or tell.after
        signalled = 0
        while signalled < WAVE and not activity.is_worker_shutdown():
            page = await self._announcements.lacking_agreements(tell.product, after, PAGE, tell.at)
            if not page:
                return ToldSoFar(signalled=signalled, after=None)
            await self._signal(page, Pointer(event=tell.event))
            signalled, after = signalled + len(page), page[-1]
            activity.heartbeat(after)
        return ToldSoFar(signalled=signalled, after=after)

    @activity.defn(name="lacked")
    @beating
    async def lacked(self, asked: LackedBy) -> Lacking:
        """Say what an agreement lacks."""
        return await self._announcements.lacked_by(asked.agreement, asked.at)

    @activity.defn(name="telling")
    @beating
    async def telling(self, asked: TellingOf) -> Telling:
        """Say how far a product's announcements have come."""
        return await self._announcements.telling_of(asked.product, asked.at)

    async def _signal(self, agreements: Sequence[str], pointer: Pointer) -> None:
        async with asyncio.TaskGroup() as group:
            for agreement in agreements:
                group.create_task(self._signal_one(agreement, pointer))

    async def _signal_one(self, agreement: str, pointer: Pointer) -> None:
        """One whose workflow is not there stays among those that lack it: it is seen, and waits."""
        async with self._pace:
            try:
                await self._client.get_workflow_handle(agreement).signal("hear", pointer)
            except RPCError as error:
                if error.status is not RPCStatusCode.NOT_FOUND:
                    raise
                log.warning("agreement.not_running", agreement=agreement)


def _cursor() -> str | None:
    """Return how far an earlier attempt of this wave came."""
    details = activity.info().heartbeat_details
    return str(details[0]) if details else None
