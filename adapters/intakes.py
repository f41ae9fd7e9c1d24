"""Messages of suppliers' systems that are not settled: on their way, waiting, in quarantine."""

from dataclasses import dataclass
from datetime import datetime

import asyncpg

from adapters.intake_tables import INTAKE
from adapters.kept_states import kept_state
from adapters.postgres import Pool, borrowed, snapshot
from adapters.texts import TextErasedError, TextNotFoundError, get_text
from domain.intake.faults import Fault, Faults
from domain.intake.state import Intake, Standing


@dataclass(frozen=True, slots=True)
class Held:
    """A message as the intake of its supplier holds it; `at` is when it came to stand so."""

    supplier: str
    message: str
    standing: Standing
    product: str | None
    change: str | None
    envelope: str
    faults: Faults
    until: datetime | None
    arrived: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class Shown:
    """A message with its envelope as it came; None where that was erased."""

    held: Held
    raw: bytes | None


async def held_messages(
    pool: Pool, supplier: str | None = None, standing: Standing | None = None
) -> tuple[Held, ...]:
    """Return messages in the order in which they came to stand so, of a supplier or of all."""
    async with borrowed(pool) as connection:
        rows = await connection.fetch(
            """
            SELECT * FROM intake_message
            WHERE ($1::text IS NULL OR supplier = $1) AND ($2::text IS NULL OR standing = $2)
            ORDER BY at, supplier, message
            """,
            supplier,
            standing and standing.value,
        )
    return tuple(_held(row) for row in rows)


async def quarantine(pool: Pool, supplier: str | None = None) -> tuple[Held, ...]:
    """Return what is in quarantine, the oldest first."""
    return await held_messages(pool, supplier, Standing.QUARANTINED)


async def shown_message(pool: Pool, supplier: str, message: str) -> Shown | None:
    """Return a message that is not settled, with its envelope. Raises `CorruptTextError`."""
    async with borrowed(pool) as connection:
        row = await connection.fetchrow(
            "SELECT * FROM intake_message WHERE supplier = $1 AND message = $2", supplier, message
        )
    return Shown(_held(row), await _raw(pool, row["envelope"])) if row else None


async def intake_now(pool: Pool, stream_id: str) -> Intake:
    """Return an intake as it is; one that never was is unborn."""
    async with snapshot(pool) as connection:
        return await kept_state(connection, INTAKE, stream_id)


async def _raw(pool: Pool, envelope: str) -> bytes | None:
    try:
        return await get_text(pool, envelope)
    except (TextErasedError, TextNotFoundError):
        return None


def _held(row: asyncpg.Record) -> Held:
    fields = dict(row) | {
        "standing": Standing(row["standing"]),
        "faults": tuple(Fault.model_validate(one) for one in row["faults"]),
    }
    return Held(**fields)
