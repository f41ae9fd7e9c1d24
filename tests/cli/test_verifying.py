"""Somebody edits the log past the engine, and one command finds it (story 32)."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from adapters.postgres import connect
from cli.outcome import Exit
from tests.cli.line import BOARD, SELLER, Line, until


@pytest.fixture(scope="module")
def offered(up: Line, leaflets: dict[str, Path]) -> str:
    """An agreement in which nothing else happens."""
    leaflet = ("--leaflet", leaflets["dodona@2019-05-17"])
    up.does("parties", "supplier", "edited", "--name", "Edited BV")
    up.does("mandates", "grant", "edited", "--person", SELLER, "--party", "supplier:edited",
            "--right", "sign", "--right", "announce")  # fmt: skip
    name: str = up.tells("offer", BOARD, "edited", *leaflet, "--as", SELLER)["agreement"]
    return name


@contextmanager
def edited(up: Line, agreement: str) -> Iterator[None]:
    """Change one row as the superuser of the database, for the length of the block."""
    _as_superuser(up, agreement, "other")
    try:
        yield
    finally:
        _as_superuser(up, agreement, "cli")


def _as_superuser(up: Line, agreement: str, via: str) -> None:
    recorded = Path(up.environment["AKKOORD_STATE"]) / "run" / "system.json"
    url = json.loads(recorded.read_bytes())["addresses"]["database_url"]

    async def change() -> None:
        async with connect(url) as connection:
            await connection.execute("SET session_replication_role = replica")
            await connection.execute("ALTER TABLE event DISABLE TRIGGER event_only_grows")
            await connection.execute(
                "UPDATE event SET via = $1 WHERE stream_id = $2 AND version = 1", via, agreement
            )
            await connection.execute("ALTER TABLE event ENABLE ALWAYS TRIGGER event_only_grows")

    asyncio.run(change())


def test_story_32_the_stream_and_the_version_of_an_edited_row_are_named(
    up: Line, offered: str
) -> None:
    assert ", 0 broken" in up.does("verify")
    with edited(up, offered):
        done = up.run("verify")
        told = json.loads(up.run("verify", "--json").stdout)
    assert done.exit_code == Exit.REFUSED
    fault = "its content is not what was hashed"
    assert f"BROKEN {offered} version 1: {fault}" in done.stdout
    assert told["broken"] == [{"stream_id": offered, "version": 1, "fault": fault}]
    assert up.run("verify").exit_code == Exit.DONE


def test_a_system_of_ones_own_has_checkpoints_and_tells_what_they_have_not_seen(
    up: Line, offered: str
) -> None:
    assert offered
    until(lambda: "checkpoints held against them" in up.does("verify"))
    told = up.tells("verify", "--every-checkpoint")
    assert told["checkpoints"]["last"] >= 1
    assert told["checkpoints"]["in_window"] >= 0
    assert "which no checkpoint has seen yet (the window): " in up.does("verify")


def test_an_agreement_is_exported_and_checked_without_the_system(
    up: Line, offered: str, tmp_path: Path
) -> None:
    bundle, elsewhere = tmp_path / "bundle.zip", Line()
    assert str(bundle) in up.does("export", offered, "--out", bundle)
    said = elsewhere.does("check-bundle", bundle)
    assert said.startswith(f"{offered}, exported ")
    assert said.endswith("all of it holds\n")
    told = elsewhere.run("check-bundle", bundle, "--key", "0" * 64, "--json")
    assert told.exit_code == Exit.REFUSED
    assert "is not among those given" in json.loads(told.stdout)["faults"][0]
    assert elsewhere.run("check-bundle", tmp_path / "absent.zip").exit_code == Exit.MISUSE


def test_what_is_not_there_is_not_exported(up: Line, tmp_path: Path) -> None:
    done = up.run("export", "agreement:a:b:1", "--out", tmp_path / "bundle.zip")
    assert done.exit_code == Exit.REFUSED
    assert "UnknownAgreementToExportError" in done.stderr
    assert list(tmp_path.iterdir()) == []
