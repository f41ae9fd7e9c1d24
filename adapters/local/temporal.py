"""A Temporal development server of our own: in memory, or on a file that outlives it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from temporalio.client import Client
from temporalio.service import RPCError

from adapters.local.ports import LOOPBACK, free_port
from adapters.local.processes import Program, running, until_ready

PORT, UI_PORT = 7233, 8233
# Without the first, every activity round trip takes 100 ms.
ALWAYS = ("--dynamic-config-value", "history.transferProcessorMaxPollRPS=1000")
ON_FILE = ("--sqlite-pragma", "journal_mode=WAL", "--sqlite-pragma", "synchronous=OFF")


@dataclass(frozen=True, slots=True)
class Server:
    """A running Temporal server; `ui_url` is None when it has no pages."""

    address: str
    ui_url: str | None = None


@asynccontextmanager
async def temporal_in_memory(
    cli: Path, run_directory: Path, namespace: str = "default"
) -> AsyncIterator[Server]:
    """Run a server that remembers nothing, without pages, on a free port: for tests."""
    port = free_port()
    async with _serving(cli, run_directory, port, namespace, ("--headless",)) as address:
        yield Server(address)


@asynccontextmanager
async def temporal_on_file(
    cli: Path, database: Path, run_directory: Path, namespace: str = "default"
) -> AsyncIterator[Server]:
    """Run a server with its pages, which finds everything again in its file."""
    database.parent.mkdir(parents=True, exist_ok=True)
    port, ui_port = free_port(PORT), free_port(UI_PORT)
    options = ("--ui-port", str(ui_port), "--db-filename", str(database), *ON_FILE)
    async with _serving(cli, run_directory, port, namespace, options) as address:
        yield Server(address, f"http://{LOOPBACK}:{ui_port}")


@asynccontextmanager
async def _serving(
    cli: Path, run_directory: Path, port: int, namespace: str, options: tuple[str, ...]
) -> AsyncIterator[str]:
    command = [str(cli), "server", "start-dev", "--ip", LOOPBACK, "--port", str(port)]
    chosen = ["--namespace", namespace, "--log-level", "error", *ALWAYS, *options]
    program = Program("temporal", [*command, *chosen], run_directory / "temporal.log")
    address = f"{LOOPBACK}:{port}"
    async with running(program, run_directory) as process:
        await until_ready(program, process, lambda: _answers(address, namespace))
        yield address


async def _answers(address: str, namespace: str) -> bool:
    try:
        client = await Client.connect(address, namespace=namespace)
        return await client.count_workflows() is not None
    except (RuntimeError, RPCError):
        return False
