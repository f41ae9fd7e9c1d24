"""What the measurements say of the bounds, and how they count."""

from dataclasses import replace

from temporalio.api.common.v1 import Payload, Payloads
from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import (
    ActivityTaskScheduledEventAttributes,
    ActivityTaskStartedEventAttributes,
    HistoryEvent,
    MarkerRecordedEventAttributes,
)

from bench.announcing import Receipts
from bench.comparing import Compared, Goal
from bench.costs import Costs
from bench.fan_out import Pair, Timed
from bench.figures import FanOut, Figures, broken, short
from bench.histories import Cost, Largest, actions, cost_of, largest, of_the_change
from bench.interrupted import Interrupted
from bench.market import Market
from bench.open_agreements import Growth, Opened

WHOLE = Receipts(open=1000, given=1000, missing=0, duplicates=0)
MEBIBYTE = 2**20


def pair(
    ours: float = 10.0, number: int = 1000, receipts: Receipts = WHOLE, memory: int = 0
) -> Pair:
    """A pair whose bare side took ten seconds."""
    return Pair(Market("m", number), Timed(ours, {}), Timed(10.0, {}), receipts, memory)


def costs(events: int = 10, payload: int = 10) -> Costs:
    nothing = Cost(1, 1, 1, 1)
    return Costs(nothing, nothing, nothing, Largest(events, payload))


def event(kind: str, **attributes: object) -> HistoryEvent:
    return HistoryEvent(event_type=EventType.Value(f"EVENT_TYPE_{kind}"), **attributes)  # type: ignore[arg-type]  # by name


def done_within(task: int) -> HistoryEvent:
    """What a worker did by itself within a task, which ended with the event of that number."""
    told = MarkerRecordedEventAttributes(
        marker_name="core_local_activity", workflow_task_completed_event_id=task
    )
    return event("MARKER_RECORDED", marker_recorded_event_attributes=told)


def test_nothing_is_broken_where_everybody_has_it_once_and_all_is_small() -> None:
    cut = Interrupted((1,) * 9, 1.0, WHOLE, 0)
    figures = Figures(FanOut((pair(),), costs(), pair(number=10_000), costs(), cut))

    assert broken(figures) == ()
    assert short(figures) == ()


def test_each_bound_is_named_when_it_is_broken() -> None:
    one_less, one_more = Receipts(1000, 999, 1, 0), Receipts(1000, 1000, 0, 1)
    grown = pair(number=10_000, memory=51 * MEBIBYTE)

    assert len(broken(Figures(FanOut((pair(receipts=one_less),))))) == 1
    assert len(broken(Figures(FanOut((pair(),), growth=pair(receipts=one_more))))) == 1
    assert len(broken(Figures(FanOut(costs=costs(events=2_001))))) == 1
    assert len(broken(Figures(FanOut(growth_costs=costs(payload=200_001))))) == 1
    assert len(broken(Figures(FanOut((pair(),), growth=grown)))) == 1
    assert len(broken(Figures(FanOut(interrupted=Interrupted((), 1.0, one_more, 1))))) == 2


def test_memory_says_nothing_while_the_cache_of_workflows_is_not_full() -> None:
    grown = pair(number=1_000, memory=51 * MEBIBYTE)

    assert broken(Figures(FanOut((pair(number=100),), growth=grown))) == ()


def test_a_goal_that_is_not_reached_is_told_and_breaks_nothing() -> None:
    figures = Figures(FanOut((pair(ours=9.0), pair(ours=20.0), pair(ours=40.0))))

    assert "0.50" in short(figures)[0]
    assert broken(figures) == ()


def test_a_comparison_is_broken_by_a_fault_and_short_of_its_goal_by_its_ratio() -> None:
    slow = Compared("it", "that", "a second", (1.0, 2.0), (4.0, 4.0), Goal(0.8))
    wrong = Compared("it", "that", "a second", (4.0,), (4.0,), Goal(0.8), ("a chain is broken",))

    assert short(Figures(compared=(slow,))) == ("it: 0.38 of that; the goal is >= 0.8",)
    assert broken(Figures(compared=(slow,))) == ()
    assert short(Figures(compared=(wrong, wrong))) == ()
    assert broken(Figures(compared=(wrong, wrong))) == ("a chain is broken",)


def test_open_agreements_may_cost_a_command_and_the_worker_only_so_much() -> None:
    few = Opened(100, 10.0, 5.0, 0.01, 100 * MEBIBYTE)
    many = Opened(1_000, 11.0, 5.0, 0.01, 120 * MEBIBYTE)
    most = Opened(10_000, 11.5, 5.5, 0.01, 120 * MEBIBYTE + 9_000 * 4_000)
    slow, fat = replace(most, milliseconds=13.0), replace(most, memory=200 * MEBIBYTE)

    assert short(Figures(growth=Growth((few, many, most)))) == ()
    assert len(short(Figures(growth=Growth((few, many, slow))))) == 1
    assert len(short(Figures(growth=Growth((few, many, fat))))) == 1
    assert Growth((few, many)).bytes_each is None
    assert Growth((few, many, most)).factor_bare == 1.1


def test_growth_is_the_time_of_each_agreement() -> None:
    figures = FanOut((pair(ours=10.0),), growth=pair(ours=150.0, number=10_000))

    assert figures.growth_of_ours == 1.5
    assert figures.growth_of_bare == 0.1


def test_actions_are_counted_as_they_are_billed() -> None:
    retried = ActivityTaskStartedEventAttributes(attempt=3)
    patch = MarkerRecordedEventAttributes(marker_name="core_patch")
    counted = {
        1: [
            event("WORKFLOW_EXECUTION_SIGNALED"),
            event("UPSERT_WORKFLOW_SEARCH_ATTRIBUTES"),
            event("TIMER_STARTED"),
            event("WORKFLOW_EXECUTION_UPDATE_ACCEPTED"),
            done_within(4),
        ],
        3: [event("ACTIVITY_TASK_STARTED", activity_task_started_event_attributes=retried)],
        0: [
            event("WORKFLOW_TASK_STARTED"),
            event("ACTIVITY_TASK_SCHEDULED"),
            event("MARKER_RECORDED", marker_recorded_event_attributes=patch),
        ],
    }

    for number, events in counted.items():
        assert [actions([one]) for one in events] == [number] * len(events)


def test_what_is_done_within_one_task_is_one_action() -> None:
    assert actions([done_within(4), done_within(4), done_within(9)]) == 2


def test_a_change_costs_what_came_with_its_first_signal() -> None:
    before = [event("WORKFLOW_EXECUTION_STARTED"), event("WORKFLOW_TASK_STARTED")]
    after = [event("WORKFLOW_EXECUTION_SIGNALED"), event("TIMER_STARTED")]

    assert of_the_change([*before, *after]) == after
    assert of_the_change(before) == []
    assert cost_of([[*before, *after]]).actions == 3


def test_the_largest_payload_is_found_wherever_it_is() -> None:
    payload = Payload(data=b"x" * 500)
    scheduled = ActivityTaskScheduledEventAttributes(input=Payloads(payloads=[payload]))
    deep = event("ACTIVITY_TASK_SCHEDULED", activity_task_scheduled_event_attributes=scheduled)

    found = largest([[deep], [event("TIMER_STARTED")] * 3])

    assert (found.history_events, found.payload_bytes) == (3, payload.ByteSize())
