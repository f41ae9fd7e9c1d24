"""A worker that is told to end in the middle of work loses nothing, breaks nothing, and is gone."""

import asyncio
import sys
import time
from asyncio.subprocess import Process
from collections import Counter
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path

import psutil
import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from temporalio.api.enums.v1 import EventType, WorkflowTaskFailedCause
from temporalio.api.history.v1 import HistoryEvent
from temporalio.client import WorkflowExecutionStatus
from typing_extensions import override

from adapters.local.mail_sink import Keeper, mail_sink
from adapters.verify import verify
from domain.agreement.commands import AnyCommand
from domain.agreement.state import Agreement, Phase
from domain.agreement.terms import DEMONSTRATION
from domain.records import Appended, EventRecord
from gateway.refusals import EngineAwayError
from settings import Settings
from tests.journeys.clocks import calm
from tests.journeys.journey import Journey, begun
from tests.journeys.running import Servers
from tests.journeys.system import System
from tests.journeys.test_killed import (
    events_stored,
    own_servers,
    own_system,
    worker_process,
)

__all__ = ["own_servers", "own_system"]  # fixtures

BOARDS, MORE, GRACE, A_LITTLE, PATIENCE = 6, 12, 5, 5.0, 120.0
CAME_BETWEEN = WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND
FAILED = {
    EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED,
    EventType.EVENT_TYPE_ACTIVITY_TASK_FAILED,
    EventType.EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT,
}


async def working_on(system: System, more: int) -> None:
    """Wait until so many events are stored beyond those that are there."""
    wanted = await events_stored(system) + more
    async with asyncio.timeout(60):
        while await events_stored(system) < wanted:  # noqa: ASYNC110 - others store them
            await asyncio.sleep(0.01)


async def stopped(process: Process) -> float:
    """Tell a worker to end; returns how long it took to end well."""
    begun_at = time.monotonic()
    process.terminate()
    assert await process.wait() == 0
    return time.monotonic() - begun_at


async def failures(system: System) -> list[str]:
    """Name what failed or was given up in any history."""
    found = []
    async for one in system.client.list_workflows():
        history = await system.client.get_workflow_handle(one.id, run_id=one.run_id).fetch_history()
        found += [
            f"{one.id} {EventType.Name(event.event_type)} {_said(event)}"
            for event in history.events
            if event.event_type in FAILED
            and event.workflow_task_failed_event_attributes.cause != CAME_BETWEEN
        ]
        if one.status is WorkflowExecutionStatus.FAILED:
            found.append(one.id)
    return found


def _said(event: HistoryEvent) -> str:
    return event.workflow_task_failed_event_attributes.failure.message


@dataclass
class Brief(Journey):
    """A life without changes: all of it is asked by people, who ask again until answered."""

    answers: dict[str, int] = field(default_factory=dict)

    @override
    async def ask(
        self, command: AnyCommand, by: str | None = None, command_id: str | None = None
    ) -> Appended:
        name = command_id or self.new_id()
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    answer = await super().ask(command, by, name)
                except EngineAwayError:
                    await asyncio.sleep(0.2)
                else:
                    self.answers[name] = answer.version
                    return answer

    @override
    async def lives(self) -> None:
        await self.active()
        await self.ends()


async def brief(system: System) -> Brief:
    one = await begun(system)
    return Brief(one.system, one.place, one.schools, one.line, calm=calm(DEMONSTRATION))


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("processes", "stops"), [("1", 2), ("2", 1)])
async def test_told_to_end_under_load_it_loses_nothing(
    settings: Settings, own_servers: Servers, own_system: System, processes: str, stops: int
) -> None:
    journeys = [await brief(own_system) for _ in range(BOARDS)]
    lives = asyncio.gather(*(journey.lives() for journey in journeys))
    for _ in range(stops):
        async with started(settings, own_servers, processes) as process:
            await working_on(own_system, MORE)
            assert await stopped(process) < GRACE + A_LITTLE
        assert not lives.done()
    async with started(settings, own_servers, processes):
        await lives
        for journey in journeys:
            await journey.delivered()
        assert await failures(own_system) == []

    for journey in journeys:
        assert_everything_once(await journey.state(), await journey.records(), journey.answers)
    assert (await verify(own_system.pool)).broken == ()


def started(
    settings: Settings, servers: Servers, processes: str
) -> AbstractAsyncContextManager[Process]:
    """Run a worker with the grace of these tests."""
    grace = str(GRACE)
    return worker_process(settings, servers, "--processes", processes, AKKOORD_GRACE=grace)


def assert_everything_once(
    state: Agreement, records: tuple[EventRecord, ...], answers: dict[str, int]
) -> None:
    """Every answered command is on record once, at the version that was told."""
    last = {record.provenance.command_id: record.version for record in records}
    assert {name: last.get(name) for name in answers} == answers
    assert state.phase is Phase.CLOSED
    types = Counter[str](record.event.type for record in records)
    once = ("agreement.activated", "agreement.ended", "agreement.closed")
    assert [types[one] for one in once] == [1, 1, 1]


def children(process: Process) -> list[psutil.Process]:
    """Return the workers of a parent."""
    return psutil.Process(process.pid).children()


@pytest.mark.usefixtures("own_system")
async def test_a_process_that_dies_is_replaced(settings: Settings, own_servers: Servers) -> None:
    async with started(settings, own_servers, "2") as parent:
        async with asyncio.timeout(30):
            while said(own_servers).count("worker.ready") < 2:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.1)
        doomed, other = children(parent)
        doomed.kill()
        async with asyncio.timeout(30):
            while said(own_servers).count("worker.ready") < 3:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.1)

        assert other.is_running()
        assert len(children(parent)) == 2
        assert await stopped(parent) < GRACE + A_LITTLE
    assert said(own_servers).count("worker.ended") == 2


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing tells a child")
@pytest.mark.usefixtures("own_system")
async def test_the_processes_of_a_killed_parent_end(
    settings: Settings, own_servers: Servers
) -> None:
    async with started(settings, own_servers, "2") as parent:
        async with asyncio.timeout(30):
            while said(own_servers).count("worker.ready") < 2:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.1)
        left = children(parent)
        parent.kill()
        await asyncio.to_thread(psutil.wait_procs, left, 30)
        assert not any(one.is_running() for one in left)


def said(servers: Servers) -> str:
    return (servers.state / "worker.log").read_text(encoding="utf-8")


class SlowKeeper(Keeper):
    """Has the content of a letter, and answers when it is let."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self.has_content, self.may_answer = asyncio.Event(), asyncio.Event()

    @override
    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.has_content.set()
        await self.may_answer.wait()
        return await super().handle_DATA(server, session, envelope)


async def test_a_letter_whose_content_is_going_is_finished_and_put_on_record(
    settings: Settings, own_servers: Servers, own_system: System
) -> None:
    keeper = SlowKeeper(own_servers.state / "slow")
    async with (
        asyncio.timeout(60),
        mail_sink(keeper) as smtp_url,
        started(settings, replace(own_servers, smtp_url=smtp_url), "1") as process,
    ):
        journey = await brief(own_system)
        await journey.offered()
        await keeper.has_content.wait()
        process.terminate()
        while "worker.ending" not in said(own_servers):  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.05)
        keeper.may_answer.set()
        assert await process.wait() == 0

    letters = await own_system.letters(str(journey.place))
    assert "sent" in {one.state for one in letters}
    assert {one.state for one in letters} <= {"sent", "pending"}
