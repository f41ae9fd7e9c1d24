"""The demonstration, once, as `make demo` runs it: real servers, real mail, and its last line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.demonstration.expected import ANNOUNCEMENTS, CHANGES
from settings import ROOT

pytestmark = pytest.mark.timeout(600)  # on a busy machine; the servers' start and end are in it


def test_the_demonstration_holds_and_says_so_in_its_last_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cli", "demo"],
        cwd=tmp_path,
        env={**os.environ, "AKKOORD_STATE": str(tmp_path / "var"), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["checks_failed"] == []
    assert told["announced"] == ANNOUNCEMENTS
    assert told["changes"] == CHANGES
    assert told["chains_broken"] == 0
    assert told["letters"]["sent"] > 0
    assert told["letters"]["unknown"] == 0
    assert told["documents"] > 0
