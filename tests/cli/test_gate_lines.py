"""What machines read of the gate: one line of JSON for each answer, and for each step."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from adapters.directory import Product, School, enter
from adapters.event_store import EventStore, PostgresEventStore
from adapters.gate_feed import Cursor, FeedStep
from adapters.postgres import Pool
from cli.gate_feed import lines as feed_lines
from cli.gate_list import lines as list_lines
from domain.agreement.gate_history import Question
from domain.agreement.verdicts import Allowed, Denied, Reason
from tests.conftest import Database
from tests.scenario import SCHOOLS, STREAM, V1, Story
from tests.stored import appends, elsewhere, store_story

ROOT = Path(__file__).parents[2]
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
ODD = 'a "quoted" \\ name'


def test_each_answer_is_a_line_that_can_be_read_by_itself() -> None:
    opened = Allowed(STREAM, V1.hash, AT, (f"{STREAM}#2", f"{STREAM}#6"))
    told = (
        (Question("college", "code", "core"), opened),
        (Question(ODD, "code", "ai"), Denied(Reason.OPTION_NOT_CHOSEN)),
        (Question("college", "code", "sms"), Allowed(STREAM, V1.hash)),
    )
    first, second, third = (json.loads(line) for line in list_lines(told, AT))
    at = {"product": "code", "at": AT.isoformat()}
    by = {"allowed": True, "agreement": STREAM, "leaflet": V1.hash}
    since = {"since": AT.isoformat(), "deciding": [f"{STREAM}#2", f"{STREAM}#6"]}
    assert first == {"school": "college", "service": "core", **at, **by, **since}
    denied = {"allowed": False, "reason": "option_not_chosen"}
    assert second == {"school": ODD, "service": "ai", **at, **denied}
    unexplained: dict[str, Any] = {"since": None, "deciding": []}
    assert third == {"school": "college", "service": "sms", **at, **by, **unexplained}


@pytest.mark.parametrize(("opens", "became"), [(True, "opened"), (False, "closed")])
def test_each_step_is_a_line_with_its_cursor(opens: bool, became: str) -> None:  # noqa: FBT001 - a parameter of the test
    step = FeedStep(Cursor(812, 33, 4), STREAM, "college", "code", "ai", opens, AT, V1.hash)
    (line,) = map(json.loads, feed_lines([step]))
    assert line == {
        "cursor": "812.33.4",
        "position": 33,
        "school": "college",
        "product": "code",
        "service": "ai",
        "became": became,
        "from": AT.isoformat(),
        "leaflet": V1.hash,
        "agreement": STREAM,
    }


@pytest.fixture
async def store(pool: Pool) -> EventStore:
    schools = (School(id=one, board="gent", name=one) for one in SCHOOLS)
    await enter(pool, (*schools, Product(id="code", supplier="github", name="Code")))
    return PostgresEventStore(pool)


@asynccontextmanager
async def line_of(
    database: Database, *words: str, out: int = asyncio.subprocess.PIPE
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a command of the line on a database; the engine is not asked."""
    place: Mapping[str, str] = {
        "DATABASE_URL": database.owner_url,
        "ENGINE_DATABASE_URL": database.engine_url,
        "TEMPORAL_ADDRESS": "127.0.0.1:1",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "cli", "gate", *words),
        cwd=ROOT,
        env={**os.environ, **place},
        stdout=out,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def read(process: asyncio.subprocess.Process, number: int) -> list[dict[str, Any]]:
    assert process.stdout is not None
    return [json.loads(await process.stdout.readline()) for _ in range(number)]


async def test_who_follows_hears_on_and_ends_in_good_order(
    database: Database, store: EventStore
) -> None:
    await store_story(store, Story().active())
    async with line_of(database, "feed", "github", "--follow") as process:
        first = await read(process, len(SCHOOLS))
        assert [one["school"] for one in first] == list(SCHOOLS)
        for batch in appends(Story().active()):
            await store.append(elsewhere(batch, "agreement:brugge:github:1", "later-"))
        later = await read(process, len(SCHOOLS))
        assert {one["agreement"] for one in later} == {"agreement:brugge:github:1"}
        process.send_signal(signal.SIGINT)
        rest, errors = await process.communicate()
        assert (process.returncode, rest, errors) == (0, b"", b"")
    async with line_of(database, "feed", "github", "--after", first[-1]["cursor"]) as process:
        told, _ = await process.communicate()
        assert [json.loads(line) for line in told.splitlines()] == later
        assert process.returncode == 0


async def test_who_stops_reading_ends_it_without_complaint(
    database: Database, store: EventStore
) -> None:
    await store_story(store, Story().active())
    taken, given = os.pipe()
    async with line_of(database, "feed", "github", "--follow", out=given) as process:
        os.close(given)
        assert await asyncio.to_thread(os.read, taken, 1)
        os.close(taken)
        for batch in appends(Story().active()):
            await store.append(elsewhere(batch, "agreement:brugge:github:1", "later-"))
        _, errors = await process.communicate()
        assert (process.returncode, errors) == (0, b"")


async def test_a_whole_supplier_is_listed(database: Database, store: EventStore) -> None:
    await store_story(store, Story().active())
    async with line_of(database, "list", "github", "--product", "code") as process:
        told, errors = await process.communicate()
        assert (process.returncode, errors) == (0, b"")
        lines = [json.loads(line) for line in told.splitlines()]
        assert {one["school"] for one in lines} == set(SCHOOLS)
        assert [one["allowed"] for one in lines if one["service"] == "core"] == [True] * 5
        reasons = {one["reason"] for one in lines if not one["allowed"]}
        assert reasons == {"option_not_chosen"}


async def test_of_a_supplier_that_nobody_knows_it_says_so_beside_the_lines(
    database: Database,
) -> None:
    async with line_of(database, "list", "nobody") as process:
        told, errors = await process.communicate()
        assert (process.returncode, told) == (0, b"")
        assert errors.decode().startswith("nobody: no agreement concerns")


async def test_one_question_is_asked_without_naming_a_command(
    database: Database, store: EventStore
) -> None:
    story = Story().active()
    await store_story(store, story)
    at = story.now.isoformat()
    words = ("college", "code", "core", "--at", at, "--known-at", at, "--json")
    async with line_of(database, *words) as process:
        told, _ = await process.communicate()
        answer = json.loads(told)
        assert (answer["allowed"], answer["known_at"], answer["since"]) == (True, at, at)
        assert [one.rpartition("#")[0] for one in answer["deciding"]] == [STREAM, STREAM]
