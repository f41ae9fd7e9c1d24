"""A history can be told again: by a worker that has forgotten it, without keys, by later code.

Running agreements hold such histories: an edit that fails here strands them. They are recorded by
`make record`, which is for code that never ran anywhere. `make commands` writes what is ordered
anew where only that differs, and who reads the lines says whether it was meant.
"""

import pytest
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.workflow import NondeterminismError

from tests.replay import archive
from tests.replay.commands import COMMANDS, kept, told_again, written
from tests.replay.edited import AnotherStep, HiddenBoard
from tests.replay.lives import LIVES, whole
from tests.workflows.engine import Engine, working
from tests.workflows.memory import Memory

KINDS = {"agreement", "product", "intake", "letter", "post-office"}


@pytest.mark.parametrize("life", LIVES)
async def test_a_replay_needs_no_keys(engine: Engine, life: str) -> None:
    await LIVES[life](engine)

    told = await told_again(await engine.runs())

    assert told.failures == []


async def test_a_worker_that_keeps_nothing_replays_every_task(client: Client) -> None:
    async with working(client, Memory(), max_cached_workflows=0) as engine:
        await whole(engine)

        description = await engine.handle.describe()

    assert description.status is WorkflowExecutionStatus.COMPLETED
    assert engine.types[-1] == "agreement.closed"


@pytest.mark.usefixtures("policy")
@pytest.mark.parametrize("life", archive.kept())
async def test_what_was_recorded_is_told_again_with_the_same_orders(life: str) -> None:
    told = await told_again(archive.read(life))

    assert told.failures == [], "this edit strands what runs: patch it, or version it"
    assert written(told) == kept(life), "what is ordered has changed: `make commands`, and read it"


def test_lives_of_every_kind_of_workflow_were_recorded() -> None:
    kinds = {
        one.workflow_id.partition(":")[0] for life in archive.kept() for one in archive.read(life)
    }

    assert kinds == KINDS
    assert {one.stem for one in COMMANDS.glob("*.txt")} == set(archive.kept())


async def test_an_edit_that_strands_what_runs_does_not_pass() -> None:
    told = await told_again(archive.read("life_whole"), AnotherStep)

    assert [type(one) for one in told.failures] == [NondeterminismError]
    assert written(told) != kept("life_whole")


async def test_an_edit_that_no_replay_minds_is_seen_in_what_is_ordered() -> None:
    told = await told_again(archive.read("life_whole"), HiddenBoard)

    assert told.failures == []
    assert written(told) != kept("life_whole")
