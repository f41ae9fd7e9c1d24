"""A history can be told again: by a worker that has forgotten it, without keys, by later code."""

import json
from pathlib import Path

import pytest
from temporalio.client import Client, WorkflowExecutionStatus, WorkflowHistory
from temporalio.worker import Replayer

from tests.replay.lives import LIVES, whole
from tests.workflows.engine import Engine, working
from tests.workflows.memory import Memory
from workflows.plugin import AkkoordPlugin

HISTORIES = Path(__file__).parent / "histories"


async def told_again(history: WorkflowHistory) -> None:
    """Replay a history without keys; raises where the code tells it otherwise."""
    await Replayer(workflows=[], plugins=[AkkoordPlugin()]).replay_workflow(history)


@pytest.mark.parametrize("life", LIVES)
async def test_a_replay_needs_no_keys(engine: Engine, life: str) -> None:
    await LIVES[life](engine)

    for history in await engine.runs():
        await told_again(history)


async def test_a_worker_that_keeps_nothing_replays_every_task(client: Client) -> None:
    async with working(client, Memory(), max_cached_workflows=0) as engine:
        await whole(engine)

        description = await engine.handle.describe()

    assert description.status is WorkflowExecutionStatus.COMPLETED
    assert engine.types[-1] == "agreement.closed"


@pytest.mark.parametrize("life", sorted(one.stem for one in HISTORIES.glob("*.json")))
async def test_what_was_recorded_is_told_again_by_the_code_of_today(life: str) -> None:
    """Running agreements hold such histories: an edit that fails here strands them.

    Recorded by `python -m tests.replay.record`; made anew only for code that never ran anywhere.
    """
    recorded = json.loads((HISTORIES / f"{life}.json").read_text(encoding="utf-8"))
    started = recorded["events"][0]["workflowExecutionStartedEventAttributes"]

    await told_again(WorkflowHistory.from_json(started["workflowId"], recorded))
