"""Who follows the gate's feed misses nothing and hears nothing twice, whoever writes or dies."""

import asyncio
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple
from itertools import count
from pathlib import Path

import pytest

from adapters.event_store import EventStore, PostgresEventStore, append_all
from adapters.gate_feed import Cursor, FeedStep, LogOutOfStepError, NoCursorError, steps_behind
from adapters.postgres import Pool, connect, open_pool, transaction
from adapters.read_models import rebuild
from domain.agreement.gate_steps import Step, steps
from domain.agreement.permits import Window, windows
from tests.adapters.store.gate_lives import Life, life
from tests.adapters.store.stories import STORIES, approved_for_later_and_taken_back
from tests.conftest import Database
from tests.scenario import STREAM, Story
from tests.stored import append_of, appends, commands, elsewhere, folded, store_story

ROOT = Path(__file__).parents[3]
WRITERS = 16
PATIENCES = (3, 1, 40, 11, 25, 7, 60, 2)  # steps after which the reader is killed


@pytest.fixture
def store(pool: Pool) -> EventStore:
    return PostgresEventStore(pool)


def told_by(one: Life) -> Iterator[tuple[str, Step]]:
    """What the log of one agreement tells, with the event behind which it is told."""
    state = one.unborn
    before: tuple[Window, ...] = ()
    for records in commands(one.records):
        state, at = folded(state, records), records[-1].provenance.occurred_at
        lasting = [each for each in before if each.until is None or each.until > at]
        before = windows(state)
        for step in steps(lasting, before, at):
            yield records[-1].event_id, step


def as_step(step: FeedStep) -> Step:
    return Step(*astuple(step)[2:])


async def places(pool: Pool) -> dict[str, int]:
    rows = await pool.fetch("SELECT event_id, position FROM event")
    return {row["event_id"]: row["position"] for row in rows}


@pytest.mark.parametrize("told", STORIES)
async def test_each_command_tells_its_steps_at_its_place(
    told: Callable[[], Story], store: EventStore, pool: Pool
) -> None:
    story = told()
    await store_story(store, story)
    at = await places(pool)
    found = await steps_behind(pool, "github", Cursor())
    assert [(one.cursor.position, as_step(one)) for one in found] == [
        (at[event_id], step) for event_id, step in told_by(life(story))
    ]
    assert {one.agreement for one in found} <= {STREAM}


async def test_an_opening_on_a_date_is_told_when_decided_and_taken_back_as_well(
    store: EventStore, pool: Pool
) -> None:
    story = approved_for_later_and_taken_back()
    await store_story(store, story)
    found = [
        (one.opens, one.since - story.records[0].provenance.occurred_at)
        for one in await steps_behind(pool, "github", Cursor())
        if (one.school, one.service) == ("college", "core")
    ]
    assert [(opens, since.days) for opens, since in found] == [(True, 0), (True, 61), (True, 61)]


async def test_a_supplier_hears_of_its_own_agreements(store: EventStore, pool: Pool) -> None:
    await store_story(store, Story().active())
    assert await steps_behind(pool, "github", Cursor())
    assert await steps_behind(pool, "zoom", Cursor()) == []


async def test_it_goes_on_behind_any_line(store: EventStore, pool: Pool) -> None:
    await store_story(store, approved_for_later_and_taken_back())
    whole = await steps_behind(pool, "github", Cursor())
    for index, step in enumerate(whole):
        assert await steps_behind(pool, "github", step.cursor) == whole[index + 1 :]
    assert await steps_behind(pool, "github", Cursor(), limit=3) == whole[:3]


async def test_a_rebuild_tells_the_same_at_the_same_places(store: EventStore, pool: Pool) -> None:
    for number, told in enumerate(STORIES):
        for batch in appends(told()):
            await store.append(elsewhere(batch, f"agreement:board-{number}:github:1", f"{number}-"))
    before = await steps_behind(pool, "github", Cursor())
    await rebuild(pool)
    assert await steps_behind(pool, "github", Cursor()) == before


async def test_nobody_steps_over_what_commits_later(store: EventStore, pool: Pool) -> None:
    *offered, activated = appends(Story().active())
    for batch in offered:
        await store.append(batch)
    async with transaction(pool) as slow:
        await append_all(slow, [activated])
        for batch in appends(Story().active()):
            await store.append(elsewhere(batch, "agreement:brugge:github:1", "later-"))
        assert await steps_behind(pool, "github", Cursor()) == []
    found = await steps_behind(pool, "github", Cursor())
    assert list(dict.fromkeys(one.agreement for one in found)) == [
        STREAM,
        "agreement:brugge:github:1",
    ]


