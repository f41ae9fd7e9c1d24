"""The builds of the worker on the command line: which there are, and which may be current."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from cli.outcome import Exit
from settings import ROOT
from tests.cli.line import Line, until

BUILD = "2026-12"


@contextmanager
def working(line: Line) -> Iterator[None]:
    """Have a worker of a build beside the one that is there, on a task queue of its own."""
    own = {"AKKOORD_BUILD": BUILD, "AKKOORD_TURNS_QUEUE": "turns-of-a-build"}
    process = subprocess.Popen(
        [sys.executable, "worker.py"],
        cwd=ROOT,
        env={**os.environ, **line.environment, **own},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def test_a_build_is_listed_with_what_is_left_on_it_and_before_it_how_one_is_made(up: Line) -> None:
    assert "AKKOORD_BUILD gives it one" in up.does("workers")
    with working(up):
        until(lambda: up.tells("workers") != [])
    (found,) = up.tells("workers")
    assert (found["build"], found["standing"], found["pinned"]) == (BUILD, "new", 0)
    assert found["may_end"] is True
    assert BUILD in up.does("workers")


def test_a_build_that_was_never_there_cannot_be_current(up: Line) -> None:
    refused = up.run("workers", "current", "1999-01")
    assert refused.exit_code == Exit.REFUSED
    assert "NoSuchBuildError" in refused.stderr
