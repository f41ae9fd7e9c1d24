"""Products as they are read: whose each is, its line, and what became of each change, by board."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from adapters.announcements import STILL
from adapters.kept_states import kept_state
from adapters.postgres import Pool, borrowed, snapshot
from adapters.product_tables import PRODUCT
from domain.product.state import Phase, Product, Standing


@dataclass(frozen=True, slots=True)
class ChangeOverview:
    """What became of an announced change, or of a part of one, at the boards of its supplier.

    `boards` by how the change stands there (`ChangeStanding`); `lacking` are still to be told.
    """

    change: str
    part_of: str | None
    leaflet: str
    announced_from: datetime
    standing: Standing
    boards: Mapping[str, tuple[str, ...]]
    lacking: tuple[str, ...]


async def product_now(pool: Pool, stream_id: str) -> Product:
    """Return a product as it is; one that never was is unborn."""
    async with snapshot(pool) as connection:
        return await kept_state(connection, PRODUCT, stream_id)


async def known_product(pool: Pool, supplier: str, product: str) -> bool:
    """Say whether a supplier registered a product, also where it is on offer no longer."""
    async with borrowed(pool) as connection:
        found = await connection.fetchval(
            "SELECT 1 FROM product_state WHERE stream_id = $1", f"product:{supplier}:{product}"
        )
    return found is not None


async def owners_of(pool: Pool, products: Iterable[str]) -> dict[str, str]:
    """Return the supplier of each product that is known.

    That is who registered it: on offer before ended, the later before the earlier. One that
    nobody registered yet is whose the directory says it is.
    """
    async with borrowed(pool) as connection:
        rows = await connection.fetch(
            """
            SELECT id, coalesce(registered.supplier, product.supplier) FROM unnest($1::text[]) AS id
            LEFT JOIN product USING (id)
            LEFT JOIN LATERAL (
                SELECT supplier FROM product_state WHERE product_state.product = id
                ORDER BY phase = $2, last_at DESC LIMIT 1
            ) AS registered ON true
            """,
            list(set(products)),
            Phase.ENDED.value,
        )
    return {product: supplier for product, supplier in rows if supplier is not None}


async def owner_of(pool: Pool, product: str) -> str | None:
    """Return the supplier of a product, None where there is no such product."""
    return (await owners_of(pool, [product])).get(product)


async def overview(
    pool: Pool, supplier: str, product: str, at: datetime | None = None
) -> tuple[ChangeOverview, ...]:
    """Return every announced change of a product in the order of its line."""
    async with snapshot(pool) as connection:
        line = await connection.fetch(_LINE, supplier, product)
        standing = await connection.fetch(_STANDING, supplier, product)
        lacking = await connection.fetch(_LACKING, at, supplier, product)
    missing: dict[str, list[str]] = dict(map(tuple, lacking))
    boards: dict[str, dict[str, tuple[str, ...]]] = {}
    for change, word, named in standing:
        boards.setdefault(change, {})[word] = tuple(named)
    return tuple(
        ChangeOverview(
            **row,
            boards=boards.get(row["change"], {}),
            lacking=tuple(missing.get(row["change"], ())),
        )
        for row in line
    )


_LINE = """
    SELECT change, part_of, leaflet, announced_from, standing FROM product_line
    WHERE supplier = $1 AND product = $2 AND change IS NOT NULL ORDER BY position, part
"""
_STANDING = """
    SELECT announced, standing, array_agg(DISTINCT board ORDER BY board) FROM change_standing
    WHERE supplier = $1 AND product = $2 AND again IS NULL GROUP BY announced, standing
"""
_LACKING = f"""
    SELECT change, array_agg(DISTINCT board ORDER BY board) FROM lacking
    WHERE supplier = $2 AND product = $3 AND {STILL} GROUP BY change
"""  # noqa: S608 - our own words
