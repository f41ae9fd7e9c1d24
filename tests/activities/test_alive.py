"""An attempt that takes long tells that it lives; one that does not tells nothing."""

import asyncio

import pytest
from temporalio.testing import ActivityEnvironment

from activities import alive
from activities.alive import beating


async def test_long_work_tells_that_it_lives_until_it_is_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(alive, "BEAT", 0.0)
    environment, twice, heard = ActivityEnvironment(), asyncio.Event(), list[object]()

    def hear(*details: object) -> None:
        heard.append(details)
        if len(heard) > 1:
            twice.set()

    environment.on_heartbeat = hear

    @beating
    async def work(answer: str) -> str:
        await asyncio.wait_for(twice.wait(), 5)
        return answer

    assert await environment.run(work, "done") == "done"
    until_done = len(heard)
    for _ in range(10):  # rounds of the loop, in each of which a heart would beat
        await asyncio.sleep(0)
    assert len(heard) == until_done


async def test_short_work_tells_nothing() -> None:
    environment = ActivityEnvironment()
    heard: list[object] = []
    environment.on_heartbeat = heard.append

    @beating
    async def work() -> None:
        """Be done at once."""

    await environment.run(work)

    assert heard == []


async def test_a_fault_of_the_work_is_told_as_it_is() -> None:
    @beating
    async def work() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await ActivityEnvironment().run(work)
