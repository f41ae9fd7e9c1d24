"""Each list of the secretariat answers what the read model answers."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from temporalio.client import Client
from temporalio.worker import Worker

from adapters import letter_cases
from adapters.local.temporal import temporal_in_memory
from adapters.local.temporal_cli import temporal_cli
from adapters.postgres import Pool, connect, open_pool
from adapters.texts import put_leaflet
from bench.market import Market
from bench.pacing import each
from bench.seeding import _enter, _store
from domain.agreement.state import Agreement
from gateway.dashboard import VIEWS, View
from gateway.engine import engine_client
from gateway.namespace import register_search_attributes
from settings import Settings
from tests.conftest import Database
from tests.dashboard.lives import LIVES, lives
from tests.journeys.running import Servers, plugin_of, worker_settings
from workflows.agreement.workflow import AgreementWorkflow
from workflows.ids import letter_case_id
from workflows.letter import LetterWorkflow

AGREEMENTS = int(os.environ.get("DASHBOARD_AGREEMENTS", "60"))
PATIENCE = 60 + AGREEMENTS / 3  # seconds, on a machine that has other work too
AT_ONCE = 250

RETURNS = "$.endings[*] ? (@.completed == false).returns[*]"
UNDECIDED = f'{RETURNS} ? (@.standing == "open" || @.standing == "delivered")'
REQUESTED = f'{RETURNS} ? (@.standing == "requested")'
DUE = """
    SELECT stream_id AS id, (state::jsonb ->> 'valid_until')::timestamptz AS due FROM agreement
    WHERE phase IN ('offered', 'consented')
    UNION ALL
    SELECT agreement, answer_by FROM change_standing WHERE standing = 'asked'
    UNION ALL
    SELECT stream_id, least(
        (ending ->> 'certify_by')::timestamptz, (ending ->> 'certify_backups_by')::timestamptz)
    FROM agreement, jsonb_array_elements(state::jsonb -> 'endings') AS ending
    WHERE NOT (ending ->> 'completed')::boolean
"""
SIGNED = "jsonb_path_exists(state::jsonb, '$.signatures[*] ? (@.side == \"{}\")')"
PROVING = """
    SELECT stream_id FROM agreement, jsonb_array_elements(state::jsonb -> 'endings') AS ending
    WHERE NOT (ending ->> 'completed')::boolean AND NOT jsonb_path_exists(
        ending, '$.returns[*] ? (@.standing != "confirmed" && @.standing != "waived")')
    AND jsonb_path_exists(ending, '$.proofs[*] ? (@.final == false)')
"""
ANSWERS = {
    "Waits for a board": f"""
        SELECT stream_id FROM agreement WHERE phase = 'offered'
        UNION SELECT stream_id FROM agreement
            WHERE phase = 'consented' AND NOT {SIGNED.format("board")}
        UNION SELECT agreement FROM change_standing WHERE standing = 'asked'
        UNION SELECT stream_id FROM agreement
            WHERE jsonb_path_exists(state::jsonb, '{UNDECIDED}')
    """,  # noqa: S608 - our own parts
    "Waits for a supplier": f"""
        SELECT stream_id FROM agreement
            WHERE phase = 'consented' AND NOT {SIGNED.format("supplier")}
        UNION SELECT stream_id FROM agreement WHERE jsonb_path_exists(state::jsonb, '{REQUESTED}')
        UNION {PROVING}
    """,  # noqa: S608 - our own parts
    "Waits for us": "SELECT 'letter:' || id FROM letter WHERE state IN ('failed', 'unknown')",
    "Due within 7 days": f"""
        SELECT id FROM ({DUE}) AS deadlines GROUP BY id
        HAVING min(due) >= $1 AND min(due) < $1 + interval '7 days'
    """,  # noqa: S608 - our own parts
    "Overdue": f"SELECT id FROM ({DUE}) AS deadlines GROUP BY id HAVING min(due) < $1",  # noqa: S608 - our own parts
    "Proof missing": """
        SELECT stream_id FROM agreement
            WHERE jsonb_path_exists(state::jsonb, '$.endings[*].missing[*]')
    """,
    "Refused and open": "SELECT agreement FROM change_standing WHERE standing = 'rejected'",
    "Undelivered letters": """
        SELECT 'letter:' || id FROM letter WHERE state IN ('failed', 'unknown', 'no_recipient')
    """,
    "Quarantine": "SELECT stream_id FROM intake_state WHERE phase = 'quarantine'",
}
"""By list: the same question to the read model, written without the code that fills the list."""

EMPTY = {"Quarantine", "Failing workflows", "Failed workflows"}
"""Of these there is nothing in the market: they are tried elsewhere."""


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A market in a running engine, and the instant of asking."""

    client: Client
    pool: Pool

    async def shown(self, view: View, now: datetime) -> list[str]:
        """What a list shows."""
        return sorted([one.id async for one in self.client.list_workflows(view.at(now))])

    async def stored(self, view: View, now: datetime) -> list[str]:
        """What the read model answers."""
        query = ANSWERS[view.name]
        rows = await self.pool.fetch(query, *([now] if "$1" in query else []))
        return sorted(row[0] for row in rows)