async def test_sixteen_writers_and_a_reader_that_is_killed_again_and_again(
    database: Database, pool: Pool
) -> None:
    lives = [
        life(told(), f"agreement:board-{writer}-{number}:github:1")
        for writer in range(WRITERS)
        for number, told in enumerate(STORIES[2:8])
    ]
    async with open_pool(database.engine_url, size=WRITERS) as writers:
        writing = [
            asyncio.create_task(write(PostgresEventStore(writers), lives[first::WRITERS]))
            for first in range(WRITERS)
        ]
        restless = asyncio.create_task(overheard(pool, writing))
        heard: list[str] = []
        for patience in PATIENCES:
            heard += await listened(database.engine_url, heard[-1:], patience)
        await asyncio.gather(*writing)
    expected = [step for one in lives for step in told_by(one)]
    assert [str(one.cursor) for one in await all_steps(pool)] == await restless
    heard += await listened(database.engine_url, heard[-1:], len(expected) - len(heard))
    at = await places(pool)
    found = {one.cursor: one for one in await all_steps(pool)}
    assert len(heard) == len(set(heard)) == len(expected)
    cursors = [Cursor.parse(one) for one in heard]
    assert cursors == sorted(cursors)
    assert {(one.position, as_step(found[one])) for one in cursors} == {
        (at[event_id], step) for event_id, step in expected
    }


async def write(store: EventStore, lives: list[Life]) -> None:
    for one in lives:
        state = one.unborn
        for records in commands(one.records):
            state = folded(state, records)
            await store.append(append_of(state, records))


async def overheard(pool: Pool, writing: Sequence[asyncio.Task[None]]) -> list[str]:
    """What one hears who asks all the time while others write, and once behind them."""
    heard, place, at_rest = list[str](), Cursor(), False
    while not at_rest:
        at_rest = all(one.done() for one in writing)
        for step in await steps_behind(pool, "github", place):
            heard.append(str(step.cursor))
            place = step.cursor
    return heard


async def listened(url: str, last: list[str], patience: int) -> list[str]:
    """What a reader of its own heard behind a line, until it was killed."""
    program = ("-m", "tests.adapters.store.gate_follower", url, "github", *(last or ["0.0.0"]))
    reader = await asyncio.create_subprocess_exec(
        sys.executable, *program, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert reader.stdout is not None
    heard = [(await reader.stdout.readline()).decode().strip() for _ in range(patience)]
    reader.kill()
    await reader.communicate()
    return heard


async def all_steps(pool: Pool) -> list[FeedStep]:
    found: list[FeedStep] = []
    while more := await steps_behind(pool, "github", found[-1].cursor if found else Cursor()):
        found += more
    return found


async def test_a_log_from_another_server_is_refused_until_it_is_said_to_be_one(
    own_database: Database,
) -> None:
    numbers = count()

    async def opened(store: EventStore) -> None:
        number = next(numbers)
        for batch in appends(Story().active()):
            await store.append(elsewhere(batch, f"agreement:board-{number}:github:1", f"{number}-"))

    async with connect(own_database.owner_url) as owner, open_pool(own_database.engine_url) as pool:
        store = PostgresEventStore(pool)
        await owner.execute("INSERT INTO log_origin (lead) VALUES (1000000)")
        await opened(store)
        before = await steps_behind(pool, "github", Cursor())
        await owner.execute("DELETE FROM log_origin")
        with pytest.raises(LogOutOfStepError):
            await steps_behind(pool, "github", Cursor())
        await owner.execute("SELECT log_restored()")
        await opened(store)
        found = await steps_behind(pool, "github", Cursor())
        assert before == found[: len(before)]
        assert len(await steps_behind(pool, "github", before[-1].cursor)) == len(before)


@pytest.mark.parametrize("text", ["", "1", "1.2", "1.2.x", "1.2.3.4", "-1.2.3", "٣.1.1"])
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(NoCursorError):
        Cursor.parse(text)


def test_a_cursor_reads_as_it_is_written() -> None:
    assert Cursor.parse(str(Cursor(812, 33, 4))) == Cursor(812, 33, 4)
