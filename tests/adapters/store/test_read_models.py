"""Read models say what the log says, and are rebuilt from it row by row the same."""

import asyncio
from collections.abc import Callable
from itertools import chain
from typing import Any

import pytest

from adapters.agreements import (
    agreements,
    agreements_with,
    changes_awaiting,
    next_number,
    state_now,
)
from adapters.event_store import EventStore, PostgresEventStore
from adapters.letter_cases import letters
from adapters.postgres import Pool, connect
from adapters.products import product_now
from adapters.read_models import KINDS, rebuild
from domain.agreement.deadlines import deadlines
from domain.agreement.state import Phase, unborn
from domain.records import Append
from tests.adapters.store.hearing import V4, in_parts
from tests.adapters.store.lines import Line, store_line
from tests.adapters.store.messages import Door, store_messages
from tests.adapters.store.stories import STORIES, options_come_and_go, refused
from tests.conftest import Database
from tests.scenario import STREAM, V2, V3, Story
from tests.stored import appends, commands, elsewhere, store_story

TABLES = [table for kind in KINDS.values() for table in kind.tables]
SECOND = "agreement:gent:github:2"


@pytest.fixture
def store(pool: Pool) -> EventStore:
    return PostgresEventStore(pool)


async def rows(pool: Pool, table: str) -> list[tuple[Any, ...]]:
    return sorted((tuple(row) for row in await pool.fetch(f"SELECT * FROM {table}")), key=repr)  # noqa: S608 - our own list


async def everything(pool: Pool) -> dict[str, list[tuple[Any, ...]]]:
    return {table: await rows(pool, table) for table in TABLES}


@pytest.mark.parametrize("told", STORIES)
async def test_the_read_models_are_those_of_the_fold(
    told: Callable[[], Story], store: EventStore, pool: Pool
) -> None:
    story = told()
    await store_story(store, story)
    assert await state_now(pool, STREAM) == story.state
    assert await rows(pool, "choice") == sorted(
        (STREAM, *(value for _, value in choice)) for choice in story.state.choices
    )
    assert await rows(pool, "deadline") == sorted(
        ((STREAM, one.at, one.kind, one.subject) for one in deadlines(story.state)), key=repr
    )


async def every_kind(store: EventStore) -> int:
    """Streams of every kind, one after the other; returns their commands."""
    for number, told in enumerate(STORIES):
        for batch in appends(told()):
            await store.append(elsewhere(batch, f"agreement:board-{number}:github:1", f"{number}-"))
    line = Line().registered().announced(V2, "c2").announced(V3, "c3").withdrawn("c3")
    line.announced(V4, "c4", in_parts("c4", "mail", "maps"), corrects="c2").told("c3")
    door = Door().accepted("m-1").quarantined("m-2").waits("m-3").quarantined("m-4")
    door.announced("m-1").replayed("m-4").discarded("m-2")
    count = len(line.batches) + len(door.batches)
    await store_line(store, line)
    await store_messages(store, door)
    return count + sum(len(commands(told().records)) for told in STORIES)


async def test_what_is_appended_together_is_written_as_what_comes_alone(
    store: EventStore, pool: Pool
) -> None:
    for batch in chain(*lives("alone")):
        await store.append(batch)
    await asyncio.gather(*(append_all(store, life) for life in lives("among")))
    assert await owed(pool, "among") == await owed(pool, "alone")
    before = await everything(pool)
    assert len(before["agreement"]) == 2 * len(STORIES)
    assert await commits(pool, "among") < await commits(pool, "alone") / 2
    await rebuild(pool)
    assert await everything(pool) == before


def lives(place: str) -> list[list[Append]]:
    """Every story, each at a board of its own."""
    return [
        [
            elsewhere(batch, f"agreement:{place}-{number}:github:1", f"{place}-{number}-")
            for batch in appends(told())
        ]
        for number, told in enumerate(STORIES)
    ]


async def append_all(store: EventStore, life: list[Append]) -> None:
    for batch in life:
        await store.append(batch)


async def owed(pool: Pool, place: str) -> list[tuple[Any, ...]]:
    """The letters of the stories that were lived there, and what became of them."""
    found = await pool.fetch(
        "SELECT split_part(event_id, '-', 2), template, question, role, owed_at, state,"
        " question_closed FROM letter WHERE stream_id ^@ $1 ORDER BY 1, 2, 3, 4",
        f"agreement:{place}-",
    )
    return [tuple(row) for row in found]


async def commits(pool: Pool, place: str) -> int:
    return int(
        await pool.fetchval(
            "SELECT count(DISTINCT transaction) FROM event WHERE stream_id ^@ $1",
            f"agreement:{place}-",
        )
    )


async def test_a_rebuild_gives_the_same_rows(store: EventStore, pool: Pool) -> None:
    count = await every_kind(store)
    before = await everything(pool)
    assert all(before.values())
    assert await rebuild(pool) == count
    assert await everything(pool) == before


