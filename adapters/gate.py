"""The gate: may a supplier process a service for a school at an instant, from table or log."""

from datetime import datetime

from adapters.agreements import states_at
from adapters.postgres import Connection, Pool, snapshot
from domain.agreement.gate import verdict
from domain.agreement.permits import Allowed, Denied, Reason, permits


async def may_process(
    pool: Pool, school: str, product: str, service: str, at: datetime
) -> Allowed | Denied:
    """Answer for an instant, past or to come: a yes by one indexed question, a no by its reason.

    `service` is an id of the leaflet, or `core` for the product as such.
    """
    async with snapshot(pool) as connection:
        row = await connection.fetchrow(
            """
            SELECT agreement, leaflet FROM permission
            JOIN event AS birth ON birth.stream_id = agreement AND birth.version = 1
            WHERE school = $1 AND product = $2 AND service = $3
                AND valid_from <= $4 AND (valid_until IS NULL OR valid_until > $4)
            ORDER BY birth.position DESC LIMIT 1
            """,
            school,
            product,
            service,
            at,
        )
        if row is not None:
            return Allowed(row["agreement"], row["leaflet"])
        return await _from_log(connection, school, product, service, at)


async def may_process_from_log(
    pool: Pool, school: str, product: str, service: str, at: datetime
) -> Allowed | Denied:
    """Answer the same from the log alone: the fold of each stream up to the instant."""
    async with snapshot(pool) as connection:
        return await _from_log(connection, school, product, service, at)


async def _from_log(
    connection: Connection, school: str, product: str, service: str, at: datetime
) -> Allowed | Denied:
    board = await connection.fetchval("SELECT board FROM school WHERE id = $1", school)
    if board is None:
        return Denied(Reason.UNKNOWN_SCHOOL)
    if await connection.fetchval("SELECT 1 FROM product WHERE id = $1", product) is None:
        return Denied(Reason.UNKNOWN_PRODUCT)
    states = await states_at(connection, board, at)
    return verdict(tuple(permits(state, school, product, service, at) for state in states))
