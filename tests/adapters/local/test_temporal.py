"""A Temporal server of our own comes up although another program took one of its ports."""

from itertools import chain
from pathlib import Path

import pytest

from adapters.local import temporal
from adapters.local.errors import ServerFailedError
from adapters.local.ports import free_port
from adapters.local.temporal import ATTEMPTS, temporal_in_memory
from adapters.local.temporal_cli import temporal_cli
from settings import Settings

PANIC = 'echo "panic: no free port" >&2; echo "goroutine 1 [running]:" >&2; exit 2'


def program(path: Path, *lines: str) -> Path:
    """Write a program that stands in for the server."""
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
    path.chmod(0o755)
    return path


async def test_a_server_that_lost_a_port_is_started_again(
    settings: Settings, tmp_path: Path
) -> None:
    cli = await temporal_cli(settings, print)
    tried = tmp_path / "tried"
    first_ends = f'if [ ! -e "{tried}" ]; then touch "{tried}"; {PANIC}; fi'
    server = program(tmp_path / "temporal", first_ends, f'exec "{cli}" "$@"')

    async with temporal_in_memory(server, tmp_path / "run") as up:
        assert up.address
    assert tried.exists()


async def test_a_server_that_was_faster_on_a_port_is_not_taken_for_ours(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli = await temporal_cli(settings, print)

    async with temporal_in_memory(cli, tmp_path / "other") as other:
        taken = int(other.address.rpartition(":")[2])
        ports = chain([taken], iter(free_port, None))
        monkeypatch.setattr(temporal, "free_port", lambda: next(ports))

        async with temporal_in_memory(cli, tmp_path / "ours") as ours:
            assert ours.address != other.address


async def test_a_server_that_always_ends_is_given_up_with_its_reason(tmp_path: Path) -> None:
    tries = tmp_path / "tries"
    server = program(tmp_path / "temporal", f'echo one >> "{tries}"', PANIC)

    with pytest.raises(ServerFailedError, match="panic: no free port"):
        async with temporal_in_memory(server, tmp_path / "run"):
            pass
    assert tries.read_text(encoding="utf-8").count("one") == ATTEMPTS
