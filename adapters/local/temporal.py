"""A Temporal development server of our own: in memory, or on a file that outlives it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from temporalio.client import Client
from temporalio.service import RPCError

from adapters.local.errors import ServerEndedError
from adapters.local.ports import LOOPBACK, free_port
from adapters.local.processes import Program, running, until_ready

PORT, UI_PORT = 7233, 8233
# Without the first, every activity round trip takes 100 ms; without the second, what is due within
# a second is due after one, the retry of an activity for instance. The same is in deploy/.
ALWAYS = (
    "--dynamic-config-value",
    "history.transferProcessorMaxPollRPS=1000",
    "--dynamic-config-value",
    'history.timerProcessorMaxTimeShift="100ms"',
)
ON_FILE = ("--sqlite-pragma", "journal_mode=WAL", "--sqlite-pragma", "synchronous=OFF")
# Beside the ports it is told the server takes some of its own, which it looks for a moment before
# it listens: another program may be faster, and then it ends.
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Server:
    """A running Temporal server; `ui_url` is None when it has no pages."""

    address: str
    ui_url: str | None = None


@dataclass(frozen=True, slots=True)
class _Site:
    """What is run, and where it keeps its log; without a database it remembers nothing.

    The ports are those that it would like best.
    """

    cli: Path
    run_directory: Path
    namespace: str
    database: Path | None = None
    ports: tuple[int, ...] = ()


@asynccontextmanager
async def temporal_in_memory(
    cli: Path, run_directory: Path, namespace: str = "default"
) -> AsyncIterator[Server]:
    """Run a server that remembers nothing, without pages, on a free port: for tests."""
    async with AsyncExitStack() as stack:
        yield await _served(stack, _Site(cli, run_directory, namespace))


@asynccontextmanager
async def temporal_on_file(
    cli: Path, database: Path, run_directory: Path, namespace: str = "default", port: int = PORT
) -> AsyncIterator[Server]:
    """Run a server with its pages, which finds everything again in its file; on `port` if free."""
    database.parent.mkdir(parents=True, exist_ok=True)
    async with AsyncExitStack() as stack:
        yield await _served(stack, _Site(cli, run_directory, namespace, database, (port,)))


async def _served(stack: AsyncExitStack, site: _Site) -> Server:
    """Start it, again where it lost a port to another program; the stack ends it."""
    for _ in range(ATTEMPTS - 1):
        try:
            return await _up(stack, site)
        except ServerEndedError:
            continue
    return await _up(stack, site)


async def _up(stack: AsyncExitStack, site: _Site) -> Server:
    port = free_port(*site.ports)
    server = Server(f"{LOOPBACK}:{port}")
    options: tuple[str, ...] = ("--headless",)
    if site.database is not None:
        ui_port = free_port(UI_PORT)
        server = Server(server.address, f"http://{LOOPBACK}:{ui_port}")
        options = ("--ui-port", str(ui_port), "--db-filename", str(site.database), *ON_FILE)
    command = [str(site.cli), "server", "start-dev", "--ip", LOOPBACK, "--port", str(port)]
    chosen = ["--namespace", site.namespace, "--log-level", "error", *ALWAYS, *options]
    program = Program("temporal", [*command, *chosen], site.run_directory / "temporal.log")
    async with AsyncExitStack() as attempt:
        process = await attempt.enter_async_context(running(program, site.run_directory))

        async def is_ready() -> bool:
            return _listens(process.pid, port) and await _answers(server.address, site.namespace)

        await until_ready(program, process, is_ready)
        stack.push_async_exit(attempt.pop_all())
    return server


def _listens(pid: int, port: int) -> bool:
    """Whether the port is this program's: another one, that was faster, would answer too."""
    try:
        opened = psutil.Process(pid).net_connections("tcp")
    except psutil.AccessDenied:
        return True  # it cannot be told here
    except psutil.NoSuchProcess:
        return False
    return any(one.status == psutil.CONN_LISTEN and one.laddr.port == port for one in opened)


async def _answers(address: str, namespace: str) -> bool:
    try:
        client = await Client.connect(address, namespace=namespace)
        return await client.count_workflows() is not None
    except (RuntimeError, RPCError):
        return False
