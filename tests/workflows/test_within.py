"""What the engine itself decides is stored within its task; what a person asks is not."""

import asyncio

from temporalio.worker import Replayer

from domain.records import Append, Appended, Stored
from gateway.engine import converter
from tests.workflows.engine import Engine
from tests.workflows.memory import Memory
from workflows.plugin import AkkoordPlugin

ACTIVITY, ACCEPTED = "ACTIVITY_TASK_SCHEDULED", "WORKFLOW_EXECUTION_UPDATE_ACCEPTED"
SIGNALLED, WITHIN = "WORKFLOW_EXECUTION_SIGNALED", "MARKER_RECORDED"


async def test_a_request_stands_in_history_before_its_events_are_stored(engine: Engine) -> None:
    await engine.offered()

    history = await engine.history()

    assert WITHIN not in history[history.index(ACTIVITY) :]
    assert history.index(ACCEPTED) < history.index(ACTIVITY)


async def test_what_a_birth_stored_is_not_read_back(engine: Engine) -> None:
    await engine.offered()

    assert (await engine.history()).count(ACTIVITY) == 1


async def test_what_is_heard_takes_no_task_but_its_own(engine: Engine) -> None:
    await engine.active()
    await engine.announced()
    await known(engine)

    history = await engine.history()
    heard = history[history.index(SIGNALLED) :]

    assert "change.received" in engine.types
    assert WITHIN in heard
    assert ACTIVITY not in heard


async def test_events_of_a_task_that_failed_behind_its_commit_are_found_and_not_made_twice(
    engine: Engine,
) -> None:
    await engine.active()
    await engine.until("document.filed")
    lost = once_lost(engine.memory, "change.received")

    await engine.announced()
    await caught_up(engine)

    assert engine.types.count("change.received") == 1
    assert lost == [False, True]


async def test_a_store_too_slow_for_a_task_is_waited_for_and_the_history_is_told_again(
    engine: Engine,
) -> None:
    await engine.active()
    await engine.until("document.filed")
    taken = slow_at_first(engine.memory, "change.received")

    await engine.announced()
    await caught_up(engine)

    assert engine.types.count("change.received") == 1
    assert taken == ["change.received"] * 2
    replayer = Replayer(workflows=[], plugins=[AkkoordPlugin()], data_converter=converter())
    await replayer.replay_workflow(await engine.handle.fetch_history())


def slow_at_first(memory: Memory, event: str) -> list[str]:
    """Have the first append of an event take longer than a task waits; returns each that came."""
    append, taken = memory.store.append, list[str]()

    async def slowly(batch: Append) -> Stored:
        if batch.records[0].event.type == event:
            taken.append(event)
            if len(taken) == 1:
                await asyncio.Event().wait()  # until it is given up
        return await append(batch)

    memory.store.append = slowly  # type: ignore[method-assign] # it answers too late here
    return taken


async def caught_up(engine: Engine) -> None:
    """Wait until the workflow knows all that is stored."""
    while await known(engine) < len(engine.types):  # noqa: ASYNC110 - a second attempt's answer
        await asyncio.sleep(0.05)


async def known(engine: Engine) -> int:
    """Wait until the task under way is over; returns how far its stream is known then."""
    found: Appended = await engine.handle.query("known", result_type=Appended)
    return found.version


def once_lost(memory: Memory, event: str) -> list[bool]:
    """Have the store's first answer about an event lost; returns whether each was a repetition."""
    append, answers = memory.store.append, list[bool]()

    async def forgetful(batch: Append) -> Stored:
        stored = await append(batch)
        if batch.records[0].event.type == event:
            answers.append(stored.again)
            if not stored.again:
                raise ConnectionError
        return stored

    memory.store.append = forgetful  # type: ignore[method-assign] # its answer is lost here
    return answers
