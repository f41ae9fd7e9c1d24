"""A mail server that fails where a test tells it to: before, at and after the final dot."""

import asyncio
from enum import StrEnum

from aiosmtpd.smtp import SMTP, Envelope, Session
from typing_extensions import override

from adapters.local.mail_sink import Keeper


class Fault(StrEnum):
    """What the server does with the next letter."""

    REFUSE_RECIPIENT = "550 5.1.1 No mailbox an.peeters@school.example here"
    DEFER_RECIPIENT = "450 4.2.1 Greylisted, an.peeters@school.example"
    CUT_AFTER_RECIPIENT = "cut after the recipient"
    REFUSE_CONTENT = "554 5.7.1 Not wanted"
    DEFER_CONTENT = "451 4.3.0 Try again later"
    LEAVE_AFTER_CONTENT = "421 4.3.2 Going down"
    CUT_BEFORE_KEEPING = "cut, and nothing kept"
    CUT_AFTER_KEEPING = "cut, and kept"
    HANG_AFTER_KEEPING = "never an answer, and kept"
    MUMBLE_AFTER_KEEPING = "abc what was it again"
    KEEP_WITH_ANOTHER_YES = "251 2.0.0 Will forward"


_AT_RECIPIENT = (Fault.REFUSE_RECIPIENT, Fault.DEFER_RECIPIENT)
_KEPT = (Fault.HANG_AFTER_KEEPING, Fault.CUT_AFTER_KEEPING, Fault.MUMBLE_AFTER_KEEPING)


class FaultyKeeper(Keeper):
    """Keeps letters like the local sink; the faults are used up one letter at a time."""

    faults: tuple[Fault, ...] = ()

    def _next(self) -> Fault | None:
        return self.faults[0] if self.faults else None

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer to a recipient."""
        del session, options
        fault = self._next()
        if fault in _AT_RECIPIENT:
            self._used_up()
            return str(fault)
        envelope.rcpt_tos.append(address)
        if fault is Fault.CUT_AFTER_RECIPIENT:
            self._used_up()
            asyncio.get_running_loop().call_later(0.05, self._cut, server)
        return "250 OK"

    @override
    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        fault = self._next()
        self._used_up()
        if fault is None or fault in _KEPT or fault is Fault.KEEP_WITH_ANOTHER_YES:
            answer = await super().handle_DATA(server, session, envelope)
            if fault is None:
                return answer
        if fault in (Fault.CUT_BEFORE_KEEPING, Fault.CUT_AFTER_KEEPING):
            self._cut(server)
        if fault is Fault.HANG_AFTER_KEEPING:
            await asyncio.sleep(3600)
        return str(fault)

    def _used_up(self) -> None:
        self.faults = self.faults[1:]

    def _cut(self, server: SMTP) -> None:
        if isinstance(server.transport, asyncio.WriteTransport):
            server.transport.abort()
