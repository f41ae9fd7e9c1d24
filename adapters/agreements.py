"""Agreements as they are read: lists from the read model, past states from the log."""

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from itertools import groupby
from operator import itemgetter

import asyncpg

from adapters.agreement_tables import AGREEMENT
from adapters.event_rows import record_of
from adapters.kept_states import kept_state
from adapters.postgres import Connection, Pool, borrowed, snapshot
from domain.agreement.state import Agreement, ChangeStanding, Phase


@dataclass(frozen=True, slots=True)
class Listed:
    """A line in the list of agreements."""

    id: str
    board: str
    supplier: str
    phase: Phase
    version: int
    last_at: datetime
    next_deadline: datetime | None
    products: tuple[str, ...]
    schools: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Awaiting:
    """A change that waits for a board's answer."""

    agreement: str
    change: str
    product: str
    leaflet: str
    follows: str | None
    answer_by: datetime | None


async def agreements(
    pool: Pool, board: str | None = None, supplier: str | None = None
) -> tuple[Listed, ...]:
    """Return agreements by id, of one board or supplier or of all."""
    async with borrowed(pool) as connection:
        rows = await connection.fetch(
            """
            SELECT stream_id AS id, board, supplier, phase, version, last_at, next_deadline,
                products, schools
            FROM agreement
            WHERE ($1::text IS NULL OR board = $1) AND ($2::text IS NULL OR supplier = $2)
            ORDER BY stream_id
            """,
            board,
            supplier,
        )
    return tuple(_listed(row) for row in rows)


async def agreements_with(
    pool: Pool, supplier: str, product: str, after: str = "", limit: int = 100
) -> tuple[str, ...]:
    """Return a page of the active agreements that hold a product, by id, behind `after`."""
    async with borrowed(pool) as connection:
        rows = await connection.fetch(
            "SELECT stream_id FROM agreement WHERE supplier = $1 AND phase = $2"
            " AND $3 = ANY(products) AND stream_id > $4 ORDER BY stream_id LIMIT $5",
            supplier,
            Phase.ACTIVE.value,
            product,
            after,
            limit,
        )
    return tuple(row["stream_id"] for row in rows)


async def changes_awaiting(pool: Pool, agreement: str | None = None) -> tuple[Awaiting, ...]:
    """Return the changes that wait for an answer, the most urgent first."""
    async with borrowed(pool) as connection:
        rows = await connection.fetch(
            """
            SELECT agreement, change, product, leaflet, follows, answer_by FROM change_standing
            WHERE standing = $2 AND ($1::text IS NULL OR agreement = $1)
            ORDER BY answer_by, agreement, change
            """,
            agreement,
            ChangeStanding.ASKED.value,
        )
    return tuple(Awaiting(*row) for row in rows)


async def next_number(pool: Pool, board: str, supplier: str) -> int:
    """Return the number that the next agreement of these two may have."""
    async with borrowed(pool) as connection:
        streams = await _streams(connection, board, supplier)
    return max((int(one.rpartition(":")[2]) for one in streams), default=0) + 1


async def state_now(pool: Pool, stream_id: str) -> Agreement:
    """Return an agreement as it is; one that never was is unborn."""
    async with snapshot(pool) as connection:
        return await kept_state(connection, AGREEMENT, stream_id)


async def states_at(connection: Connection, board: str, at: datetime) -> tuple[Agreement, ...]:
    """Return every agreement of a board as it was at an instant, in the order of birth."""
    rows = await connection.fetch(
        """
        SELECT event.* FROM event JOIN event AS birth USING (stream_id)
        WHERE birth.version = 1 AND event.stream_id ^@ $1 AND event.occurred_at <= $2
        ORDER BY birth.position, event.version
        """,
        f"agreement:{board}:",
        at,
    )
    states = []
    for stream_id, events in groupby(rows, key=itemgetter("stream_id")):
        records = map(record_of, events)
        states.append(reduce(AGREEMENT.fold, records, AGREEMENT.unborn(stream_id)))
    return tuple(states)


def _listed(row: asyncpg.Record) -> Listed:
    fields = dict(row) | {
        "phase": Phase(row["phase"]),
        "products": tuple(row["products"]),
        "schools": tuple(row["schools"]),
    }
    return Listed(**fields)


async def _streams(connection: Connection, board: str, supplier: str) -> list[str]:
    rows = await connection.fetch(
        "SELECT stream_id FROM event WHERE version = 1 AND stream_id ^@ $1",
        f"agreement:{board}:{supplier}:",
    )
    return [row["stream_id"] for row in rows]
