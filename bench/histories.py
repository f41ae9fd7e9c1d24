"""What workflows cost, read from their histories: Actions, events, bytes, payloads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from google.protobuf.message import Message as Proto
from temporalio.api.common.v1 import Payload
from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent
from temporalio.client import Client

from bench.pacing import each
from gateway.histories import LOCAL_ACTIVITY

BILLED = frozenset(
    {
        EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED,
        EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED,
        EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED,
        EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES,
        EventType.EVENT_TYPE_TIMER_STARTED,
        EventType.EVENT_TYPE_SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED,
    }
)
"""Each of these is one Action; of an activity each attempt is; a child workflow is two."""
CHILD = EventType.EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_INITIATED
ATTEMPT = EventType.EVENT_TYPE_ACTIVITY_TASK_STARTED
SIGNALLED = EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED

Events = list[HistoryEvent]


@dataclass(frozen=True, slots=True)
class Cost:
    """What some part of some histories came to, summed."""

    workflows: int
    actions: int
    events: int
    bytes: int

    def each(self) -> dict[str, float]:
        """Return the mean for one workflow."""
        number = self.workflows or 1
        return {
            "actions": round(self.actions / number, 2),
            "events": round(self.events / number, 1),
            "bytes": round(self.bytes / number),
        }


@dataclass(frozen=True, slots=True)
class Largest:
    """The largest there is: a history by its events, a payload by its bytes."""

    history_events: int
    payload_bytes: int


async def histories(client: Client, ids: Iterable[str]) -> dict[str, Events]:
    """Return the histories of the current runs of workflows."""
    found: dict[str, Events] = {}

    async def fetched(name: str) -> None:
        history = client.get_workflow_handle(name).fetch_history_events()
        found[name] = [event async for event in history]

    await each(ids, fetched)
    return found


def cost_of(told: Iterable[Events]) -> Cost:
    """Sum up what histories, or parts of them, came to."""
    whole = list(told)
    every = [event for events in whole for event in events]
    return Cost(
        workflows=len(whole),
        actions=sum(map(actions, whole)),
        events=len(every),
        bytes=sum(event.ByteSize() for event in every),
    )


def of_the_change(events: Events) -> Events:
    """Return what a history holds from the first signal on: the one about the change."""
    signals = (at for at, event in enumerate(events) if event.event_type == SIGNALLED)
    return events[next(signals, len(events)) :]


def actions(events: Events) -> int:
    """Count the Actions of a history as Temporal Cloud bills them; heartbeats are not in it.

    What a worker did by itself within one task is one Action, however many activities it was.
    """
    within = {
        event.marker_recorded_event_attributes.workflow_task_completed_event_id
        for event in events
        if event.marker_recorded_event_attributes.marker_name == LOCAL_ACTIVITY
    }
    return len(within) + sum(map(_actions, events))


def _actions(event: HistoryEvent) -> int:
    if event.event_type in BILLED:
        return 1
    if event.event_type == CHILD:
        return 2
    if event.event_type == ATTEMPT:
        return event.activity_task_started_event_attributes.attempt
    return 0


def largest(told: Iterable[Events]) -> Largest:
    """Return the longest history and the largest payload in any."""
    whole = list(told)
    sizes = (one.ByteSize() for events in whole for event in events for one in payloads(event))
    return Largest(max(map(len, whole), default=0), max(sizes, default=0))


def payloads(message: Proto) -> Iterator[Payload]:
    """Yield every payload somewhere within a message."""
    if isinstance(message, Payload):
        yield message
        return
    for _, value in message.ListFields():
        for inner in _within(value):
            yield from payloads(inner)


def _within(value: Any) -> Iterator[Proto]:  # noqa: ANN401 - whatever a field holds
    if isinstance(value, Proto):
        yield value
    elif isinstance(value, (Mapping, Sequence)) and not isinstance(value, (str, bytes)):
        every = value.values() if isinstance(value, Mapping) else value
        yield from (one for one in every if isinstance(one, Proto))
