"""Postgres is restored from a backup, and what it lacks comes back from Temporal's histories."""

import base64
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from adapters.local import postgres
from adapters.read_models import TABLES, rebuild
from adapters.verify import verify
from domain.agreement import commands as c
from domain.agreement.state import Phase
from gateway.rebuilding import Outcome
from gateway.refusals import EngineAwayError
from settings import Settings
from tests.conftest import Database, on_server
from tests.journeys.histories import rows
from tests.journeys.journey import Journey, begun
from tests.journeys.lost import World, arrived_once, rebuilt, world
from tests.journeys.said import chosen
from tests.journeys.system import System
from workflows import turns

YES = c.Choose(choices=(chosen(),))
KEY, OTHER_KEY = (f"{name}={base64.b64encode(bytes(32)).decode()}" for name in ("one", "two"))


@dataclass
class Backup:
    """A database as it was at an earlier hour, beside the one that is used."""

    server: postgres.Server
    database: Database

    @property
    def name(self) -> str:
        """The name of the one that is used."""
        return urlsplit(self.database.owner_url).path.removeprefix("/")

    async def make(self, system: System) -> None:
        """Keep the database as it is."""
        await self._copied(system, self.name, f"{self.name}_kept")

    async def restore(self, system: System) -> None:
        """Have the database again as it was kept."""
        await on_server(self.server, f'DROP DATABASE "{self.name}" WITH (FORCE)')
        await self._copied(system, f"{self.name}_kept", self.name)

    async def _copied(self, system: System, one: str, other: str) -> None:
        """Copy a database that nobody uses meanwhile, whoever wants to."""
        await system.pool.expire_connections()
        await on_server(self.server, f'ALTER DATABASE "{one}" ALLOW_CONNECTIONS false')
        await on_server(
            self.server,
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"  # noqa: S608 - our own name
            f" WHERE datname = '{one}'",
        )
        await on_server(
            self.server, f'CREATE DATABASE "{other}" TEMPLATE "{one}" STRATEGY file_copy'
        )
        await on_server(self.server, f'ALTER DATABASE "{one}" ALLOW_CONNECTIONS true')


@pytest.fixture
async def backup(postgres_server: postgres.Server, own_database: Database) -> AsyncIterator[Backup]:
    """A backup, which is forgotten after the test."""
    found = Backup(postgres_server, own_database)
    yield found
    await on_server(postgres_server, f'DROP DATABASE IF EXISTS "{found.name}_kept" WITH (FORCE)')


@pytest.fixture
async def here(
    settings: Settings, own_database: Database, tmp_path: Path, policy: str
) -> AsyncIterator[World]:
    """A world of this test's own."""
    async with world(settings, own_database, tmp_path, policy) as found:
        yield found


async def chains(system: System) -> list[tuple[object, ...]]:
    """The whole log: every hash, and when it was made."""
    found = await system.pool.fetch(
        "SELECT stream_id, version, hash, recorded_at, data FROM event ORDER BY 1, 2"
    )
    return [tuple(row) for row in found]


async def before_and_after(here: World, backup: Backup) -> tuple[Journey, Journey]:
    """An agreement that a backup knows in part, and one that it does not know."""
    async with here.running() as system:
        known = await begun(system)
        born = await begun(system, known.line)
        await known.offered()
        await known.delivered()
    await backup.make(here.system)
    async with here.running():
        await known.chose()
        await known.signed()
        await known.filed()
        await known.announced()
        await born.offered()
        for one in (known, born):
            await one.delivered()
    return known, born


async def test_what_a_restored_log_lacks_comes_back_hash_by_hash(
    here: World, backup: Backup
) -> None:
    known, born = await before_and_after(here, backup)
    written, sent = await chains(here.system), len(here.system.mail_kept())
    texts = await rows(here.system.pool, "free_text")
    await backup.restore(here.system)
    missing = len(written) - len(await chains(here.system))

    async with here.running(works=False):
        would_be = await here.akkoord("rebuild", "log", "--dry-run")
        done = await here.akkoord("rebuild", "log")
        again = await here.akkoord("rebuild", "log")
    assert [one[1]["events"] for one in (would_be, done, again)] == [missing, missing, 0]
    assert [one[0] for one in (would_be, done, again)] == [0, 0, 0]
    assert await chains(here.system) == written
    assert await rows(here.system.pool, "free_text") == texts

    async with here.running() as system:
        assert set((await rebuilt(system)).values()) == {Outcome.GOES_ON}
        await known.approved()
        await born.chose()
    assert (await verify(system.pool)).broken == ()
    await as_the_fold(system)
    await nothing_sent_again(system, sent, known, born)


async def as_the_fold(system: System) -> None:
    """See that the read models are those of a rebuild."""
    before = {table: await rows(system.pool, table) for table in TABLES}
    await rebuild(system.pool)
    assert {table: await rows(system.pool, table) for table in TABLES} == before


