"""What a history remembers goes back where its hash proves it, and is listed as lost elsewhere."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.event_log import UNBORN, Head
from adapters.event_log import chained as chained_rows
from domain.records import Append, Stored
from gateway.histories import Told
from gateway.recovering import Why, planned
from tests.scenario import STREAM, Story
from tests.stored import appends

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def history() -> list[Told]:
    """What was stored of an agreement that both have signed, command by command."""
    told, head = [], UNBORN
    for number, batch in enumerate(appends(Story().active())):
        at = NOW + timedelta(seconds=number)
        last = chained_rows(batch.records, head, at)[-1]
        head = Head(last["version"], last["hash"], last["occurred_at"])
        told.append(Told(batch, Stored(version=head.version, hash=head.hash, recorded_at=at)))
    return told


def head_of(told: Told) -> Head:
    """The head of a log that ends with a command."""
    last = told.batch.records[-1]
    return Head(last.version, told.stored.hash, last.provenance.occurred_at)


def told_of(told: list[Told]) -> list[Append]:
    """The commands alone."""
    return [one.batch for one in told]


def test_all_behind_the_head_comes_back_in_its_order() -> None:
    known, *behind = history()

    plan = planned(reversed(behind), {STREAM: head_of(known)})

    assert told_of(plan.back) == told_of(behind)
    assert (plan.lost, plan.until) == ([], behind[-1].stored.recorded_at)


def test_a_stream_that_the_log_does_not_know_comes_back_whole() -> None:
    assert told_of(planned(history(), {}).back) == told_of(history())


@pytest.mark.parametrize(
    "changed", [{"hash": "0" * 64}, {"recorded_at": NOW}, {"hash": None, "recorded_at": None}]
)
def test_what_its_hash_does_not_prove_is_lost_with_all_behind_it(changed: dict[str, None]) -> None:
    first, second, third, last = history()
    false = replace(second, stored=second.stored.model_copy(update=changed))

    plan = planned([first, false, third, last], {})

    assert told_of(plan.back) == [first.batch]
    assert [one.why for one in plan.lost] == [Why.NOT_PROVED, Why.GAP, Why.GAP]
    assert plan.lost[0].versions == (2, 3)
    assert plan.lost[0].events == ("choices.recorded", "consent.completed")


def test_behind_a_gap_nothing_comes_back() -> None:
    first, _, third, last = history()

    plan = planned([third, last], {STREAM: head_of(first)})

    assert plan.back == []
    assert [one.why for one in plan.lost] == [Why.GAP, Why.GAP]


def test_behind_another_head_nothing_comes_back() -> None:
    first, second, *_ = history()
    other = replace(head_of(first), hash="0" * 64)

    plan = planned([second], {STREAM: other})

    assert (plan.back, [one.why for one in plan.lost]) == ([], [Why.NOT_PROVED])


def test_a_command_that_was_told_twice_comes_back_in_the_words_that_were_stored() -> None:
    known, second, *_ = history()
    records = tuple(
        one.model_copy(
            update={
                "provenance": one.provenance.model_copy(
                    update={"occurred_at": one.provenance.occurred_at + timedelta(hours=1)}
                )
            }
        )
        for one in second.batch.records
    )
    again = Told(
        second.batch.model_copy(update={"records": records}),
        second.stored.model_copy(update={"again": True}),
    )

    plan = planned([again, second], {STREAM: head_of(known)})

    assert (told_of(plan.back), plan.lost) == ([second.batch], [])
