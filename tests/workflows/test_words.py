"""Nothing that people see in the Temporal UI is without a word on what it is."""

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest
from temporalio import activity, workflow
from temporalio.api.enums.v1 import EventType

import activities
from domain.records import Append
from tests.workflows.engine import Engine
from workflows.options import STORE
from workflows.plugin import LETTERS, TURNS
from workflows.summaries import LONGEST, SUMMARIES, summed_up

EVERY = (*TURNS, *LETTERS)


def definition(stream: type) -> workflow._Definition:
    return workflow._Definition.must_from_class(stream)


def activity_names() -> Iterator[str]:
    """The name of every activity that there is."""
    for module in pkgutil.iter_modules(activities.__path__):
        for _, part in inspect.getmembers(import_module(f"activities.{module.name}")):
            for _, function in inspect.getmembers(part, inspect.isfunction):
                if found := activity._Definition.from_callable(function):
                    yield found.name or ""


def test_every_activity_has_its_words() -> None:
    assert set(activity_names()) == set(SUMMARIES)


@pytest.mark.parametrize("stream", EVERY)
def test_every_update_query_and_signal_says_what_it_is_for(stream: type) -> None:
    found = definition(stream)

    for messages in (found.updates, found.queries, found.signals):
        for name, message in messages.items():
            assert (message.description or "").endswith("."), name


def test_an_append_is_told_by_what_happened_and_never_too_long() -> None:
    batch = Append(stream_id="s", expected_version=0, records=())

    assert summed_up(STORE, "append", batch)["summary"] == "put on record: "
    assert all(len(words) <= LONGEST for words in SUMMARIES.values())


async def test_the_history_tells_what_each_activity_and_timer_is(engine: Engine) -> None:
    await engine.active()
    await engine.until("document.filed")

    history = await engine.handle.fetch_history()

    told = [
        event.user_metadata.summary.data.decode()
        for event in history.events
        if event.event_type
        in (
            EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED,
            EventType.EVENT_TYPE_TIMER_STARTED,
            EventType.EVENT_TYPE_MARKER_RECORDED,
        )
    ]
    assert all(told)
    assert '"put on record: agreement.offered"' in told
    assert '"put on record: choices.recorded, consent.completed"' in told
    assert '"the next deadline"' in told
    assert '"lay out, store and read back a document"' in told