async def nothing_sent_again(system: System, sent: int, *journeys: Journey) -> None:
    """See that letters whose fate was lost are cases, and none was sent again."""
    await arrived_once(system)
    letters = [one for journey in journeys for one in await system.letters(str(journey.place))]
    doubtful = [one for one in letters if one.detail == "log_restored"]
    assert len(doubtful) > 3
    assert {one.state for one in doubtful} == {"unknown"}
    fresh = [one for one in letters if one.template in {"change.approved", "consent.completed"}]
    assert len(system.mail_kept()) <= sent + len(fresh)


async def test_letters_that_waited_in_a_backup_are_made_cases_on_demand(here: World) -> None:
    async with here.running() as system:
        journey = await begun(system)
        await journey.offered()
        await journey.delivered()
    sent = len(system.mail_kept())
    await as_just_owed(system)

    async with here.running(works=False):
        unasked = await here.akkoord("rebuild", "log")
        would_be = await here.akkoord("rebuild", "log", "--letters-in-doubt", "--dry-run")
        done = await here.akkoord("rebuild", "log", "--letters-in-doubt")
        again = await here.akkoord("rebuild", "log", "--letters-in-doubt")
    async with here.running():
        await journey.chose()
        await journey.delivered()

    told = [one[1]["letters_in_doubt"] for one in (unasked, would_be, done, again)]
    assert (sent > 0, told) == (True, [0, sent, sent, 0])
    letters = await system.letters(str(journey.place))
    assert [one.state for one in letters if one.detail == "log_restored"] == ["unknown"] * sent
    await arrived_once(system)


async def as_just_owed(system: System) -> None:
    """Have the letters as a backup has them that was made before any went."""
    await system.pool.execute(
        "UPDATE letter SET state = 'pending', attempt = 0, data_sent = false, sent_at = NULL"
        " WHERE state = 'sent'"
    )


async def test_what_cannot_be_read_is_named_and_comes_back_when_it_can(
    here: World, backup: Backup
) -> None:
    async with here.running() as system:
        journey = await begun(system)
        await journey.offered()
    await backup.make(system)
    here.settings = replace(here.settings, codec_keys=KEY)
    async with here.running():
        await journey.chose()
    await backup.restore(system)

    here.settings = replace(here.settings, codec_keys=OTHER_KEY)
    async with here.running(works=False):
        without = await here.akkoord("rebuild", "log")
    here.settings = replace(here.settings, codec_keys=f"{OTHER_KEY}\n{KEY}")
    async with here.running(works=False):
        with_it = await here.akkoord("rebuild", "log")

    assert (without[0], without[1]["commands"]) == (1, 0)
    assert {one["why"] for one in without[1]["unread"]} == {"the key 'one' is not in CODEC_KEYS"}
    assert str(journey.place) in {one["stream"] for one in without[1]["unread"]}
    assert (with_it[0], with_it[1]["commands"], with_it[1]["unread"]) == (0, 1, [])


async def test_who_knows_more_than_the_log_waits_for_it_and_is_replaced_only_on_demand(
    here: World, backup: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "ASK_AGAIN", timedelta(seconds=1))
    async with here.running() as system:
        journey = await begun(system)
        await journey.offered()
    await backup.make(system)
    async with here.running():
        await journey.chose()
    await backup.restore(system)

    async with here.running():
        with pytest.raises(EngineAwayError):
            await journey.ask(c.Choose(choices=(chosen("speech"),)), command_id="waits")
        ahead = await here.akkoord("rebuild", "workflows", "--dry-run")
        recovered = await here.akkoord("rebuild", "log")
        await journey.ask(c.Choose(choices=(chosen("speech"),)), command_id="waits")

    assert (ahead[0], ahead[1]["to_be_looked_at"]) == (1, {str(journey.place): "ahead"})
    assert (recovered[0], recovered[1]["commands"]) == (0, 1)
    assert (await journey.types()).count("choices.recorded") == 2


async def test_what_is_lost_for_good_is_given_up_on_demand(here: World, backup: Backup) -> None:
    async with here.running() as system:
        journey = await begun(system)
        await journey.offered()
    await backup.make(system)
    async with here.running():
        await journey.chose()
        unknown = await begun(system)
        await unknown.offered()
    await backup.restore(system)

    async with here.running():
        left = await here.akkoord("rebuild", "workflows")
        replaced = await here.akkoord("rebuild", "workflows", "--replace")
        assert await unknown.outcome() == "TERMINATED"
        await journey.chose()
        await journey.signed()

    both = {str(one.place): "ahead" for one in (journey, unknown)}
    assert (left[0], left[1]["to_be_looked_at"]) == (1, both)
    assert (replaced[0], replaced[1]["to_be_looked_at"]) == (0, {})
    assert (await journey.state()).phase is Phase.ACTIVE
