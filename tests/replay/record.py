"""Live every life once, and keep its histories: `make record`; for code that never ran anywhere."""

import asyncio
import shutil
import sys

import pytest

from adapters.leaving import leave
from tests.replay import archive
from tests.replay.commands import write_all

LIVES = (
    "tests/journeys/test_offers.py",
    "tests/journeys/test_changes.py",
    "tests/journeys/test_endings.py",
    "tests/journeys/test_machine.py",
    "tests/journeys/test_signals.py",
    "tests/journeys/test_skipped_time.py",
    "tests/journeys/test_killed.py",
    "tests/workflows/test_post_office.py",
    "tests/replay/test_replay.py::test_a_replay_needs_no_keys",
)


def record() -> int:
    """Replace all that was recorded; returns the exit code."""
    shutil.rmtree(archive.HISTORIES, ignore_errors=True)
    code = int(pytest.main(["-q", "-p", "tests.replay.recorder", *LIVES, *sys.argv[1:]]))
    if code == 0:
        asyncio.run(write_all())
    return code


if __name__ == "__main__":
    leave(record())
