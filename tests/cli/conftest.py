"""A whole system in the background, as `akkoord up` runs it, and leaflets to offer in it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.demonstration_data import complete_leaflet
from settings import ROOT
from tests.cli.line import Line, people_enter

VERSIONS = ("zoom@2021-06-04", "zoom@2023-04-10", "zoom@2023-08-11", "dodona@2019-05-17")


@pytest.fixture(scope="session")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    """Run `akkoord up` on a state of its own, until the tests of this process are over."""
    state = tmp_path_factory.mktemp("up")
    environment = {"AKKOORD_STATE": str(state), "AKKOORD_POLICY": "production"}
    said = state / "said"
    with said.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "cli", "up"],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        _until_said(process, said, "Everything runs")
        line = Line(environment)
        people_enter(line, state / "parties.csv")
        yield line
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def _until_said(process: "subprocess.Popen[bytes]", said: Path, words: str) -> None:
    give_up = time.monotonic() + 60
    while words not in said.read_text():
        assert process.poll() is None, said.read_text()
        assert time.monotonic() < give_up, said.read_text()
        time.sleep(0.1)


@pytest.fixture(scope="session")
def leaflets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return files of complete leaflets, by version."""
    folder = tmp_path_factory.mktemp("leaflets")
    files = {version: folder / f"{version}.json" for version in VERSIONS}
    for version, file in files.items():
        file.write_text(complete_leaflet(version.partition("@")[0], version).model_dump_json())
    return files
