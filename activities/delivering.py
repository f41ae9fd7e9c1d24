"""What happens to one letter that was taken: written, handed to the mail server, put on record."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import structlog

from adapters import outbox
from adapters.letters.desk import PersonGoneError, write
from adapters.letters.renderer import Letter
from adapters.mailer import Mail, Mailer
from adapters.outbox import Claimed, LetterNotOursError
from adapters.postgres import DatabaseUnavailableError, Pool
from domain.letters import Attempt, Fate, Patience, next_attempt

log = structlog.get_logger()

RECORDINGS, PAUSE = 20, 0.5  # what was sent must not be forgotten because the store was away


class Outcome(StrEnum):
    """What a round counts: the fields of `Delivered`."""

    SENT = "sent"
    PUT_OFF = "put_off"
    CASE = "cases"
    LET_GO = "let_go"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What sending letters needs; `clock` tells the time, `contact` is where readers can ask."""

    pool: Pool
    mailer: Mailer
    patience: Patience
    contact: str
    clock: Callable[[], datetime]

    async def deliver(self, letter: Claimed) -> Outcome:
        """Do all for one letter; no fault of it reaches the others."""
        try:
            outcome = await self._delivered(letter)
        except LetterNotOursError:
            outcome = Outcome.LET_GO
        except Exception as fault:  # noqa: BLE001 - the lease ends, and it is tried again or unknown
            log.warning("letter.fault", letter_id=letter.id, fault=type(fault).__name__)
            return Outcome.PUT_OFF
        log.info("letter.handled", letter_id=letter.id, outcome=outcome.value)
        return outcome

    async def _delivered(self, letter: Claimed) -> Outcome:
        try:
            mail, written = await write(self.pool, letter, self.contact, self.clock())
        except PersonGoneError:
            await outbox.mark_no_recipient(self.pool, letter)
            return Outcome.CASE
        except DatabaseUnavailableError:
            raise
        except Exception as fault:  # noqa: BLE001 - a fault of ours: a person must see it
            failed = Attempt(fate=Fate.REFUSED, detail=f"write: {type(fault).__name__}")
            return await self._failed(letter, failed)
        return await self._sent(letter, mail, written)

    async def _sent(self, letter: Claimed, mail: Mail, written: Letter) -> Outcome:
        attempt = await self.mailer.send(mail, lambda: self._before_data(letter))
        match attempt.fate:
            case Fate.SENT:
                shown = (written.template_version, written.content_hash)
                await _recorded(lambda: outbox.mark_sent(self.pool, letter, self.clock(), *shown))
                return Outcome.SENT
            case Fate.UNKNOWN:
                await _recorded(lambda: outbox.mark_unknown(self.pool, letter, attempt.detail))
                return Outcome.CASE
            case _:
                return await self._failed(letter, attempt)

    async def _before_data(self, letter: Claimed) -> None:
        await outbox.mark_data_sent(self.pool, letter, self.clock())

    async def _failed(self, letter: Claimed, attempt: Attempt) -> Outcome:
        again = next_attempt(self.patience, attempt, letter.deferrals + 1, self.clock())
        await _recorded(lambda: outbox.mark_failed(self.pool, letter, attempt, again))
        return Outcome.CASE if again is None else Outcome.PUT_OFF


async def _recorded(record: Callable[[], Awaitable[None]]) -> None:
    """Put on record what is certain, also when the store is away for a moment."""
    for _ in range(RECORDINGS):
        try:
            return await record()
        except DatabaseUnavailableError:
            await asyncio.sleep(PAUSE)
    return await record()
