"""Where measurements are made: servers of their own, and the worker beside them."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace

import psutil

from adapters.local import processes
from adapters.local.progress import Say
from adapters.local.system import running
from adapters.postgres import Pool
from bench.pacing import reached
from bench.worker_process import WorkerProcess
from cli.connection import System, connected
from cli.demonstration.places import clear, numbered
from cli.whole_system import prepared
from gateway.commands import Gateway
from settings import Settings
from workflows.ids import post_office_id

LOOK, CALM_LOOKS, CALM, MOST_LOOKS = 0.5, 4, 0.1, 60
"""At rest: for so many looks, each so many seconds, all use less than this part of one core."""

Seconds = Mapping[str, float]
"""Processor time by process."""


@dataclass(frozen=True, slots=True)
class Site:
    """A whole system with nothing else to do."""

    system: System
    gateway: Gateway
    worker: WorkerProcess
    say: Say
    closed: set[str] = field(default_factory=set)  # the post office, while no letter goes

    @property
    def pool(self) -> Pool:
        return self.system.pool

    @property
    def owner_url(self) -> str:
        return self.system.addresses.database_url

    def processor_time(self) -> Seconds:
        """Return what each process, with its children, has used so far."""
        recorded = processes.recorded(self.system.settings.run_directory)
        servers = {one.name: one.pid for one in recorded if one.name != "system"}
        return {name: _used(pid) for name, pid in servers.items()} | {"bench": _used(None)}

    async def at_rest(self) -> None:
        """Wait until every letter is out, and every process has nothing left to do.

        Where the post office is closed letters stay.
        """
        calm, before = 0, self.processor_time()
        for _ in range(MOST_LOOKS):  # where much else runs it is never as calm as that
            await asyncio.sleep(LOOK)
            after = self.processor_time()
            is_calm = sum(used(before, after).values()) < CALM * LOOK
            calm = calm + 1 if is_calm and not await self._letters_to_go() else 0
            before = after
            if calm == CALM_LOOKS:
                return
        while await self._letters_to_go():  # noqa: ASYNC110 - a table sends no event
            await asyncio.sleep(LOOK)

    async def shown(self, supplier: str, agreements: int) -> None:
        """Wait until so many agreements have had their first task: they stand in a queue for it."""
        query = f'WorkflowType="agreement" AND ExecutionStatus="Running" AND Supplier="{supplier}"'

        async def count() -> int:
            return (await self.gateway.client.count_workflows(query)).count

        await reached(count, agreements, LOOK)

    @asynccontextmanager
    async def post_office_closed(self) -> AsyncIterator[None]:
        """Let letters lie for the length of the block; they go afterwards."""
        office = post_office_id(self.system.settings.post_office)
        await self.gateway.client.get_workflow_handle(office).terminate()
        self.closed.add(office)
        try:
            yield
        finally:
            self.closed.clear()
            await self.worker.end()
            await self.worker.begin()  # it opens the post office, as it always does

    async def _letters_to_go(self) -> int:
        if self.closed:
            return 0
        return int(
            await self.pool.fetchval(
                "SELECT count(*) FROM letter WHERE state IN ('pending', 'sending')"
            )
        )


def used(before: Seconds, after: Seconds) -> dict[str, float]:
    """Return the processor time between two looks."""
    return {name: seconds - before.get(name, 0.0) for name, seconds in after.items()}


@asynccontextmanager
async def site(settings: Settings, say: Say) -> AsyncIterator[Site]:
    """Run everything for the length of the block, and leave nothing behind.

    Raises a `LocalSystemError`, a `MigrationError`, `DatabaseUnavailableError`.
    """
    own = await _own_settings(settings, say)
    async with AsyncExitStack() as stack:
        stack.callback(shutil.rmtree, own.state_directory, ignore_errors=True)
        addresses = await stack.enter_async_context(running(own, say))
        say(str(await prepared(own, addresses)))
        worker = WorkerProcess(own)
        stack.push_async_callback(worker.end)
        say("starting the worker")
        await worker.begin()
        system = await stack.enter_async_context(connected(own, addresses))
        with _told_by(worker):
            yield Site(system, await system.gateway(), worker, say)


@contextmanager
def _told_by(worker: WorkerProcess) -> Iterator[None]:
    """Say with a failure what the worker said last: its log goes with the servers."""
    try:
        yield
    except Exception as failure:
        failure.add_note(f"The worker's last words:\n{worker.last_words}")
        raise


async def _own_settings(settings: Settings, say: Say) -> Settings:
    """Return the settings of a run that touches nothing else: no server that others use."""
    parent = settings.state_directory / "bench"
    earlier = numbered(parent)
    await clear(earlier, say)
    state = parent / str(max((int(path.name) for path in earlier), default=0) + 1)
    return replace(
        settings,
        state_directory=state,
        temporal_variables={},
        database_url=None,
        engine_database_url=None,
        storage_url=None,
        smtp_url=None,
        seal_directory=state / "seal",
        seal_key=None,
        seal_public_keys=None,
        policy="production",
        build=None,
        turns_queue="akkoord-bench-turns",
        letters_queue="akkoord-bench-letters",
        post_office=1,
    )


def _used(pid: int | None) -> float:
    try:
        process = psutil.Process(pid)
        family = [process] if pid is None else [process, *process.children(recursive=True)]
        return sum(sum(one.cpu_times()[:2]) for one in family)
    except psutil.Error:
        return 0.0
