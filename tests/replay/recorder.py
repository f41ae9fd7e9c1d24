"""A plugin for pytest that keeps what Temporal holds at the end of each life: see `record.py`."""

import functools
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.workflowservice.v1 import DescribeWorkflowExecutionRequest
from temporalio.client import Client, WorkflowHistory
from temporalio.service import RPCError

from adapters import letter_cases
from tests.journeys.journey import Journey
from tests.journeys.skipping import Years
from tests.replay import archive
from tests.workflows.engine import Engine
from tests.workflows.test_post_office import PostOffice
from workflows.ids import IntakeId, letter_case_id

LONGEST = 1_000  # events of a history; a longer one is no use to who looks for what broke
LONGEST_NAME = 80
JOURNEYS = 2  # of a life
RUNS = 3  # of a post office, which begins anew for ever

Place = tuple[Client, str]

journeys: list[Journey] = []
"""Those that the test under way has begun."""

seen: set[tuple[str, str]] = set()
"""Every history that was kept: a product that many journeys share is kept with the first."""


def _remembered(kind: type[Journey]) -> None:
    begin = kind.__init__

    @functools.wraps(begin)
    def begun(self: Journey, *args: Any, **also: Any) -> None:  # noqa: ANN401 - the class's own
        begin(self, *args, **also)
        journeys.append(self)

    kind.__init__ = begun  # type: ignore[method-assign] # while it is recorded


for one in (Journey, Years):
    _remembered(one)


def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Have every test keep, at its end, what it lived."""
    for item in items:
        item.obj = _recording(item.obj, _name(item.name))


def pytest_runtest_setup() -> None:
    """Begin with nothing."""
    journeys.clear()


def _name(test: str) -> str:
    words = re.sub(r"\W+", "-", test.removeprefix("test_")).strip("-")
    if words.startswith("a_replay_needs_no_keys-"):
        return words.replace("a_replay_needs_no_keys-", "life_")
    return words[:LONGEST_NAME].rstrip("_-")


def _recording(test: Callable[..., Awaitable[None]], name: str) -> Callable[..., Awaitable[None]]:
    @functools.wraps(test)
    async def lived(**fixtures: object) -> None:
        await test(**fixtures)
        histories = [one async for one in _histories(tuple(fixtures.values()))]
        if histories:
            archive.keep(name, histories)

    return lived


async def _histories(fixtures: tuple[object, ...]) -> AsyncIterator[WorkflowHistory]:
    async for client, place in _places(fixtures):
        with suppress(RPCError):  # a server that has ended, a stream that never began
            async for history in _runs(client, place):
                if (place, history.run_id) not in seen and len(history.events) <= LONGEST:
                    seen.add((place, history.run_id))
                    yield history


async def _places(fixtures: tuple[object, ...]) -> AsyncIterator[Place]:
    for fixture in fixtures:
        if isinstance(fixture, Engine):
            yield fixture.client, str(fixture.agreement)
        if isinstance(fixture, PostOffice):
            async for place in _of_office(fixture):
                yield place
    for journey in journeys[:JOURNEYS]:
        async for place in _of_journey(journey):
            yield place


async def _of_office(office: PostOffice) -> AsyncIterator[Place]:
    yield office.client, office.handle.id
    async for one in office.client.list_workflows(f"TaskQueue = '{office.queue}'"):
        if one.workflow_type == "letter":
            yield office.client, one.id


async def _of_journey(journey: Journey) -> AsyncIterator[Place]:
    for place in _streams(journey):
        yield journey.system.client, place
    for letter in await letter_cases.letters(journey.system.pool, str(journey.place)):
        yield journey.system.client, letter_case_id(letter.id)


def _streams(journey: Journey) -> Iterator[str]:
    yield str(journey.place)
    yield str(journey.line.place)
    yield str(IntakeId(journey.line.supplier))


async def _first_run(client: Client, place: str) -> str:
    """Also on a server whose search attributes cannot be read."""
    asked = DescribeWorkflowExecutionRequest(
        namespace=client.namespace, execution=WorkflowExecution(workflow_id=place)
    )
    info = (
        await client.workflow_service.describe_workflow_execution(asked)
    ).workflow_execution_info
    return info.first_run_id or info.execution.run_id


async def _runs(client: Client, place: str) -> AsyncIterator[WorkflowHistory]:
    """From the first run of a chain to the last."""
    run = await _first_run(client, place)
    for _ in range(RUNS):
        history = await client.get_workflow_handle(place, run_id=run).fetch_history()
        yield history
        last = history.events[-1]
        if not last.HasField("workflow_execution_continued_as_new_event_attributes"):
            return
        run = last.workflow_execution_continued_as_new_event_attributes.new_execution_run_id
