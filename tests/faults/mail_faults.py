"""A mail server that is away or does wrong for a while, and counts whom it has failed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiosmtpd.smtp import SMTP
from typing_extensions import override

from adapters.local.mail_sink import LARGEST
from adapters.local.ports import LOOPBACK
from tests.fakes.faulty_mail import Fault, FaultyKeeper
from tests.faults.presence import Presence

SENDS_AGAIN = (Fault.DEFER_RECIPIENT, Fault.DEFER_CONTENT)
FAILS_FOR_GOOD = (Fault.REFUSE_RECIPIENT, Fault.REFUSE_CONTENT)
NOBODY_KNOWS = (Fault.CUT_BEFORE_KEEPING, Fault.CUT_AFTER_KEEPING, Fault.HANG_AFTER_KEEPING)
"""By what becomes of the letter: it goes later, needs a person, or may have gone."""


class SufferingKeeper(FaultyKeeper):
    """Does one thing wrong until it is told to stop, or so many times."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self.suffered = 0

    @override
    def _used_up(self) -> None:
        if self.faults:
            self.suffered += 1
        super()._used_up()


class MailServer(Presence):
    """The server, its letters, and what is wrong with it now."""

    def __init__(self, keeper: SufferingKeeper) -> None:
        self.keeper = keeper
        self._open: set[SMTP] = set()

    @property
    def url(self) -> str:
        """Where letters are handed in; the same after it was away."""
        return f"smtp://{LOOPBACK}:{self.port}"

    @property
    def directory(self) -> Path:
        """Where the letters are that it kept."""
        return self.keeper.directory

    @override
    async def _listening(self) -> asyncio.Server:
        loop = asyncio.get_running_loop()
        return await loop.create_server(self._session, LOOPBACK, self.port)

    @override
    def _hang_up(self) -> None:
        for session in self._open:
            if isinstance(session.transport, asyncio.WriteTransport):
                session.transport.abort()
        self._open.clear()

    @asynccontextmanager
    async def suffering(self, fault: Fault, times: int = 1_000_000) -> AsyncIterator[None]:
        """Do this to every letter of the block, or to the first ones; who hangs is cut off."""
        self.keeper.faults = (fault,) * times
        try:
            yield
        finally:
            self.keeper.faults = ()
            if fault is Fault.HANG_AFTER_KEEPING:
                async with self.away():
                    pass

    def _session(self) -> SMTP:
        session = SMTP(self.keeper, enable_SMTPUTF8=True, data_size_limit=LARGEST)
        self._open.add(session)
        return session


@asynccontextmanager
async def mail_server(directory: Path) -> AsyncIterator[MailServer]:
    """A mail server that keeps its letters in a folder, for the length of the block."""
    server = MailServer(SufferingKeeper(directory))
    await server.up()
    try:
        yield server
    finally:
        await server.down()