@pytest.fixture
async def dashboard(
    settings: Settings, own_database: Database, tmp_path: Path
) -> AsyncIterator[Dashboard]:
    """Seed the market, and start the workflow of each agreement and of each undelivered letter."""
    cli = await temporal_cli(settings, print)
    async with (
        temporal_in_memory(cli, tmp_path / "run") as server,
        open_pool(own_database.engine_url) as pool,
    ):
        servers = Servers(server.address, own_database.owner_url, "smtp://127.0.0.1:1", tmp_path)
        own = replace(worker_settings(settings, servers, "production"))
        client = await engine_client(own, server.address)
        await register_search_attributes(client)
        plugin = plugin_of(own, pool, client)
        working = await engine_client(own, server.address, plugin)
        async with (
            Worker(working, task_queue=own.turns_queue),
            Worker(working, task_queue=own.letters_queue),
        ):
            await _begin(client, own, pool)
            yield Dashboard(client, pool)


async def _begin(client: Client, own: Settings, pool: Pool) -> None:
    market, now = Market("bench-lists", AGREEMENTS), datetime.now(UTC)
    owner = own.database_url or ""
    await put_leaflet(pool, market.before)
    await put_leaflet(pool, market.after)
    await _enter(owner, market, now)
    streams = list(lives(market, now))
    for first in range(0, len(streams), AT_ONCE):
        await _store(owner, streams[first : first + AT_ONCE])

    async def started(state: Agreement) -> None:
        await client.start_workflow(
            AgreementWorkflow.run, state, id=state.id, task_queue=own.turns_queue
        )

    await each(tuple(stream.state for stream in streams), started)
    await _lose_letters(owner)
    for case in await letter_cases.find_cases(pool, AGREEMENTS):
        await client.start_workflow(
            LetterWorkflow.run,
            case,
            id=letter_case_id(case.letter),
            task_queue=own.letters_queue,
        )


async def _lose_letters(owner: str) -> None:
    """Have the letter about some offers undelivered, in each way."""
    async with connect(owner) as connection:
        await connection.execute(
            """
            INSERT INTO letter (id, event_id, stream_id, template, party, role, person, owed_at,
                state)
            SELECT 'lost-' || position, event_id, stream_id, type, 'board:any', 'direction', 'p',
                now(), (ARRAY['failed', 'unknown'])[1 + position % 2]
            FROM event WHERE type = 'agreement.offered' ORDER BY position LIMIT 10
            """
        )


@pytest.mark.timeout(900)
async def test_each_list_answers_what_the_read_model_answers(dashboard: Dashboard) -> None:
    assert len(LIVES) <= AGREEMENTS
    now = datetime.now(UTC)
    for view in VIEWS:
        if view.name not in EMPTY:
            await _agreeing(dashboard, view, now)
    for view in VIEWS:
        shown = await dashboard.shown(view, now)
        assert shown == (await dashboard.stored(view, now) if view.name in ANSWERS else [])
        assert bool(shown) is (view.name not in EMPTY), view.name


async def _agreeing(dashboard: Dashboard, view: View, now: datetime) -> None:
    """Wait until a list shows something, and what is stored: visibility comes a moment later."""
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while not await _agrees(dashboard, view, now):  # noqa: ASYNC110 - the server's
                await asyncio.sleep(0.5)
    assert await dashboard.shown(view, now) == await dashboard.stored(view, now), view.name


async def _agrees(dashboard: Dashboard, view: View, now: datetime) -> bool:
    shown = await dashboard.shown(view, now)
    return bool(shown) and shown == await dashboard.stored(view, now)
