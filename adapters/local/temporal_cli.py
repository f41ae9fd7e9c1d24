"""Where the Temporal command line comes from: found, kept, downloaded or built."""

import asyncio
import hashlib
import os
import platform
import re
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from adapters.local.errors import NoTemporalServerError
from adapters.local.files import held
from adapters.local.processes import tail
from adapters.local.progress import Say, heard
from settings import Settings

VERSION = "1.8.2"
OLDEST_SERVER = (1, 31)
DOWNLOAD_PATIENCE = 180.0
PACKAGE = "github.com/temporalio/cli/cmd/temporal"
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
    if kept.exists() and _is_recent(kept, say):
        return kept
    async with held(
        kept.with_suffix(".lock"),
        lambda: say("another process fetches the Temporal server: waiting"),
    ):
        if kept.exists() or await _fetch(settings, kept, say):
            return kept
    raise NoTemporalServerError(WAYS)


async def _fetch(settings: Settings, kept: Path, say: Say) -> bool:
    return (not settings.is_offline and await _download(kept, say)) or (
        settings.may_build and await _build(settings, kept, say)
    )


def _is_recent(cli: Path, say: Say) -> bool:
    version = _version(cli)
    if version is None or version < OLDEST_SERVER:
        say(f"passing over {cli}: its server is not {'.'.join(map(str, OLDEST_SERVER))} or later")
        return False
    return True


def _version(cli: Path) -> tuple[int, int] | None:
    """Return the version of the server inside; that of the command says nothing of it."""
    with suppress(OSError, subprocess.SubprocessError, UnicodeDecodeError):
        done = subprocess.run(  # noqa: S603 - a path that was found, no shell
            [cli, "--version"],
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=20,
        )
        if found := re.search(r"Server (\d+)\.(\d+)", done.stdout):
            return int(found[1]), int(found[2])
    return None


def _kept(settings: Settings) -> Path:
    """Return where the built or downloaded one is kept: another recipe, another name."""
    module = settings.root / "tools" / "temporal"
    recipe = hashlib.sha256(
        b"".join((module / name).read_bytes() for name in ("go.mod", "go.sum"))
    ).hexdigest()
    machine = f"{platform.system()}-{platform.machine()}".lower()
    return settings.cache_directory / f"temporal-{VERSION}-{machine}-{recipe[:16]}"


async def _download(kept: Path, say: Say) -> bool:
    """Let the SDK fetch the release that belongs to it, and keep that."""
    say("looking for a Temporal server to download")
    folder = kept.with_suffix(".download")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        async with asyncio.timeout(DOWNLOAD_PATIENCE), heard(say, "downloading Temporal"):
            await _start_once(folder)
    except (RuntimeError, TimeoutError) as error:
        say(
            f"no download: {str(error).splitlines()[0][:100] if str(error) else 'it took too long'}"
        )
    found = next((file for file in folder.iterdir() if _version(file)), None)
    if found:
        found.replace(kept)
    shutil.rmtree(folder)
    return found is not None


async def _start_once(folder: Path) -> None:
    from temporalio.testing import WorkflowEnvironment  # noqa: PLC0415 - slow, and seldom needed

    environment = await WorkflowEnvironment.start_local(
        download_dest_dir=str(folder), dev_server_download_version=f"v{VERSION}"
    )
    await environment.shutdown()


async def _build(settings: Settings, kept: Path, say: Say) -> bool:
    go = shutil.which("go")
    if go is None:
        say("no build: Go is not installed")
        return False
    making = kept.with_suffix(f".{os.getpid()}.making")
    log = kept.with_suffix(".log")
    async with heard(say, "building the Temporal server, once, in 3 to 5 minutes"):
        succeeded = await _run_go(go, settings, making, log)
    if not succeeded:
        making.unlink(missing_ok=True)
        say(f"no build: the end of {log}:\n{tail(log)}")
        return False
    making.replace(kept)
    return True


async def _run_go(go: str, settings: Settings, making: Path, log: Path) -> bool:
    flags = ["-mod=readonly", "-trimpath", "-buildvcs=false", "-tags=disable_grpc_modules"]
    version = f"-X github.com/temporalio/cli/internal/temporalcli.Version={VERSION}"
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            *("env", "CGO_ENABLED=0", "GOWORK=off", go, "build", *flags),
            *(f"-ldflags=-s -w {version}", "-o", str(making), PACKAGE),
            cwd=settings.root / "tools" / "temporal",
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=asyncio.subprocess.STDOUT,
        )
        try:
            return await process.wait() == 0
        finally:
            if process.returncode is None:
                process.kill()
