"""The worker as a process: it says when it is ready, what it lacks, and ends when it is told to."""

import json
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from structlog.testing import capture_logs
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

import worker
from adapters.local.ports import free_port
from adapters.local.temporal import Server, temporal_in_memory
from adapters.local.temporal_cli import temporal_cli
from adapters.migrations import migrate
from adapters.postgres import engine_url
from adapters.workforce import asked_for
from gateway.engine import engine_client
from gateway.namespace import register_search_attributes
from settings import ROOT, Settings
from tests.programs import program

AWAY = 3


@pytest.fixture(scope="module")
async def temporal_server(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Server]:
    """Run a server of these tests' own: a worker opens a post office, of which there is one."""
    cli = await temporal_cli(settings, print)
    async with temporal_in_memory(cli, tmp_path_factory.mktemp("temporal")) as server:
        await register_search_attributes(await engine_client(settings, server.address))
        yield server


@pytest.fixture
async def environment(temporal_server: Server, database_url: str, tmp_path: Path) -> dict[str, str]:
    """Name servers that are there, migrated and registered."""
    await migrate(database_url, engine_url(database_url))
    return {
        "AKKOORD_STATE": str(tmp_path),
        "AKKOORD_LOG": "json",
        "AKKOORD_TURNS_QUEUE": f"turns-of-{tmp_path.name}",
        "AKKOORD_LETTERS_QUEUE": f"letters-of-{tmp_path.name}",
        "TEMPORAL_ADDRESS": temporal_server.address,
        "DATABASE_URL": database_url,
        "SMTP_URL": "smtp://127.0.0.1:1",
    }


@asynccontextmanager
async def started(environment: Mapping[str, str]) -> AsyncIterator[Process]:
    """Run worker.py for the length of the block."""
    words = [sys.executable, str(ROOT / "worker.py")]
    async with program(*words, env=dict(environment), stderr=PIPE) as process:
        yield process


async def line_with(process: Process, event: str) -> dict[str, str]:
    """Read on until this is logged."""
    assert process.stderr is not None
    async for line in process.stderr:
        logged: dict[str, str] = json.loads(line)
        if logged["event"] == event:
            return logged
    raise AssertionError(event)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
async def test_it_works_until_it_is_told_to_end(
    environment: Mapping[str, str], told: signal.Signals
) -> None:
    async with started(environment) as process:
        await line_with(process, "worker.ready")

        process.send_signal(told)

        await line_with(process, "worker.ended")
        assert await process.wait() == 0


async def test_it_keeps_a_post_office_open(
    environment: Mapping[str, str], temporal_server: Server
) -> None:
    async with started(environment) as process:
        await line_with(process, "worker.ready")
        client = await Client.connect(temporal_server.address)

        description = await client.get_workflow_handle("post-office:1").describe()

    assert description.status is not None
    assert description.status.name == "RUNNING"


async def test_it_says_when_histories_are_gone_before_a_restored_log_needs_them(
    environment: Mapping[str, str],
) -> None:
    async with started(environment) as process:  # a development server keeps them for a day
        logged = await line_with(process, "namespace.retention_short")

    assert logged == logged | {"days": 1, "needed": 30}


@pytest.mark.parametrize(
    ("variable", "value", "reason"),
    [
        ("DATABASE_URL", "postgresql://a@127.0.0.1:{port}/b", "DatabaseUnavailableError"),
        ("TEMPORAL_ADDRESS", "127.0.0.1:{port}", "EngineAwayError"),
        ("TEMPORAL_ADDRESS", "", "NothingRunsError"),
        ("SMTP_URL", "mail", "MailAddressError"),
        ("STORAGE_URL", "ftp://storage", "StorageAddressError"),
        ("SEAL_PUBLIC_KEYS", "no key", "KeyUnreadableError"),
        ("CODEC_KEYS", "no key", "CodecKeysUnreadableError"),
        ("AKKOORD_POLICY", "lax", "SettingsError"),
    ],
)
async def test_it_says_what_it_lacks(
    environment: dict[str, str], variable: str, value: str, reason: str
) -> None:
    environment[variable] = value.format(port=free_port())

    async with started(environment) as process:
        assert process.stderr is not None
        said = (await process.stderr.read()).decode()

        assert await process.wait() == AWAY
        assert reason in said
        assert "Traceback" not in said


def test_it_can_be_asked_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match=r"^0$"):
        asked_for(["--help"])
    said = capsys.readouterr().out
    for word in ("--processes N", "--index I", "SIGTERM", "AKKOORD_GRACE", "akkoord settings"):
        assert word in said


@pytest.mark.parametrize(
    ("option", "value"), [("--processes", "0"), ("--processes", "many"), ("--index", "-1")]
)
def test_a_number_of_processes_that_makes_no_sense_is_misuse(
    option: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match=r"^2$"):
        asked_for([f"{option}={value}"])
    assert f"{value} is no number from" in capsys.readouterr().err


async def test_who_may_not_ask_how_long_histories_are_kept_works_all_the_same() -> None:
    async def refuse(_: object) -> None:
        raise RPCError("no", RPCStatusCode.PERMISSION_DENIED, b"")

    client: Any = SimpleNamespace(
        namespace="ours", workflow_service=SimpleNamespace(describe_namespace=refuse)
    )
    with capture_logs() as said:
        await worker._tell_how_long_it_remembers(client)

    assert [(one["event"], one["log_level"]) for one in said] == [
        ("namespace.retention_unknown", "warning")
    ]
