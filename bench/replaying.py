"""Replaying the history of an agreement, against one of a minimal workflow with as many events."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner

from bench.comparing import OURS, Amounts, Compared, Goal, Row, compared, in_turns
from bench.latency import started
from bench.lives import steps
from bench.market import Board, Market
from bench.shapes import BareAgreement
from bench.site import Site
from bench.walking import BARE_SIDE
from bench.walks import BARE, Walking
from gateway.engine import converter
from workflows.agreement.workflow import AgreementWorkflow
from workflows.plugin import AkkoordPlugin

TIMES = 40
RATE = "events a second"
ROW = Row(
    "replay of an agreement's history",
    RATE,
    "a minimal workflow with as many events",
    BARE_SIDE,
    RATE,
    Goal(0.85),
)


@dataclass(slots=True)
class Side:
    """A history, replayed over and over."""

    replayer: Replayer
    history: WorkflowHistory
    failures: int = 0

    async def __call__(self, number: int) -> Amounts:
        del number
        begun = asyncio.get_running_loop().time()
        async with self.replayer.workflow_replay_iterator(self._histories()) as results:
            async for result in results:
                self.failures += result.replay_failure is not None
        seconds = asyncio.get_running_loop().time() - begun
        return {RATE: TIMES * len(self.history.events) / seconds}

    async def _histories(self) -> AsyncIterator[WorkflowHistory]:
        for _ in range(TIMES):
            yield self.history


async def replaying(site: Site, agreement: str, rounds: int) -> Compared:
    """Measure on the history that an agreement has."""
    history = await site.gateway.client.get_workflow_handle(agreement).fetch_history()
    minimal = await _as_long(site, len(history.events))
    bare = Replayer(
        workflows=[BareAgreement],
        data_converter=converter(),
        workflow_runner=UnsandboxedWorkflowRunner(),
    )
    ours = Replayer(
        workflows=[AgreementWorkflow], plugins=[AkkoordPlugin()], data_converter=converter()
    )
    sides = {
        OURS: Side(ours, history),
        BARE_SIDE: Side(bare, minimal),
    }
    for side in sides.values():
        await side(0)
    came_to = await in_turns(sides, rounds)
    faults = [
        f"{name}: {side.failures} replays failed" for name, side in sides.items() if side.failures
    ]
    return compared(ROW, came_to, faults)


async def _as_long(site: Site, events: int) -> WorkflowHistory:
    """Return the history of a bare workflow that was asked until it was as long."""
    market = Market("replay", 1)
    await started(site, market)
    walking, board = Walking(site, market, BARE), Board(1)
    step = steps(market, board, site.system.now())[1]
    handle = site.gateway.client.get_workflow_handle(str(market.place(board)))
    number = 0
    while len((found := await handle.fetch_history()).events) < events:
        await walking.ask(board, step, number := number + 1)
    return found
