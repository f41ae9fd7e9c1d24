"""Where a demonstration keeps its state: apart from what runs, and from other servers' data."""

from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest

from adapters.local.files import held
from adapters.own_database import own_database
from cli.demonstration.places import clear, fresh_settings, numbered
from settings import ROOT, Settings

NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


def settings(state: Path, **environment: str) -> Settings:
    return Settings.from_environment({"AKKOORD_STATE": str(state), **environment}, ROOT)


def not_free() -> None:
    pytest.fail("the folder is held by another")


def test_each_run_has_a_folder_of_its_own(tmp_path: Path) -> None:
    first = fresh_settings(settings(tmp_path), NOW)
    first.state_directory.mkdir(parents=True)
    second = fresh_settings(settings(tmp_path), NOW)
    assert first.state_directory != second.state_directory
    assert second.state_directory.is_relative_to(tmp_path / "demo")


def test_letters_and_documents_never_go_to_other_servers(tmp_path: Path) -> None:
    given = settings(tmp_path, SMTP_URL="smtp://real", STORAGE_URL="s3://real", SEAL_KEY="real")
    run = fresh_settings(given, NOW)
    assert (run.smtp_url, run.storage_url, run.seal_key) == (None, None, None)
    assert run.policy == "demonstration"


def test_on_a_temporal_server_of_others_the_run_has_a_number_of_its_own(tmp_path: Path) -> None:
    run = fresh_settings(settings(tmp_path, TEMPORAL_ADDRESS="elsewhere:7233"), NOW)
    assert run.post_office > 1
    assert str(run.post_office) in run.turns_queue


async def test_what_earlier_runs_left_is_cleared_but_not_where_one_runs(tmp_path: Path) -> None:
    ended, running = tmp_path / "demo" / "1", tmp_path / "demo" / "2"
    said: list[str] = []
    for path in (ended, running):
        (path / "mail").mkdir(parents=True)
    async with held(running / "run" / "lock", not_free):
        await clear(numbered(tmp_path / "demo"), said.append)
    assert not ended.exists()
    assert (running / "mail").exists()
    assert str(running) in said[0]


async def test_a_database_of_its_own_is_gone_afterwards(database_url: str) -> None:
    async with own_database(database_url, "akkoord_own") as url:
        connection = await asyncpg.connect(url)
        assert await connection.fetchval("SELECT current_database()") == "akkoord_own"
        await connection.close()
    with pytest.raises(asyncpg.InvalidCatalogNameError):
        await asyncpg.connect(url)
