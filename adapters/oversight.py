"""What is seen of a worker from outside: its health, and its figures where they are asked for."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

from temporalio.client import Client
from temporalio.runtime import Runtime
from temporalio.worker import Worker

from adapters.health import Check, Health
from adapters.measures import Measures, measured_runtime
from adapters.migrations import check_migrated
from adapters.pollers import refuse_away, refuse_unpolled
from adapters.postgres import Pool
from adapters.serving import serving
from adapters.watch import Signing, Watch


@dataclass(frozen=True, slots=True)
class Oversight:
    """Health and figures; without an address for figures nothing is measured."""

    runtime: Runtime | None = None
    measures: Measures | None = None
    health: Health = field(default_factory=Health)

    @asynccontextmanager
    async def over(
        self,
        pool: Pool,
        client: Client,
        workers: Mapping[str, Worker],
        verify_every: float | None = None,
        signing: Signing | None = None,
    ) -> AsyncIterator[None]:
        """Look after these workers for the length of the block, at whose end they are to stop."""
        self.health.begin(_checks(pool, client, workers))
        async with _beside(*self._looking(pool, verify_every, signing)):
            try:
                yield
            finally:
                self.health.end()

    def _looking(
        self, pool: Pool, verify_every: float | None, signing: Signing | None
    ) -> list[Coroutine[Any, Any, None]]:
        if self.measures is None:
            return []
        watch = Watch(self.measures, self.health, pool, _now, signing)
        checking = [] if verify_every is None else [watch.check_always(verify_every)]
        return [watch.look_always(), *checking]


@asynccontextmanager
async def overseen(health: str | None, metrics: str | None) -> AsyncIterator[Oversight]:
    """Serve health and figures, each where it has an address, for the length of the block.

    Raises `MetricsAddressError` or `ServingAddressError`.
    """
    runtime = measured_runtime(metrics) if metrics else None
    oversight = Oversight(runtime, Measures(runtime.metric_meter) if runtime else None)
    async with AsyncExitStack() as stack:
        if health:
            await stack.enter_async_context(serving(oversight.health.app, health))
        yield oversight


def _checks(pool: Pool, client: Client, workers: Mapping[str, Worker]) -> dict[str, Check]:
    """Return what it takes to be ready: the database as it must be, Temporal, who polls it."""
    return {
        "database": partial(check_migrated, pool),
        "temporal": partial(refuse_away, client),
        **{name: partial(refuse_unpolled, client, one, _now) for name, one in workers.items()},
    }


@asynccontextmanager
async def _beside(*works: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Have these go on for the length of the block."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the hour enters here
