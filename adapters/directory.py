"""The directory: which boards, suppliers, schools and products there are, and their names."""

from collections.abc import Sequence

from adapters.letters.names import Names
from adapters.postgres import Connection, Pool, borrowed, insert, snapshot, transaction
from domain.actors import PartyId
from domain.messages import Message
from domain.values import Identifier, Label


class Party(Message):
    """A board, a supplier or the platform; `language` is that of its letters by default."""

    id: PartyId
    name: Label
    language: Label = "nl"


class School(Message):
    """A school with the board that governs it."""

    id: Identifier
    board: Identifier
    name: Label


class Product(Message):
    """A product with the supplier that offers it."""

    id: Identifier
    supplier: Identifier
    name: Label


Entry = Party | School | Product


async def enter(pool: Pool, entries: Sequence[Entry]) -> None:
    """Put entries into the directory; one with a known id takes the place of what was there."""
    async with transaction(pool) as connection:
        for entry in entries:
            row = entry.model_dump(mode="json")
            changed = ", ".join(f"{field} = excluded.{field}" for field in row if field != "id")
            table = type(entry).__name__.lower()
            await insert(connection, table, [row], f"ON CONFLICT (id) DO UPDATE SET {changed}")


async def parties(pool: Pool) -> tuple[Party, ...]:
    """Return every party, by id."""
    async with borrowed(pool) as connection:
        rows = await connection.fetch("SELECT * FROM party ORDER BY id")
    return tuple(Party.model_validate(dict(row)) for row in rows)


async def schools_of(pool: Pool, board: str) -> tuple[str, ...]:
    """Return the ids of a board's schools, sorted."""
    async with borrowed(pool) as connection:
        rows = await connection.fetch("SELECT id FROM school WHERE board = $1 ORDER BY id", board)
    return tuple(row["id"] for row in rows)


async def names_of(
    connection: Connection, supplier: str, board: str = "", schools: Sequence[str] = ()
) -> Names:
    """Return the names that a supplier and a board speak of: theirs, their products and schools.

    `schools` are named too where another board has them now.
    """
    asked = (
        ("party WHERE id = ANY($1)", ([f"board:{board}", f"supplier:{supplier}"],)),
        ("school WHERE board = $1 OR id = ANY($2)", (board, list(schools))),
        ("product_named WHERE supplier = $1", (supplier,)),
    )
    return await _named(connection, asked)


async def names(pool: Pool) -> Names:
    """Return all names, for who lists them."""
    async with snapshot(pool) as connection:
        return await _named(connection, [("party", ()), ("school", ()), ("product_named", ())])


async def _named(connection: Connection, asked: Sequence[tuple[str, tuple[object, ...]]]) -> Names:
    """Read parties, schools and products, in this order; each a table, and what is asked of it."""
    found = [
        await connection.fetch(f"SELECT id, name FROM {table}", *values)  # noqa: S608 - our own list
        for table, values in asked
    ]
    return Names(*({row["id"]: row["name"] for row in rows} for rows in found))