async def test_a_rebuild_repairs_what_was_changed_or_lost(store: EventStore, pool: Pool) -> None:
    await store_story(store, options_come_and_go())
    before = await everything(pool)
    await pool.execute("DELETE FROM choice")
    await pool.execute("UPDATE permission SET valid_until = NULL, leaflet = 'other'")
    await pool.execute("UPDATE agreement SET phase = 'closed'")
    await rebuild(pool)
    assert await everything(pool) == before


async def test_a_rebuild_touches_no_letter(store: EventStore, pool: Pool) -> None:
    await store_story(store, options_come_and_go())
    before = await letters(pool)
    await rebuild(pool)
    assert before
    assert await letters(pool) == before


async def test_a_rebuild_knows_which_of_two_agreements_came_first(
    store: EventStore, pool: Pool
) -> None:
    for batch in appends(refused()):
        await store.append(elsewhere(batch, SECOND, "second-"))
    await store_story(store, Story().active())
    before = await everything(pool)
    await rebuild(pool)
    assert await everything(pool) == before


async def test_a_state_of_an_older_shape_is_folded_from_the_log(
    store: EventStore, pool: Pool
) -> None:
    story = Story().active().later(days=1)
    await store_story(store, story)
    await pool.execute("""UPDATE agreement SET shape = 'older', state = '{"old": true}'""")
    assert await state_now(pool, STREAM) == story.state
    story.announced()
    await store.append(appends(story)[-1])
    assert await state_now(pool, STREAM) == story.state


async def test_a_product_of_an_older_shape_is_folded_from_the_log(
    store: EventStore, pool: Pool
) -> None:
    line = Line().registered()
    await store_line(store, line)
    await pool.execute("""UPDATE product_state SET shape = 'older', state = '{"old": true}'""")
    await store_line(store, line.announced(V2, "c2"))
    assert await product_now(pool, line.stream_id) == line.state


async def test_what_did_not_change_is_not_written_again(store: EventStore, pool: Pool) -> None:
    line = Line().registered().announced(V2, "c2")
    await store_line(store, line)
    before = set(await rows(pool, "(SELECT position, xmin::text FROM product_line) AS line"))
    await store_line(store, line.announced(V3, "c3"))
    after = set(await rows(pool, "(SELECT position, xmin::text FROM product_line) AS line"))
    assert len(before) == 2
    assert before < after


async def test_agreements_are_listed(store: EventStore, pool: Pool) -> None:
    story = Story().active().later(days=1)
    story.announced()
    await store_story(store, story)
    (listed,) = await agreements(pool)
    assert (listed.id, listed.phase, listed.version) == (STREAM, Phase.ACTIVE, 8)
    assert (listed.products, listed.schools) == (("code",), story.state.schools)
    assert await agreements(pool, board="gent", supplier="github") == (listed,)
    assert await agreements(pool, board="brugge") == ()
    (awaiting,) = await changes_awaiting(pool, STREAM)
    assert (awaiting.change, awaiting.leaflet) == ("change-1", V2.hash)


async def test_active_agreements_with_a_product_come_in_pages(
    store: EventStore, pool: Pool
) -> None:
    for number in range(3):
        for batch in appends(Story().active()):
            await store.append(elsewhere(batch, f"agreement:board-{number}:github:1", f"{number}-"))
    first = await agreements_with(pool, "github", "code", limit=2)
    rest = await agreements_with(pool, "github", "code", after=first[-1], limit=2)
    assert (*first, *rest) == tuple(f"agreement:board-{number}:github:1" for number in range(3))
    assert await agreements_with(pool, "github", "other") == ()


async def test_the_next_number_is_behind_the_highest(store: EventStore, pool: Pool) -> None:
    assert await next_number(pool, "gent", "github") == 1
    await store_story(store, refused())
    assert await next_number(pool, "gent", "github") == 2
    await store.append(elsewhere(appends(refused())[0], "agreement:gent:github:12", "twelfth-"))
    assert await next_number(pool, "gent", "github") == 13
    assert await next_number(pool, "gent", "git") == 1


async def test_an_agreement_that_never_was_is_unborn(pool: Pool) -> None:
    assert await state_now(pool, STREAM) == unborn(STREAM, "gent", "github")


async def test_the_past_of_the_gate_is_found_by_an_index(database: Database) -> None:
    async with connect(database.owner_url) as connection:
        await connection.execute("SET enable_seqscan = off")
        plan = await connection.fetch(
            "EXPLAIN SELECT 1 FROM permission WHERE school = 'a' AND product = 'b'"
            " AND service = 'c' AND valid_from <= now() ORDER BY valid_from DESC LIMIT 1"
        )
    assert "permission_pkey" in str(plan)
