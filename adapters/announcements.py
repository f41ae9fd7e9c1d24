"""Announcements as agreements have or lack them, by the one definition: the view `lacking`."""

from collections.abc import Mapping
from datetime import datetime

import asyncpg

from adapters.event_rows import record_of
from adapters.lacked import lacking_of
from adapters.postgres import Connection, Pool, Row, borrowed, snapshot
from adapters.product_tables import place_of
from domain.announcing import ChangeTelling, Lacking, Telling
from domain.records import EventRecord

STILL = "(until IS NULL OR until > coalesce($1, clock_timestamp()))"
"""What narrows `lacking` to an instant, the first argument of the question."""


class StoredAnnouncements:
    """What the read models know; `at` is the engine's instant, by default the database's.

    Every method raises `DatabaseUnavailableError`.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def lacking_agreements(
        self, product: str, after: str = "", limit: int = 200, at: datetime | None = None
    ) -> tuple[str, ...]:
        """Return a page of the agreements that lack something of a product, by id."""
        async with borrowed(self._pool) as connection:
            rows = await connection.fetch(PAGE, at, *place_of(product), after, limit)
        return tuple(row["agreement"] for row in rows)

    async def lacked_by(self, agreement: str, at: datetime | None = None) -> Lacking:
        """Return what an agreement lacks, of each product in the order of its line."""
        async with snapshot(self._pool) as connection:
            rows = [dict(row) for row in await connection.fetch(_LACKED, at, agreement)]
            if not rows:
                return Lacking()
            line = await connection.fetch(_LINE, [row["stream_id"] for row in rows])
            records = await _records(connection, rows)
        return lacking_of(rows, [dict(row) for row in line], records)

    async def telling_of(self, product: str, at: datetime | None = None) -> Telling:
        """Return how far a product's announcements have come."""
        place = place_of(product)
        async with snapshot(self._pool) as connection:
            line = await connection.fetch(_LINE, [product])
            agreements = await connection.fetchval(_IN_FORCE, *place)
            told = await connection.fetch(_TOLD, *place)
            lacking = await connection.fetch(_COUNTED, at, *place)
        missing: dict[str | None, int] = dict(map(tuple, lacking))
        standings = _standings(told)
        changes = [_telling(row["change"], standings, missing) for row in line if row["change"]]
        return Telling(agreements=agreements, lacking=missing[None], changes=tuple(changes))


async def _records(connection: Connection, rows: list[Row]) -> list[EventRecord]:
    """Read what announced the leaflets that are lacked, and every withdrawal of their lines."""
    found = await connection.fetch(
        """
        SELECT * FROM event WHERE event_id = ANY($1)
        UNION ALL
        SELECT * FROM event WHERE stream_id = ANY($2) AND type = 'announcement.withdrawn'
        """,
        list({row["announcement"] for row in rows if row["pending"] is None}),
        list({row["stream_id"] for row in rows if row["pending"] is not None}),
    )
    return [record_of(row) for row in found]


def _standings(told: list[asyncpg.Record]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for change, standing, agreements in told:
        found.setdefault(change, {})[standing] = agreements
    return found


def _telling(
    change: str, standings: Mapping[str, dict[str, int]], missing: Mapping[str | None, int]
) -> ChangeTelling:
    known = standings.get(change, {})
    return ChangeTelling(
        change=change,
        received=sum(known.values()),
        lacking=missing.get(change, 0),
        standings=known,
    )


PAGE = f"""
    SELECT here.agreement FROM product_in_force AS here
    CROSS JOIN LATERAL (
        SELECT FROM lacking
        WHERE agreement = here.agreement AND supplier = here.supplier
            AND product = here.product AND {STILL}
        LIMIT 1
    ) AS something
    WHERE here.supplier = $2 AND here.product = $3 AND here.agreement > $4
    ORDER BY here.agreement LIMIT $5
"""  # noqa: S608 - our own words
_LACKED = f"""
    SELECT * FROM lacking WHERE agreement = $2 AND {STILL} ORDER BY product, position, part
"""  # noqa: S608 - our own words
_LINE = "SELECT * FROM product_line WHERE stream_id = ANY($1) ORDER BY stream_id, position, part"
_IN_FORCE = "SELECT count(*) FROM product_in_force WHERE supplier = $1 AND product = $2"
_TOLD = """
    SELECT announced, standing, count(*) FROM change_standing
    WHERE supplier = $1 AND product = $2 AND again IS NULL GROUP BY announced, standing
"""
_COUNTED = f"""
    SELECT change, count(DISTINCT agreement) FROM lacking
    WHERE supplier = $2 AND product = $3 AND {STILL} GROUP BY ROLLUP (change)
"""  # noqa: S608 - our own words
