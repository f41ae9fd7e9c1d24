"""The worker as a process of its own: begun, killed, measured."""

import sys
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen

import psutil

from adapters.local import processes
from cli.whole_system import READY, WORKER_PATIENCE, worker_program
from settings import Settings


@dataclass(slots=True)
class WorkerProcess:
    """A worker on a running system, the engine's own where no other is named; one at a time."""

    settings: Settings
    module: str | None = None  # of another worker, which says as well when it is ready
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    _process: Popen[bytes] | None = None

    async def begin(self) -> None:
        """Start it, and wait until it works. Raises `ServerFailedError` with its last words."""
        program = self._program
        begun_at = _size(program.log)

        async def is_ready() -> bool:
            return READY in program.log.read_bytes()[begun_at:]

        run = self.settings.run_directory
        process = await self._stack.enter_async_context(processes.running(program, run))
        await processes.until_ready(program, process, is_ready, WORKER_PATIENCE)
        self._process = process

    async def end(self) -> None:
        """Ask it to end, where it runs, and see that it does."""
        await self._stack.aclose()
        self._process = None

    async def kill(self) -> None:
        """End it as a failure of the machine does: nothing it had begun is finished."""
        if self._process is not None:
            self._process.kill()
        await self.end()

    @property
    def memory(self) -> int:
        """The memory that it holds now, in bytes (resident set size)."""
        return psutil.Process(self._process.pid).memory_info().rss if self._process else 0

    @property
    def last_words(self) -> str:
        """The end of its log, for the person who reads why nothing goes on."""
        return processes.tail(self._program.log)

    @property
    def _program(self) -> processes.Program:
        """Return the program; another one finds the same servers, under a name of its own."""
        program = worker_program(self.settings)
        if self.module is None:
            return program
        command = [*program.command[:-2], f"PYTHONPATH={self.settings.root}"]
        return processes.Program(
            self.module,
            [*command, sys.executable, "-m", self.module],
            program.log.with_name(f"{self.module}.log"),
        )


def _size(log: Path) -> int:
    return log.stat().st_size if log.exists() else 0
