"""The gate: may a supplier process a service for a school at an instant, from table or log."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from operator import itemgetter
from typing import Any

import asyncpg

from adapters.gate_log import CONCERNED, answer_from_log
from adapters.gate_sheets import read
from adapters.postgres import Connection, Pool, borrowed, named_errors
from domain.agreement.gate import of_known, verdict
from domain.agreement.gate_history import Question, event_ids
from domain.agreement.permits import said
from domain.agreement.verdicts import Allowed, Denied

OPEN = """
    SELECT agreement, leaflet, valid_from, deciding, born FROM permission
    WHERE school = $1 AND product = $2 AND service = $3
        AND valid_from <= $4 AND (valid_until IS NULL OR valid_until > $4)
"""
"""Each yes: seldom more than one, so that sorting them here would cost more than they do."""
CLOSED = f"""
    SELECT home.id IS NOT NULL AS school_known, product.id IS NOT NULL AS product_known,
        said.agreement, said.sheet
    FROM (SELECT) AS always
    LEFT JOIN school AS home ON home.id = $1
    LEFT JOIN product ON product.id = $3
    LEFT JOIN LATERAL (
        SELECT gate_sheet.agreement, gate_sheet.sheet, birth.position
        FROM ({CONCERNED}) AS concerned
        JOIN gate_sheet ON gate_sheet.agreement = concerned.stream_id AND gate_sheet.product = $3
            AND valid_from <= $2 AND (valid_until IS NULL OR valid_until > $2)
        JOIN event AS birth ON birth.stream_id = concerned.stream_id AND birth.version = 1
    ) AS said ON true
    ORDER BY said.position
"""  # noqa: S608 - our own text
"""What every agreement that concerns the school says of the product."""
Key = tuple[str, str, str]
_BORN = itemgetter("born")
_SNAPSHOT: dict[str, Any] = {"isolation": "repeatable_read", "readonly": True}


async def may_process(  # noqa: PLR0913 - the question as the law has it, and where it is asked
    asked: Pool | Connection,
    school: str,
    product: str,
    service: str,
    at: datetime,
    *,
    known_at: datetime | None = None,
) -> Allowed | Denied:
    """Answer for an instant, past or to come. Raises `DatabaseUnavailableError`.

    `service` is an id of the leaflet, or `core` for the product as such. A yes is one indexed
    question; a no costs a second one, for its reason.

    *As known at* another instant: what did we know at `known_at` about `at`? An event is known
    from the instant at which it occurred. So the answer is that of the fold of the log up to the
    earlier of the two, judged at `at`: what was approved, announced or given notice of by then
    counts with its date, also where it came otherwise later, and what happened later counts for
    nothing. From `at` on, knowing more changes nothing: the answer is the plain one. Which schools
    and products there are is always known as of today, for the directory keeps no history.
    """
    key = (school, product, service)
    if known_at is not None and known_at < at:
        return await may_process_from_log(asked, *key, at, known_at=known_at)
    if isinstance(asked, asyncpg.Pool):
        async with borrowed(asked) as connection:
            answer = await _from_tables(connection, key, at)
    else:
        with named_errors():
            answer = await _from_tables(asked, key, at)
    return answer or await may_process_from_log(asked, *key, at)


async def may_process_from_log(  # noqa: PLR0913 - the question as the law has it
    asked: Pool | Connection,
    school: str,
    product: str,
    service: str,
    at: datetime,
    *,
    known_at: datetime | None = None,
) -> Allowed | Denied:
    """Answer the same from the log alone: the fold of each stream up to the instant."""
    question = Question(school, product, service)
    async with _on(asked) as connection, connection.transaction(**_SNAPSHOT):
        return await answer_from_log(connection, question, at, known_at or at)


async def _from_tables(connection: Connection, key: Key, at: datetime) -> Allowed | Denied | None:
    found = await connection.fetch(OPEN, *key, at)
    if not found:
        return await _denied(connection, key, at)
    agreement, leaflet, since, versions, _ = found[0] if len(found) == 1 else max(found, key=_BORN)
    return Allowed(agreement, leaflet, since, event_ids(agreement, versions))


async def _denied(connection: Connection, key: Key, at: datetime) -> Denied | None:
    """Return why the gate is closed; None where it was opened since the table was asked."""
    school, product, service = key
    rows = await connection.fetch(CLOSED, school, at, product)
    answer = of_known(
        verdict(
            tuple(
                said(agreement, read(told).answer(school, service))
                for *_, agreement, told in rows
                if agreement is not None
            )
        ),
        school=rows[0]["school_known"],
        product=rows[0]["product_known"],
    )
    return answer if isinstance(answer, Denied) else None


@asynccontextmanager
async def _on(asked: Pool | Connection) -> AsyncIterator[Connection]:
    """Use the connection, or one of the pool."""
    if isinstance(asked, asyncpg.Pool):
        async with borrowed(asked) as connection:
            yield connection
    else:
        with named_errors():
            yield asked
