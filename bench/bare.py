"""The bare loop: as many signals to as many idle workflows, and nothing else."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from temporalio.client import Client
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from bench.bare_workflow import BareWorkflow, Nothing
from bench.pacing import each, reached
from domain.pointers import Pointer
from gateway.engine import converter

QUEUE = "bench-bare"


@dataclass(frozen=True, slots=True)
class Bare:
    """A worker of bare workflows in this process, as ours signals from within its own."""

    client: Client
    nothing: Nothing
    concurrency: int

    async def start(self, name: str, number: int) -> tuple[str, ...]:
        """Start so many workflows; returns their ids."""
        ids = tuple(f"bare:{name}:{one:05}" for one in range(1, number + 1))
        await each(ids, self._start)
        return ids

    async def signal(self, ids: Sequence[str]) -> None:
        """Signal each once, and wait until the last activity was done."""
        wanted = self.nothing.times + len(ids)
        await each(ids, self._signal, self.concurrency)
        await reached(self._done, wanted)

    async def _done(self) -> int:
        return self.nothing.times

    async def _start(self, name: str) -> None:
        await self.client.start_workflow(BareWorkflow.run, id=name, task_queue=QUEUE)

    async def _signal(self, name: str) -> None:
        await self.client.get_workflow_handle(name).signal("hear", Pointer(event=f"{name}#1"))


@asynccontextmanager
async def bare(address: str, namespace: str, concurrency: int) -> AsyncIterator[Bare]:
    """Work for the length of the block, without a sandbox and with the data converter of ours."""
    client = await Client.connect(address, namespace=namespace, data_converter=converter())
    nothing = Nothing()
    async with Worker(
        client,
        task_queue=QUEUE,
        workflows=[BareWorkflow],
        activities=[nothing.nothing],
        workflow_runner=UnsandboxedWorkflowRunner(),
    ):
        yield Bare(client, nothing, concurrency)
