"""The local system as a whole: started, stopped, killed, and started again."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import asyncpg
import pytest
from temporalio.client import Client

from adapters.local import processes
from adapters.local.errors import AlreadyRunningError, LocalSystemError, NothingRunsError
from adapters.local.ports import free_port
from adapters.local.system import addresses_of_running, running
from settings import Settings

UP = Path(__file__).with_name("up.py")
LINUX_ONLY = pytest.mark.skipif(
    sys.platform != "linux", reason="children die with their parent on Linux only"
)


@pytest.fixture
def ours(settings: Settings, tmp_path: Path) -> Settings:
    return replace(settings, state_directory=tmp_path / "var")


def environment(settings: Settings) -> list[str]:
    state, cache = settings.state_directory, settings.cache_directory
    return [f"AKKOORD_STATE={state}", f"AKKOORD_CACHE={cache}", f"PYTHONPATH={settings.root}"]


@contextmanager
def started(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    """Run a system in a process of its own, and go on when it is up."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own script
        assert process.stdout is not None
        assert "up\n" in process.stdout
        yield process
        process.kill()


def another(settings: Settings) -> AbstractContextManager[subprocess.Popen[str]]:
    return started(["env", *environment(settings), sys.executable, str(UP)])


async def all_gone(records: list[processes.Record]) -> None:
    assert len(records) == 3
    async with asyncio.timeout(5):
        while any(map(processes.is_alive, records)):  # noqa: ASYNC110 - nothing else tells it
            await asyncio.sleep(0.05)


async def test_what_was_kept_is_there_after_a_stop_and_a_start(ours: Settings) -> None:
    async with running(ours, print) as first:
        connection = await asyncpg.connect(first.database_url)
        await connection.execute("CREATE TABLE kept AS SELECT 'a word' AS word")
        await connection.close()
        client = await Client.connect(first.temporal)
        kept = await client.start_workflow("Kept", id="kept", task_queue="nobody")
    async with running(ours, print) as second:
        connection = await asyncpg.connect(second.database_url)
        assert await connection.fetchval("SELECT word FROM kept") == "a word"
        await connection.close()
        client = await Client.connect(second.temporal)
        described = await client.get_workflow_handle("kept").describe()
        assert described.run_id == kept.first_execution_run_id
        assert second.database_url == first.database_url


async def test_nothing_is_left_when_it_has_stopped(ours: Settings) -> None:
    async with running(ours, print):
        found = processes.recorded(ours.run_directory)
        assert {record.name for record in found} == {"postgres", "system", "temporal"}
    assert not processes.recorded(ours.run_directory)
    assert not any(map(processes.is_alive, [r for r in found if r.name != "system"]))


async def test_a_second_system_on_the_same_state_is_refused(ours: Settings) -> None:
    with another(ours) as first:
        with pytest.raises(AlreadyRunningError, match=f"already \\(pid {first.pid}\\)"):
            async with running(ours, print):
                pytest.fail("two systems on one state")
        assert addresses_of_running(ours).temporal


def test_addresses_of_nothing_are_refused(ours: Settings) -> None:
    with pytest.raises(NothingRunsError, match="start one with `make up`"):
        addresses_of_running(ours)


@LINUX_ONLY
async def test_a_killed_system_leaves_nothing_running(ours: Settings) -> None:
    with another(ours) as killed:
        found = processes.recorded(ours.run_directory)
        killed.send_signal(signal.SIGKILL)
        await all_gone(found)
    async with running(ours, print) as after:
        client = await Client.connect(after.temporal)
        assert (await client.count_workflows()).count == 0


@LINUX_ONLY
async def test_a_killed_make_up_leaves_nothing_running(ours: Settings) -> None:
    python = f"env {' '.join(environment(ours))} {sys.executable} {UP}"
    command = ["make", "--directory", str(ours.root), "--old-file=.venv/akkoord.stamp"]
    with started([*command, "up", f"PYTHON_BIN={python}"]) as make:
        found = processes.recorded(ours.run_directory)
        make.send_signal(signal.SIGKILL)
        await all_gone(found)


async def test_a_system_that_is_ended_leaves_nothing_running(ours: Settings) -> None:
    with another(ours) as ended:
        found = processes.recorded(ours.run_directory)
        ended.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(ended.wait, 15) == 0
    assert not any(map(processes.is_alive, found))


async def test_records_that_cannot_be_read_stop_nothing(ours: Settings) -> None:
    ours.run_directory.mkdir(parents=True)
    (ours.run_directory / "postgres.json").write_text("no record {")
    (ours.run_directory / "temporal.json").write_text('{"name": "temporal", "pid": "all"}')
    (ours.run_directory / "system.json").write_text('{"name": "system", "pid": 1, "created": 1}')
    async with running(ours, print) as addresses:
        assert addresses.smtp_url.startswith("smtp://127.0.0.1:")


async def test_a_temporal_server_that_was_named_and_is_away_is_not_replaced(ours: Settings) -> None:
    address = f"127.0.0.1:{free_port()}"
    away = replace(ours, temporal_variables={"TEMPORAL_ADDRESS": address})
    with pytest.raises(LocalSystemError, match=f"^TEMPORAL_ADDRESS={address} cannot be reached"):
        async with running(away, print):
            pytest.fail("another server took its place")


async def test_what_the_settings_point_elsewhere_is_not_started(ours: Settings) -> None:
    elsewhere = replace(
        ours,
        database_url="postgresql://there/akkoord",
        smtp_url="smtp://there",
        storage_url="s3://b",
    )
    async with running(elsewhere, print) as addresses:
        assert addresses.database_url == "postgresql://there/akkoord"
        assert addresses.smtp_url == "smtp://there"
        assert addresses.storage_url == "s3://b"
        assert {r.name for r in processes.recorded(ours.run_directory)} == {"system", "temporal"}
