"""Several processes of one program: a dead one is replaced, and all are told to end together."""

import asyncio
import os
import signal
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from asyncio.subprocess import Process
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import structlog

from adapters.local.processes import dying_with_us

log = structlog.get_logger("workforce")

STEADY = 60.0  # seconds after which a process that dies has not died at once
FIRST, LONGEST = 1.0, 30.0  # seconds until a dead one is replaced: it doubles
SLACK = 5.0  # seconds beyond the grace, for what has no grace of its own
WELL = {0, -signal.SIGTERM}  # it may be told to end before it can listen
NOT_BEGUN = 71  # the exit code of one that the machine could not begin (EX_OSERR)

HELP = """\
Takes the turns of agreements and delivers letters, until SIGTERM or SIGINT; then it begins
nothing new, finishes what it began within AKKOORD_GRACE seconds, and ends with 0."""
MORE = """\
It ends with 3 where a server is away or not as it must be, and says which. With --processes a
dead process is replaced, after one second, two, four, up to 30; the parent ends when all have.
The environment decides the rest: `akkoord settings` lists it."""


def asked_for(arguments: Sequence[str]) -> Namespace:
    """Read the command line of a worker; ends the process where it is misused."""
    parser = ArgumentParser(
        prog="worker.py",
        description=HELP,
        epilog=MORE,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--processes",
        type=_from(1),
        default=1,
        metavar="N",
        help="how many processes work side by side; such as one for each core (default: 1)",
    )
    parser.add_argument(
        "--index",
        type=_from(0),
        default=0,
        metavar="I",
        help="which of several this process is: the ports of AKKOORD_METRICS and AKKOORD_HEALTH are"
        " higher by it, and only 0 checks the chains (default: 0)",
    )
    return parser.parse_args(arguments)


def _from(least: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if text.isascii() and text.isdecimal() and int(text) >= least:
            return int(text)
        message = f"{text} is no number from {least}"
        raise ArgumentTypeError(message)

    return read


def give_up_after(seconds: float) -> None:
    """End this process when it has not ended by itself until then."""

    def give_up() -> None:
        log.error("worker.gave_up", after=seconds)
        os._exit(1)  # noqa: TID251 - nothing is waited for any more, not even a pipe

    asyncio.get_running_loop().call_later(seconds, give_up)


@dataclass(slots=True)
class Workforce:
    """The processes are begun as `command INDEX`, from nought; `patience` is for their end."""

    command: Sequence[str]
    count: int
    patience: float
    _alive: dict[int, Process] = field(default_factory=dict)
    _ending: asyncio.Event = field(default_factory=asyncio.Event)

    async def work(self, told_to_end: asyncio.Event) -> int:
        """Work until told to end; returns 0 where all have ended well, or else 1."""
        kept = [asyncio.create_task(self._keep(index)) for index in range(self.count)]
        await told_to_end.wait()
        log.info("workforce.ending", processes=len(self._alive))
        self._ending.set()
        self._signal(signal.SIGTERM)
        _, late = await asyncio.wait(kept, timeout=self.patience)
        if late:
            log.error("workforce.killing", indexes=sorted(self._alive))
            self._signal(signal.SIGKILL)
        codes = await asyncio.gather(*kept)
        log.info("workforce.ended", codes=codes)
        return 0 if WELL.issuperset(codes) else 1

    async def _keep(self, index: int) -> int:
        """See that a process of this number works; returns the exit code of the last one."""
        pause = FIRST
        while True:
            begun = asyncio.get_running_loop().time()
            code = await self._run(index)
            if self._ending.is_set():
                return code
            if asyncio.get_running_loop().time() - begun > STEADY:
                pause = FIRST
            log.warning("workforce.died", index=index, code=code, again_in=pause)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ending.wait(), pause)
                return 0
            pause = min(2 * pause, LONGEST)

    async def _run(self, index: int) -> int:
        command = [*dying_with_us(signal.SIGTERM), *self.command, str(index)]
        try:
            process = await asyncio.create_subprocess_exec(*command)
        except OSError as fault:  # no memory, no process left: later there may be
            log.error("workforce.not_begun", index=index, fault=type(fault).__name__)  # noqa: TRY400 - no words of others
            return NOT_BEGUN
        log.info("workforce.begun", index=index, pid=process.pid)
        self._alive[index] = process
        if self._ending.is_set():
            process.terminate()
        code = await process.wait()
        del self._alive[index]
        return code

    def _signal(self, number: signal.Signals) -> None:
        for process in self._alive.values():
            with suppress(ProcessLookupError):
                process.send_signal(number)
