"""The whole local system: what the settings do not point elsewhere is started, and ended."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from adapters.local.errors import AlreadyRunningError, LocalSystemError, NothingRunsError
from adapters.local.files import held, write_whole
from adapters.local.mail_sink import Keeper, mail_sink
from adapters.local.ports import free_port
from adapters.local.postgres import ensure_database, postgres
from adapters.local.processes import end_leftovers, is_alive, read_record, record_of
from adapters.local.progress import Say
from adapters.local.temporal import UI_PORT, Server, temporal_on_file
from adapters.local.temporal_cli import temporal_cli
from settings import Settings

DATABASE = "akkoord"
SMTP_PORT = 8025
REACH = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where the servers are, whoever started them."""

    temporal: str
    temporal_ui: str
    database_url: str = field(repr=False)
    smtp_url: str = field(repr=False)
    storage_url: str


@asynccontextmanager
async def running(settings: Settings, say: Say) -> AsyncIterator[Addresses]:
    """Run what is needed for the length of the block; one at a time on one state folder.

    Raises a `LocalSystemError`, whose text is for the person at the keyboard. Enter from the main
    thread: the servers end with the thread that started them.
    """
    directory = settings.run_directory

    def occupied() -> None:
        raise AlreadyRunningError(_occupied(settings))

    async with held(directory / "lock", occupied), AsyncExitStack() as stack:
        await end_leftovers(directory, say)
        addresses = await _started(settings, say, stack)
        _publish(settings, addresses)
        stack.callback(_system(settings).unlink, missing_ok=True)
        yield addresses


def addresses_of_running(settings: Settings) -> Addresses:
    """Return the addresses of the system that another process runs on this state.

    Raises `NothingRunsError` when none does.
    """
    path = _system(settings)
    record = read_record(path)
    if record is None or not is_alive(record):
        message = f"No system runs on {settings.state_directory}: start one with `make up`."
        raise NothingRunsError(message)
    return Addresses(**json.loads(path.read_bytes())["addresses"])


async def _started(settings: Settings, say: Say, stack: AsyncExitStack) -> Addresses:
    temporal = await _temporal(settings, say, stack)
    return Addresses(
        temporal=temporal.address,
        temporal_ui=temporal.ui_url or "",
        database_url=await _database(settings, say, stack),
        smtp_url=await _smtp(settings, say, stack),
        storage_url=_storage(settings),
    )


async def _temporal(settings: Settings, say: Say, stack: AsyncExitStack) -> Server:
    if address := settings.temporal_address:
        await _reach(address)
        return Server(address, settings.temporal_ui_url or _ui_beside(address))
    cli = await temporal_cli(settings, say)
    say("starting Temporal")
    database = settings.state_directory / "temporal.db"
    return await stack.enter_async_context(
        temporal_on_file(cli, database, settings.run_directory, settings.temporal_namespace)
    )


async def _database(settings: Settings, say: Say, stack: AsyncExitStack) -> str:
    if settings.database_url:
        return settings.database_url
    say("starting Postgres")
    directory = settings.state_directory / "postgres"
    server = await stack.enter_async_context(postgres(directory, settings.run_directory))
    return await ensure_database(server, DATABASE)


async def _smtp(settings: Settings, say: Say, stack: AsyncExitStack) -> str:
    if settings.smtp_url:
        return settings.smtp_url
    say("starting the mail sink")
    keeper = Keeper(settings.mail_directory)
    return await stack.enter_async_context(mail_sink(keeper, free_port(SMTP_PORT)))


def _storage(settings: Settings) -> str:
    if settings.storage_url:
        return settings.storage_url
    directory = settings.state_directory / "storage"
    directory.mkdir(parents=True, exist_ok=True)
    return directory.as_uri()


async def _reach(address: str) -> None:
    """See that a server that was named is there; another is never taken in its place."""
    host, _, port = address.rpartition(":")
    try:
        async with asyncio.timeout(REACH):
            _, writer = await asyncio.open_connection(host.strip("[]"), int(port))
    except (OSError, ValueError) as error:
        message = f"TEMPORAL_ADDRESS={address} cannot be reached: {str(error) or 'no answer'}"
        raise LocalSystemError(message) from error
    writer.close()


def _ui_beside(address: str) -> str:
    host, _, _ = address.rpartition(":")
    return f"http://{host}:{UI_PORT}"


def _system(settings: Settings) -> Path:
    return settings.run_directory / "system.json"


def _publish(settings: Settings, addresses: Addresses) -> None:
    ours = asdict(record_of("system", os.getpid())) | {"addresses": asdict(addresses)}
    write_whole(_system(settings), json.dumps(ours, indent=1).encode())


def _occupied(settings: Settings) -> str:
    record = read_record(_system(settings))
    who = f"pid {record.pid}" if record else "it is still starting, or ending"
    return (
        f"A system runs on {settings.state_directory} already ({who}): stop that one first, "
        "or give this one a folder of its own with AKKOORD_STATE."
    )
