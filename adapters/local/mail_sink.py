"""An SMTP server that delivers nothing: each letter becomes one file."""

import asyncio
import hashlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from adapters.local.files import write_whole
from adapters.local.ports import LOOPBACK

BILLION = 1_000_000_000
LARGEST = 20 * 1024 * 1024


class Keeper:
    """Keeps each letter under `directory` before it answers 250; a test may override `keep`."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    async def handle_DATA(  # noqa: N802 - the name that aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Answer a letter: kept, or not accepted."""
        del server, session
        try:
            await asyncio.to_thread(self.keep, envelope)
        except OSError:
            return "452 4.3.1 The letter cannot be kept: no room"
        return "250 2.0.0 Kept"

    def keep(self, envelope: Envelope) -> None:
        """Write the letter as it came, below the two lines that its envelope adds."""
        sender, recipients = envelope.mail_from or "", ", ".join(envelope.rcpt_tos)
        added = f"Return-Path: <{sender}>\r\nDelivered-To: {recipients}\r\n"
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        letter = added.encode() + content
        write_whole(self.directory / _file_name(time.time_ns(), letter), letter)


@asynccontextmanager
async def mail_sink(keeper: Keeper, port: int = 0) -> AsyncIterator[str]:
    """Run the sink for the length of the block, and yield its `smtp://` address."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(keeper, loop=loop, enable_SMTPUTF8=True, data_size_limit=LARGEST),
        LOOPBACK,
        port,
    )
    try:
        yield f"smtp://{LOOPBACK}:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


def _file_name(nanoseconds: int, letter: bytes) -> str:
    """Return a name that sorts by arrival."""
    seconds, rest = divmod(nanoseconds, BILLION)
    instant = time.strftime("%Y%m%dT%H%M%S", time.gmtime(seconds))
    return f"{instant}.{rest:09d}Z-{hashlib.sha256(letter).hexdigest()[:12]}.eml"
