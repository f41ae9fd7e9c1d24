"""Where the Temporal command line comes from: found, kept, downloaded or built."""

import hashlib
import os
import platform
import re
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from temporalio.testing import WorkflowEnvironment

from adapters.local.errors import NoTemporalServerError
from adapters.local.fetching import downloaded, succeeds
from adapters.local.files import held
from adapters.local.progress import Say
from settings import Settings

VERSION = "1.8.2"
OLDEST_SERVER = (1, 31)
PACKAGE = "github.com/temporalio/cli/cmd/temporal"
FLAGS = (
    *("-mod=readonly", "-trimpath", "-buildvcs=false", "-tags=disable_grpc_modules"),
    f"-ldflags=-s -w -X github.com/temporalio/cli/internal/temporalcli.Version={VERSION}",
)
WAYS = """No Temporal server was found, and none could be made. One of these will do:
  - install the Temporal CLI, with a server of 1.31 or later (macOS: brew install temporal)
  - install Go 1.26 or later: the server is then built once, in 3 to 5 minutes
  - let the Temporal SDK download it: unset AKKOORD_OFFLINE
  - run a server elsewhere, and set TEMPORAL_ADDRESS=host:7233"""


async def temporal_cli(settings: Settings, say: Say) -> Path:
    """Return a `temporal` that carries a server of 1.31 or later.

    In order: on PATH, kept from before, downloaded by the SDK, built from `tools/temporal`.
    Raises `NoTemporalServerError`, whose text names the ways.
    """
    on_path = shutil.which("temporal")
    if on_path and _is_recent(Path(on_path), say):
        return Path(on_path)
    kept = _kept(settings)
    if _is_usable(kept, say):
        return kept
    lock = kept.with_suffix(".lock")
    async with held(lock, lambda: say("another process fetches the Temporal server: waiting")):
        if _is_usable(kept, say) or await _fetch(settings, kept, say):
            return kept
    raise NoTemporalServerError(WAYS)


async def _fetch(settings: Settings, kept: Path, say: Say) -> bool:
    what = "downloading the Temporal server"
    if not settings.is_offline and await downloaded(_start, kept, say, what):
        return True
    return settings.may_build and await _build(settings, kept, say)


async def _start(folder: str) -> WorkflowEnvironment:
    return await WorkflowEnvironment.start_local(
        download_dest_dir=folder, dev_server_download_version=f"v{VERSION}"
    )


async def _build(settings: Settings, kept: Path, say: Say) -> bool:
    go = shutil.which("go")
    if go is None:
        say("the Temporal server cannot be built: Go is not installed")
        return False
    making = kept.with_suffix(f".{os.getpid()}.making")
    command = ["env", "CGO_ENABLED=0", "GOWORK=off", go, "build", *FLAGS, "-o", str(making)]
    module = settings.root / "tools" / "temporal"
    what = "building the Temporal server, once, in 3 to 5 minutes"
    if not await succeeds([*command, PACKAGE], module, kept.with_suffix(".log"), say, what):
        making.unlink(missing_ok=True)
        return False
    making.replace(kept)
    return True


def _is_usable(kept: Path, say: Say) -> bool:
    return kept.exists() and _is_recent(kept, say)


def _is_recent(cli: Path, say: Say) -> bool:
    version = _server_version(cli)
    if version is None or version < OLDEST_SERVER:
        say(f"passing over {cli}: its server is not {'.'.join(map(str, OLDEST_SERVER))} or later")
        return False
    return True


def _server_version(cli: Path) -> tuple[int, int] | None:
    """Return the version of the server inside; that of the command says nothing of it."""
    command = [str(cli), "--version"]
    with suppress(OSError, subprocess.SubprocessError, UnicodeDecodeError):
        said = subprocess.check_output(  # noqa: S603 - a path that was found, no shell
            command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True, timeout=20
        )
        if found := re.search(r"Server (\d+)\.(\d+)", said):
            return int(found[1]), int(found[2])
    return None


def _kept(settings: Settings) -> Path:
    """Return where the downloaded or built one is kept: another recipe, another name."""
    module = settings.root / "tools" / "temporal"
    recipe = (module / "go.mod").read_bytes() + (module / "go.sum").read_bytes()
    machine = f"{platform.system()}-{platform.machine()}".lower()
    name = f"temporal-{VERSION.replace('.', '-')}-{machine}"
    return settings.cache_directory / f"{name}-{hashlib.sha256(recipe).hexdigest()[:16]}"
