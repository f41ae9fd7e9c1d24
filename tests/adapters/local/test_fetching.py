"""How a Temporal server is come by, each way in its turn."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from temporalio.testing import WorkflowEnvironment

from adapters.local import temporal_cli as cli
from adapters.local import time_skipping
from adapters.local.errors import NoTemporalServerError, NoTimeSkippingError
from adapters.local.fetching import downloaded
from settings import Settings

Said = list[str]


@pytest.fixture
def bare(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Return a machine with an empty cache, no network and nothing on PATH but a shell."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "env", "sleep", "cat"):
        (tools / name).symlink_to(str(shutil.which(name)))
    monkeypatch.setenv("PATH", str(tools))
    return replace(settings, cache_directory=tmp_path / "cache", is_offline=True)


def put(bare: Settings, name: str, script: str) -> Path:
    path = bare.cache_directory.parent / "bin" / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o700)
    return path


async def test_one_on_path_is_taken_when_its_server_is_recent(bare: Settings) -> None:
    found = put(bare, "temporal", 'echo "temporal version 0.0.0-DEV (Server 1.31.2, UI 2.50.1)"')
    assert await cli.temporal_cli(bare, print) == found


@pytest.mark.parametrize("version", ["temporal version 1.8.2 (Server 1.30.9)", "gibberish", ""])
async def test_one_on_path_with_an_old_server_is_passed_over(bare: Settings, version: str) -> None:
    put(bare, "temporal", f'echo "{version}"')
    said: Said = []
    with pytest.raises(NoTemporalServerError):
        await cli.temporal_cli(bare, said.append)
    assert "its server is not 1.31 or later" in said[0]


async def test_go_builds_it_once_and_then_it_is_kept(bare: Settings) -> None:
    put(
        bare, "go", 'while [ "$1" != -o ]; do shift; done\ncat "$0.built" >"$2"; /bin/chmod +x "$2"'
    )
    put(bare, "go.built", 'echo "(Server 1.31.2)"')
    said: Said = []
    built = await cli.temporal_cli(bare, said.append)
    assert said == ["building the Temporal server, once, in 3 to 5 minutes"]
    assert await cli.temporal_cli(bare, said.append) == built
    assert len(said) == 1


async def test_a_build_that_fails_says_why_and_leaves_nothing(bare: Settings) -> None:
    put(bare, "go", "echo no such module; exit 1")
    said: Said = []
    with pytest.raises(NoTemporalServerError, match="set TEMPORAL_ADDRESS=host:7233"):
        await cli.temporal_cli(bare, said.append)
    assert said[-1].endswith("no such module")
    assert not list(bare.cache_directory.glob("*.making"))


async def test_without_any_way_the_ways_are_named(bare: Settings) -> None:
    with pytest.raises(NoTemporalServerError, match=r"install Go 1\.26 or later"):
        await cli.temporal_cli(replace(bare, may_build=False), print)


async def test_what_the_sdk_downloads_is_kept(tmp_path: Path) -> None:
    class Started:
        async def shutdown(self) -> None:
            pass

    async def start(folder: str) -> WorkflowEnvironment:
        (Path(folder) / "temporal-v1.8.2").write_text("a server")
        return Started()  # type: ignore[return-value]  # only its shutdown is used

    assert await downloaded(start, tmp_path / "kept", print, "downloading")
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert (tmp_path / "kept").read_text() == "a server"


async def test_a_download_that_is_not_possible_leaves_nothing(tmp_path: Path) -> None:
    async def start(folder: str) -> WorkflowEnvironment:
        message = f"no way to {folder}"
        raise RuntimeError(message)

    said: Said = []
    assert not await downloaded(start, tmp_path / "kept", said.append, "downloading")
    assert "not possible here" in said[-1]
    assert not list(tmp_path.iterdir())


async def test_maven_collects_the_test_server_and_a_script_starts_it(bare: Settings) -> None:
    put(bare, "java", 'echo "started $*"')
    put(bare, "mvn", 'for a; do case $a in -D*) /bin/mkdir -p "${a#*=}";; esac; done')
    server = await time_skipping.time_skipping_server(bare, print)
    assert "TestServer" in server.read_text()
    (bare.cache_directory.parent / "bin" / "java").unlink()
    with pytest.raises(NoTimeSkippingError, match="install Java 11"):
        await time_skipping.time_skipping_server(bare, print)


async def test_time_is_skipped(time_skipping_path: Path) -> None:
    path = str(time_skipping_path)
    async with await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=path
    ) as environment:
        before = await environment.get_current_time()
        await environment.sleep(30 * 86_400)
        assert (await environment.get_current_time() - before).days == 30
