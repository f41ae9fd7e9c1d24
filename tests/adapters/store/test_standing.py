"""How things stand: what waits, what is late and what is stuck is counted, at a small price."""

import re
from datetime import datetime, timedelta

import pytest

from adapters.directory import Party, enter
from adapters.event_store import PostgresEventStore
from adapters.outbox import claim, mark_sent, mark_unknown
from adapters.people import Holder, Person, appoint, put_person
from adapters.postgres import Pool, connect
from adapters.standing import LATE, UNSETTLED, standing, statements
from domain.offices import Office, Role
from tests.conftest import Database
from tests.scenario import START, Story
from tests.stored import store_story

BOARD = Office(party="board:gent", role=Role.DIRECTION)
LEASE = timedelta(minutes=1)
NOTHING = dict.fromkeys(UNSETTLED, 0)


@pytest.fixture
async def offered(pool: Pool) -> datetime:
    """A proposal, with a letter to the director about it; returns when it lapses."""
    await enter(pool, [Party(id=one, name="A party") for one in (BOARD.party, "supplier:github")])
    await put_person(pool, Person(id="director", name="Director", email="d@x.example"))
    await appoint(pool, Holder(office=BOARD, person="director", valid_from=START - LEASE))
    story = Story().offered()
    await store_story(PostgresEventStore(pool), story)
    assert story.state.valid_until is not None
    return story.state.valid_until


async def test_where_nothing_happened_nothing_waits(pool: Pool) -> None:
    found = await standing(pool, START)
    assert (found.letters, found.oldest, found.overdue) == (NOTHING, timedelta(), 0)


@pytest.mark.usefixtures("offered")
async def test_a_letter_that_waits_has_an_age(pool: Pool) -> None:
    found = await standing(pool, START + timedelta(hours=2))
    assert found.letters == NOTHING | {"pending": 1}
    assert found.oldest == timedelta(hours=2)


@pytest.mark.usefixtures("offered")
async def test_a_letter_that_is_put_off_grows_older_all_the_same(pool: Pool) -> None:
    await pool.execute("UPDATE letter SET not_before = $1", START + timedelta(days=1))
    assert (await standing(pool, START + timedelta(hours=2))).oldest == timedelta(hours=2)


@pytest.mark.usefixtures("offered")
async def test_a_letter_on_its_way_is_one_that_has_still_to_go(pool: Pool) -> None:
    await claim(pool, 1, START, LEASE)
    found = await standing(pool, START + timedelta(seconds=30))
    assert found.letters == NOTHING | {"sending": 1}
    assert found.oldest == timedelta(seconds=30)


@pytest.mark.usefixtures("offered")
async def test_a_letter_whose_fate_is_unknown_is_stuck(pool: Pool) -> None:
    (letter,) = await claim(pool, 1, START, LEASE)
    await mark_unknown(pool, letter)
    found = await standing(pool, START + timedelta(days=1))
    assert (found.letters, found.oldest) == (NOTHING | {"unknown": 1}, timedelta())


@pytest.mark.usefixtures("offered")
async def test_a_letter_that_was_sent_is_no_longer_counted(pool: Pool) -> None:
    (letter,) = await claim(pool, 1, START, LEASE)
    await mark_sent(pool, letter, START, "1", "0" * 64)
    assert (await standing(pool, START + timedelta(days=1))).letters == NOTHING


async def test_an_agreement_is_overdue_when_its_clock_is_late_by_more_than_a_moment(
    pool: Pool, offered: datetime
) -> None:
    assert (await standing(pool, offered + LATE)).overdue == 0
    assert (await standing(pool, offered + LATE + timedelta(seconds=1))).overdue == 1


@pytest.mark.usefixtures("offered")
async def test_what_is_settled_costs_nothing(database: Database) -> None:
    async with connect(database.owner_url) as connection:
        await connection.execute(
            """
            INSERT INTO letter (id, event_id, stream_id, template, party, role, person, owed_at,
                state, sent_at)
            SELECT 'old-' || number, event_id, stream_id, template, party, role, person, owed_at,
                'sent', owed_at
            FROM letter, generate_series(1, 20000) AS number
            """
        )
        await connection.execute("ANALYZE letter")
        await connection.execute("SET enable_seqscan = off")  # what is small is read whole
        for statement in statements():
            numbered = re.sub(r"\$1", "now()", statement)
            plan = "\n".join(row[0] for row in await connection.fetch(f"EXPLAIN {numbered}"))
            assert "Seq Scan on letter" not in plan
            assert "Seq Scan on deadline" not in plan
