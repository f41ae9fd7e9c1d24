"""The gate's answer: under which leaflet, since when and by which events, or why not."""

from datetime import timedelta

import pytest

from adapters.directory import Product, School, enter
from adapters.event_store import EventStore, PostgresEventStore
from adapters.gate import may_process, may_process_from_log
from adapters.postgres import Pool
from domain.agreement.permits import Allowed, Denied, Reason
from domain.records import EventRecord
from tests.adapters.store.gate_lives import whole
from tests.adapters.store.stories import (
    approved_for_later_and_taken_back,
    approved_then_another_rejected,
    notice_and_the_whole_chain_of_proof,
)
from tests.scenario import SCHOOLS, START, STREAM, V1, V2, Story, chosen
from tests.stored import appends, elsewhere, store_story

DAY, MOMENT = timedelta(days=1), timedelta.resolution
SECOND = "agreement:gent:github:2"


@pytest.fixture
async def store(pool: Pool) -> EventStore:
    schools = (School(id=one, board="gent", name=one) for one in (*SCHOOLS, "nieuwe-school"))
    products = (Product(id=one, supplier="github", name=one) for one in ("code", "meet"))
    await enter(pool, (*schools, *products))
    return PostgresEventStore(pool)


def last(story: Story, event_type: str) -> EventRecord:
    return next(one for one in reversed(story.records) if one.event.type == event_type)


async def test_a_yes_says_since_when_and_by_which_events(store: EventStore, pool: Pool) -> None:
    story = approved_then_another_rejected()
    await store_story(store, story)
    signed = tuple(last(story, one) for one in ("choices.recorded", "agreement.activated"))
    first = (V1.hash, signed[-1].provenance.occurred_at, tuple(one.event_id for one in signed))
    approved = last(story, "change.approved")
    since = story.state.changes[0].in_force_from
    assert since is not None
    then = (V2.hash, since, (*first[-1], approved.event_id))
    opened = {START: first, since - MOMENT: first, since: then, story.now: then}
    for at, answer in opened.items():
        assert whole(await may_process(pool, "college", "code", "core", at)) == (STREAM, *answer)


async def test_one_connection_is_asked_as_well_as_a_pool(store: EventStore, pool: Pool) -> None:
    await store_story(store, Story().active())
    async with pool.acquire() as connection:
        for service in ("core", "ai"):
            asked = ("college", "code", service, START)
            answer = await may_process(connection, *asked)
            assert answer == await may_process_from_log(connection, *asked)
            assert answer == await may_process(pool, *asked)


async def test_what_was_known_then_is_not_what_is_known_now(store: EventStore, pool: Pool) -> None:
    story = approved_for_later_and_taken_back()
    await store_story(store, story)
    ahead = START + timedelta(days=61)
    gate = ("college", "code", "core", ahead)
    assert await may_process(pool, *gate) == Allowed(STREAM, V1.hash)
    approved = last(story, "change.approved")
    then = await may_process(pool, *gate, known_at=approved.provenance.occurred_at)
    assert whole(then)[:3] == (STREAM, V2.hash, ahead)
    assert approved.event_id in whole(then)[3]
    later = last(story, "approval.withdrawn").provenance.occurred_at
    assert await may_process(pool, *gate, known_at=later) == Allowed(STREAM, V1.hash)
    assert await may_process(pool, *gate, known_at=START - DAY) == Denied(Reason.NO_AGREEMENT)


async def test_knowing_more_than_what_had_happened_then_changes_nothing(
    store: EventStore, pool: Pool
) -> None:
    story = approved_then_another_rejected()
    await store_story(store, story)
    gate = ("college", "code", "core", START)
    assert await may_process(pool, *gate, known_at=story.now) == await may_process(pool, *gate)


async def test_a_state_of_an_older_shape_is_not_believed(store: EventStore, pool: Pool) -> None:
    story = Story().active()
    await store_story(store, story)
    await pool.execute("""UPDATE agreement SET shape = 'older', state = '{"old": true}'""")
    answer = await may_process(pool, "college", "code", "ai", story.now)
    assert answer == Denied(Reason.OPTION_NOT_CHOSEN)


async def test_a_school_that_moved_is_still_answered_for_by_the_agreement_that_names_it(
    store: EventStore, pool: Pool
) -> None:
    story = Story().active()
    await store_story(store, story)
    await enter(pool, [School(id="college", board="brugge", name="college")])
    for service in ("core", "ai"):
        asked = ("college", "code", service, story.now)
        by_log = await may_process_from_log(pool, *asked)
        assert await may_process(pool, *asked) == by_log == story.gate("college", service)


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
