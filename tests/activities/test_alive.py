"""An attempt that takes long tells that it lives; one that does not tells nothing."""

import asyncio

import pytest
from temporalio.testing import ActivityEnvironment

from activities import alive
from activities.alive import beating


@pytest.fixture
def beats(monkeypatch: pytest.MonkeyPatch) -> tuple[ActivityEnvironment, asyncio.Event]:
    """A heart that beats at once, and what tells that it did so twice."""
    monkeypatch.setattr(alive, "BEAT", 0.0)
    heard, environment, twice = [], ActivityEnvironment(), asyncio.Event()

    def hear(*details: object) -> None:
        heard.append(details)
        if len(heard) > 1:
            twice.set()

    environment.on_heartbeat = hear
    return environment, twice


async def test_long_work_tells_that_it_lives_until_it_is_done(
    beats: tuple[ActivityEnvironment, asyncio.Event],
) -> None:
    environment, twice = beats

    @beating
    async def work(answer: str) -> str:
        await asyncio.wait_for(twice.wait(), 5)
        return answer

    before = asyncio.all_tasks()
    assert await environment.run(work, "done") == "done"
    assert asyncio.all_tasks() <= before


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
