"""Temporal's test server, which skips the time that nobody works in: found, fetched or refused."""

import hashlib
import platform
import shutil
from pathlib import Path

from temporalio.testing import WorkflowEnvironment

from adapters.local.errors import NoTimeSkippingError
from adapters.local.fetching import downloaded, succeeds
from adapters.local.files import held, write_whole
from adapters.local.progress import Say
from settings import Settings

SCRIPT = """#!/bin/sh
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \\
    -cp "$0.jars/*" io.temporal.testserver.TestServer "$@"
"""
WAYS = """Time cannot be skipped: there is no Temporal test server. One of these will do:
  - install Java 11 or later, and Maven
  - let the Temporal SDK download it: unset AKKOORD_OFFLINE"""


async def time_skipping_server(settings: Settings, say: Say) -> Path:
    """Return a server for `WorkflowEnvironment.start_time_skipping(test_server_existing_path=)`.

    In order: kept from before, downloaded by the SDK, put together from `tools/time-skipping`.
    Raises `NoTimeSkippingError`, whose text names the ways.
    """
    kept = _kept(settings)
    if _is_usable(kept):
        return kept
    lock = kept.with_suffix(".lock")
    async with held(lock, lambda: say("another process fetches the test server: waiting")):
        if _is_usable(kept) or await _fetch(settings, kept, say):
            return kept
    raise NoTimeSkippingError(WAYS)


async def _fetch(settings: Settings, kept: Path, say: Say) -> bool:
    what = "downloading the test server that skips time"
    if not settings.is_offline and await downloaded(_start, kept, say, what):
        return True
    return await _gather(settings, kept, say)


async def _start(folder: str) -> WorkflowEnvironment:
    return await WorkflowEnvironment.start_time_skipping(download_dest_dir=folder)


async def _gather(settings: Settings, kept: Path, say: Say) -> bool:
    """Let Maven collect the jars, and put a script before them."""
    maven = shutil.which("mvn")
    if maven is None or shutil.which("java") is None:
        say("the test server cannot be put together: it takes Java and Maven")
        return False
    pom = str(settings.root / "tools" / "time-skipping" / "pom.xml")
    command = [maven, "--quiet", "--batch-mode", "--file", pom, "dependency:copy-dependencies"]
    into = f"-DoutputDirectory={kept}.jars"
    log = kept.with_suffix(".log")
    what = "collecting the jars of the test server that skips time"
    if not await succeeds([*command, into], kept.parent, log, say, what):
        return False
    write_whole(kept, SCRIPT.encode(), mode=0o755)
    return True


def _is_usable(kept: Path) -> bool:
    needs_java = Path(f"{kept}.jars").exists()
    return kept.exists() and (not needs_java or shutil.which("java") is not None)


def _kept(settings: Settings) -> Path:
    recipe = (settings.root / "tools" / "time-skipping" / "pom.xml").read_bytes()
    machine = f"{platform.system()}-{platform.machine()}".lower()
    name = f"time-skipping-{machine}-{hashlib.sha256(recipe).hexdigest()[:16]}"
    return settings.cache_directory / name
