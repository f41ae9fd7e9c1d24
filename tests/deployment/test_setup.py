"""The set-up as it lies in the tree."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
LOCKS = ["bootstrap.lock", "requirements.lock", "requirements-dev.lock"]


def test_make_help_lists_every_target() -> None:
    [phony] = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    shown = subprocess.check_output(["make", "--directory", str(ROOT), "help"], text=True)  # noqa: S603, S607 - make of this machine
    assert re.findall(r"^  make ([\w-]+) +\w", shown, re.MULTILINE) == phony.split()


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_everything_by_hash_and_names_no_host(name: str) -> None:
    lock = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in lock
    assert "--index-url" not in lock
    for requirement in re.split(r"\n(?=\w)", lock.strip()):
        assert re.match(r"[\w.-]+==[\w.]+", requirement)
        assert "--hash=sha256:" in requirement


def test_what_runs_is_pinned_to_what_is_tested() -> None:
    run = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    tested = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    pins = re.compile(r"^[\w.-]+==[\w.]+", re.MULTILINE)
    assert set(pins.findall(run)) <= set(pins.findall(tested))


def test_the_temporal_server_is_the_same_everywhere() -> None:
    module = (ROOT / "tools" / "temporal" / "go.mod").read_text(encoding="utf-8")
    [built] = re.findall(r"go\.temporal\.io/server v(\S+)", module)
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"temporalio/(?:server|admin-tools):(\S+)", compose)) == {built}
