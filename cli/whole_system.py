"""Everything at once: the servers, the schema, the keys, and a worker of our own beside them."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from typing_extensions import override

from adapters.checkpoint_keys import checkpoint_ring
from adapters.local import processes
from adapters.local.files import write_whole
from adapters.local.progress import Say
from adapters.local.system import Addresses, running
from adapters.migrations import migrate
from adapters.postgres import engine_url
from adapters.seal import load_key_ring, load_sealer
from gateway.engine import engine_client
from gateway.namespace import (
    RETENTION,
    keep_histories,
    register_search_attributes,
    retention,
)
from settings import Settings

WORKER_PATIENCE = 30.0
READY = b"worker.ready"
SHORT = (
    "the namespace keeps histories for {0} days: {1} are needed to bring a restored log back "
    "(docs/coming-back.md)"
)


@asynccontextmanager
async def whole_system(settings: Settings, say: Say) -> AsyncIterator[Addresses]:
    """Run servers and worker for the length of the block.

    Raises a `LocalSystemError`, a `MigrationError`, `DatabaseUnavailableError`.
    """
    async with running(settings, say) as addresses:
        say(str(await prepared(settings, addresses)))
        say("starting the worker")
        program = worker_program(settings)
        begun_at = _size(program.log)
        async with processes.running(program, settings.run_directory) as process:
            await processes.until_ready(
                program, process, lambda: _is_ready(program.log, begun_at), WORKER_PATIENCE
            )
            yield addresses


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was new to the database and to the namespace."""

    migrations: tuple[str, ...]
    search_attributes: tuple[str, ...]
    histories_kept: int  # days

    @override
    def __str__(self) -> str:
        migrations, attributes = len(self.migrations), len(self.search_attributes)
        told = f"schema: {migrations} migrations applied, {attributes} search attributes new"
        if self.histories_kept >= RETENTION.days:
            return told
        return f"{told}\n{SHORT.format(self.histories_kept, RETENTION.days)}"


async def prepared(settings: Settings, addresses: Addresses) -> Prepared:
    """Bring the database and the namespace to where this code needs them; make the keys."""
    owner = addresses.database_url
    applied = await migrate(owner, engine_url(owner, settings.engine_database_url))
    client = await engine_client(settings, addresses.temporal)
    registered = await register_search_attributes(client)
    if settings.temporal_address is None:
        await keep_histories(client)  # the server is ours; another's operator decides
    load_sealer(settings.seal_key, settings.seal_directory)
    load_key_ring(settings.seal_public_keys, settings.seal_directory)
    checkpoint_ring(settings)
    return Prepared(applied, registered, (await retention(client)).days)


def worker_program(settings: Settings) -> processes.Program:
    """Return the worker as a program: it finds the servers through the state folder."""
    variables = (
        f"AKKOORD_STATE={settings.state_directory}",
        f"AKKOORD_POLICY={settings.policy}",
        f"AKKOORD_TURNS_QUEUE={settings.turns_queue}",
        f"AKKOORD_LETTERS_QUEUE={settings.letters_queue}",
        f"AKKOORD_POST_OFFICE={settings.post_office}",
        f"SEAL_DIRECTORY={settings.seal_directory}",
        f"CHECKPOINT_EVERY={settings.checkpoint_every}",
        *_engine_address(settings),
    )
    command = ["env", *_without(settings), *variables]
    program = [sys.executable, str(settings.root / "worker.py")]
    return processes.Program("worker", [*command, *program], settings.run_directory / "worker.log")


def _without(settings: Settings) -> list[str]:
    """Leave out what the environment names and these settings do not: it is not for this system."""
    given = {
        "DATABASE_URL": None,  # the worker looks where we recorded it
        "ENGINE_DATABASE_URL": None,
        "STORAGE_URL": settings.storage_url,
        "SMTP_URL": settings.smtp_url,
        "SEAL_PUBLIC_KEYS": settings.seal_public_keys,
        "CODEC_KEYS": settings.codec_keys,
        "CHECKPOINT_URL": settings.checkpoint_url,
        "CHECKPOINT_KEY": settings.checkpoint_key,
        "CHECKPOINT_PUBLIC_KEYS": settings.checkpoint_public_keys,
    }
    absent = [name for name, value in given.items() if value is None]
    return [word for name in absent for word in ("-u", name, "-u", f"{name}_FILE")]


def _engine_address(settings: Settings) -> tuple[str, ...]:
    """Give the engine's own address, where there is one, by a file: a command line is public."""
    if settings.engine_database_url is None:
        return ()
    file = settings.run_directory / "engine-address"
    write_whole(file, settings.engine_database_url.encode())
    return (f"ENGINE_DATABASE_URL_FILE={file}",)


async def _is_ready(log: Path, begun_at: int) -> bool:
    """Whether the worker has said so, behind what earlier ones left in its log."""
    return READY in _behind(log, begun_at)


def _behind(log: Path, begun_at: int) -> bytes:
    return log.read_bytes()[begun_at:]


def _size(log: Path) -> int:
    return log.stat().st_size if log.exists() else 0
