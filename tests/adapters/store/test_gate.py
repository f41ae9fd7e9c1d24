"""The gate says the same from its table as from the log, at every instant."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import product as every

import pytest

from adapters.directory import Product, School, enter
from adapters.event_store import EventStore, PostgresEventStore
from adapters.gate import may_process, may_process_from_log
from adapters.permissions import Ranges, moved
from adapters.postgres import Pool
from domain.agreement.evolve import fold
from domain.agreement.permits import Allowed, Denied, Reason, permits, windows
from domain.agreement.state import unborn
from tests.adapters.store.stories import (
    STORIES,
    approved_then_another_rejected,
    notice_and_the_whole_chain_of_proof,
)
from tests.scenario import SCHOOLS, START, STREAM, V1, V2, Story, chosen
from tests.stored import appends, commands, elsewhere, store_story

SECOND = "agreement:gent:github:2"
GATES = tuple(every((*SCHOOLS, "nieuwe-school"), ("code", "meet"), ("core", "ai", "sms")))


@pytest.fixture
async def store(pool: Pool) -> EventStore:
    schools = (School(id=one, board="gent", name=one) for one in (*SCHOOLS, "nieuwe-school"))
    products = (Product(id=one, supplier="github", name=one) for one in ("code", "meet"))
    await enter(pool, (*schools, *products))
    return PostgresEventStore(pool)


def edges(story: Story) -> list[datetime]:
    """Every instant at which something may change, and those just before."""
    at = {record.provenance.occurred_at for record in story.records}
    at |= {entry.since for one in story.state.products for entry in one.schedule}
    at |= {story.now + timedelta(days=400)}
    return sorted(
        {moment - delta for moment in at for delta in (timedelta(), timedelta.resolution)}
    )


def table_of(story: Story) -> Ranges:
    """What the table holds behind the story: all ranges, past ones too."""
    table: Ranges = {}
    state = unborn(STREAM, "gent", "github")
    for records in commands(story.records):
        for record in records:
            state = fold(state, record)
        at = records[-1].provenance.occurred_at
        open_still = {place: end for place, end in table.items() if end is None or end > at}
        past = {place: end for place, end in table.items() if place not in open_still}
        table = past | moved(open_still, windows(state), at)
    return table


@pytest.mark.parametrize("told", STORIES)
def test_the_ranges_answer_for_any_instant_as_the_log_does(told: Callable[[], Story]) -> None:
    story = told()
    table = table_of(story)
    assert all(end is None or since < end for (_, since), end in table.items())
    for at, (school, product, service) in every(edges(story), GATES):
        ruling = [
            key[3]
            for (key, since), end in table.items()
            if key[:3] == (school, product, service) and since <= at and (end is None or at < end)
        ]
        verdict = permits(story.as_of(at), school, product, service, at)
        expected = [verdict.leaflet] if isinstance(verdict, Allowed) else []
        assert ruling == expected, (school, product, service, at)


async def test_table_and_log_agree_in_the_database_too(store: EventStore, pool: Pool) -> None:
    story = approved_then_another_rejected()
    await store_story(store, story)
    for at in edges(story):
        by_table = await may_process(pool, "atheneum", "code", "core", at)
        assert by_table == await may_process_from_log(pool, "atheneum", "code", "core", at)
        assert by_table == permits(story.as_of(at), "atheneum", "code", "core", at) or (
            by_table == Denied(Reason.NO_AGREEMENT)
        )


async def test_the_leaflet_is_that_of_the_day(store: EventStore, pool: Pool) -> None:
    story = approved_then_another_rejected()
    await store_story(store, story)
    before = await may_process(pool, "college", "code", "core", START + timedelta(days=3))
    after = await may_process(pool, "college", "code", "core", story.now)
    assert before == Allowed(STREAM, V1.hash)
    assert after == Allowed(STREAM, V2.hash)


async def test_what_is_not_known_is_said_by_name(store: EventStore, pool: Pool) -> None:
    await store_story(store, Story().active(chosen(), chosen("ai", "yes", "college")))
    asked = {
        ("elsewhere", "code", "core"): Reason.UNKNOWN_SCHOOL,
        ("college", "other", "core"): Reason.UNKNOWN_PRODUCT,
        ("college", "code", "other"): Reason.UNKNOWN_SERVICE,
        ("atheneum", "code", "ai"): Reason.OPTION_NOT_CHOSEN,
        ("nieuwe-school", "code", "core"): Reason.SCHOOL_OUT_OF_SCOPE,
    }
    for gate, reason in asked.items():
        assert await may_process(pool, *gate, START) == Denied(reason)
        assert await may_process_from_log(pool, *gate, START) == Denied(reason)
    yesterday = START - timedelta(days=1)
    assert await may_process(pool, "college", "code", "core", yesterday) == Denied(
        Reason.NO_AGREEMENT
    )


async def test_the_next_agreement_opens_what_the_one_before_it_closed(
    store: EventStore, pool: Pool
) -> None:
    story = notice_and_the_whole_chain_of_proof()
    await store_story(store, story)
    gate = ("atheneum", "code", "core")
    assert await may_process(pool, *gate, story.now) == Denied(Reason.ENDED)
    later = Story(now=story.now + timedelta(days=1)).offered()
    for batch in appends(later):
        await store.append(elsewhere(batch, SECOND, "second-"))
    assert await may_process(pool, *gate, later.now) == Denied(Reason.NOT_SIGNED)
    later.later(days=1).chose().signed()
    for batch in appends(later)[1:]:
        await store.append(elsewhere(batch, SECOND, "second-"))
    assert await may_process(pool, *gate, later.now) == Allowed(SECOND, V1.hash)
    assert await may_process_from_log(pool, *gate, later.now) == Allowed(SECOND, V1.hash)
    assert await may_process(pool, *gate, START) == Allowed(STREAM, V1.hash)
