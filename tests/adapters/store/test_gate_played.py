"""Whatever the parties do, the table of the gate answers for every instant as the log does."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.gate_sheets import read, written
from domain.agreement.choices import Choice
from domain.agreement.evolve import fold
from domain.agreement.gate_history import Moment, Question
from domain.agreement.permits import Allowed, Denied, permits
from domain.values import CORE, Answer
from tests.adapters.store.gate_lives import (
    Life,
    edges,
    from_logs,
    from_tables,
    life,
    lives,
    questions,
    sheets_of,
    table_of,
    whole,
)
from tests.adapters.store.stories import STORIES
from tests.scenario import Story

PLAYED = settings(max_examples=25, suppress_health_check=list(HealthCheck))
ASKED = (
    "agreement.offered",
    "offer.revised",
    "product.offered",
    "school.added",
    "change.received",
    "change.composed",
    "change.proposed",
    "agreement.activated",  # a product that comes in later stands on it
)


def check_two_roads(told: tuple[Life, ...]) -> None:
    """At every instant, of everything: the same no, or the same yes since and by the same."""
    tables = tuple((one, table_of(one), sheets_of(one)) for one in told)
    for _, table, sheets in tables:
        ends = [
            (since, one.until) for ranges in (table, sheets) for (_, since), one in ranges.items()
        ]
        assert all(until is None or since < until for since, until in ends)
        assert all(read(written(one.sheet)) == one.sheet for one in sheets.values())
    for at in edges(*told):
        pasts = tuple(past for one in told if (past := one.until(at)))
        for question in questions():
            by_table = from_tables(tables, question, at)
            assert whole(by_table) == whole(from_logs(pasts, question, at)), (question, at)


@PLAYED
@given(told=lives())
def test_table_and_log_agree_whatever_was_played(told: tuple[Life, ...]) -> None:
    check_two_roads(told)


@pytest.mark.parametrize("told", STORIES)
def test_table_and_log_agree_in_every_story(told: Callable[[], Story]) -> None:
    check_two_roads((life(told()),))


def answers(one: Life) -> Iterator[tuple[datetime, Question, Allowed]]:
    """Every yes of one agreement, at every instant."""
    for at in edges(one):
        if past := one.until(at):
            for question in questions():
                answer = from_logs((past,), question, at)
                if isinstance(answer, Allowed):
                    yield at, question, answer


def began(one: Life, question: Question, at: datetime) -> datetime | None:
    """Go forward from birth, and note whenever the answer is another one than before."""
    past = one.until(at)
    assert past is not None
    last, since = None, None
    for moment, following in pairwise((*past.moments, Moment(at, past.moments[-1].state))):
        dates = {
            entry.since
            for product in moment.state.products
            for entry in product.schedule
            if moment.at < entry.since <= following.at
        }
        for instant in (moment.at, *sorted(dates)):
            now = _leaflet(moment, question, instant)
            since = since if now == last else instant
            last = now
    return since


def _leaflet(moment: Moment, question: Question, at: datetime) -> str | None:
    answer = permits(moment.state, question.school, question.product, question.service, at)
    return None if isinstance(answer, Denied) else answer.leaflet


@PLAYED
@given(told=st.builds(lambda told: told[0], lives()))
def test_it_is_open_since_nothing_interrupted_it(told: Life) -> None:
    for at, question, answer in answers(told):
        assert answer.since == began(told, question, at)


def leaflet_with(one: Life, since: datetime, question: Question, *known: str) -> str | None:
    """What would be open if only events of these types, or with these ids, had happened.

    Of every other choice of the board, what it said for other schools stays.
    """
    state = one.unborn
    for record in one.records:
        named = {record.event.type, record.event_id} & set(known)
        choices = getattr(record.event, "choices", ())
        if record.provenance.occurred_at <= since and (named or choices):
            kept = choices if record.event_id in known else _elsewhere(choices, question.school)
            event = record.event.model_copy(update={"choices": kept} if choices else {})
            state = fold(state, record.model_copy(update={"event": event}))
    return _leaflet(Moment(since, state), question, since)


def _elsewhere(choices: tuple[Choice, ...], school: str) -> tuple[Choice, ...]:
    return tuple(
        one.model_copy(update={"school": "another" if one.school == school else one.school})
        for one in choices
    )


@PLAYED
@given(told=st.builds(lambda told: told[0], lives()))
def test_the_deciding_events_are_enough_and_each_opens_something(told: Life) -> None:
    by_id = {one.event_id: one.event for one in told.records}
    every = tuple(by_id)
    times = {
        (question, *whole(answer)): (question, answer) for _, question, answer in answers(told)
    }
    for question, answer in times.values():
        assert answer.since is not None
        asked = (answer.since, question)
        assert leaflet_with(told, *asked, *ASKED, *answer.deciding) == answer.leaflet
        for event_id in answer.deciding:
            given = getattr(by_id[event_id], "choices", ())
            others = (one for one in every if one != event_id)
            assert any(
                choice.answer is Answer.YES
                and (choice.school, choice.product) == (question.school, question.product)
                and choice.service in (CORE, question.service)
                for choice in given
            ) or (not given and leaflet_with(told, *asked, *others) != answer.leaflet)
