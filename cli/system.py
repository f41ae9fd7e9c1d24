"""`akkoord up`, `worker` and `migrate`: the system itself."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Annotated, Any

import typer

from adapters.local import processes as local_processes
from adapters.local.system import Addresses
from adapters.storage import without_secrets
from cli.away import reached
from cli.connection import found
from cli.dashboard import Place, put_page
from cli.options import AsJson
from cli.outcome import Exit, misuse, print_json
from cli.printing import plain
from cli.whole_system import prepared, whole_system
from environment import SettingsError
from settings import Settings, read_settings

app = typer.Typer()


@app.command()
def up() -> None:
    """Run everything in the foreground: Postgres, Temporal with its pages, mail, the worker."""
    settings = _settings()
    with reached():
        run(_up(settings))


async def _up(settings: Settings) -> None:
    async with whole_system(settings, say) as addresses:
        tell_addresses(settings, addresses)
        await until_stopped(settings)
        say("stopping")


async def until_stopped(settings: Settings) -> None:
    """Wait for Ctrl-C, or until a process of ours has gone by itself."""
    async with stop_requested() as stop:
        gone = asyncio.create_task(local_processes.first_gone(settings.run_directory))
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait((gone, stopped), return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if gone.done():
            log = settings.run_directory / f"{gone.result().name}.log"
            say(f"{gone.result().name} has stopped by itself:\n{local_processes.tail(log)}")
            raise typer.Exit(Exit.AWAY)
        gone.cancel()


def tell_addresses(settings: Settings, addresses: Addresses) -> None:
    """Print where everything is, with a page of the secretariat's lists."""
    say(f"Temporal    {addresses.temporal}")
    say(f"Temporal UI {addresses.temporal_ui}")
    say(f"Postgres    {without_secrets(addresses.database_url)}")
    say(f"Mail        {without_secrets(addresses.smtp_url)}, kept in {settings.mail_directory}")
    local = (settings.state_directory / "checkpoints").as_uri()
    checkpoints = settings.checkpoint_url or local
    say(f"Documents   {without_secrets(addresses.storage_url)}")
    say(f"Checkpoints {without_secrets(checkpoints)}")
    if addresses.temporal_ui:
        page = settings.state_directory / "dashboard.html"
        put_page(page, Place(addresses.temporal_ui, settings.temporal_namespace))
        say(f"Dashboard   {page.as_uri()}")
    say("Everything runs; Ctrl-C stops it.")


@app.command()
def worker(
    processes: Annotated[int, typer.Option(min=1, help="How many work side by side.")] = 1,
) -> None:
    """Run the worker alone, on the servers that the environment or a running `up` names."""
    settings = _settings()
    program = [str(settings.root / "worker.py"), "--processes", str(processes)]
    os.execv(sys.executable, [sys.executable, *program])  # noqa: S606 - our own program, no shell


@app.command()
def migrate(as_json: AsJson = False) -> None:  # noqa: FBT002 - an option
    """Bring the database and the Temporal namespace to where this version needs them."""
    settings = _settings()
    with reached(as_json=as_json):
        done = asyncio.run(prepared(settings, found(settings)))
    if as_json:
        print_json(plain(done))
    else:
        say(str(done))


def say(line: str) -> None:
    """Tell the person at the keyboard how far the work is."""
    typer.echo(f"[akkoord] {line}")


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run to the end; a Ctrl-C before the system is up is an end like any other."""
    with suppress(KeyboardInterrupt):
        asyncio.run(work)


@asynccontextmanager
async def stop_requested() -> AsyncIterator[asyncio.Event]:
    """Turn Ctrl-C and a request to terminate into an event, for the length of the block."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    signals = (signal.SIGINT, signal.SIGTERM)
    for one in signals:
        loop.add_signal_handler(one, stop.set)
    try:
        yield stop
    finally:
        for one in signals:
            loop.remove_signal_handler(one)


def _settings() -> Settings:
    try:
        return read_settings()
    except SettingsError as error:
        misuse(str(error))
