"""Connections to Postgres: a pool with JSON in it, and one name for a database that is away."""

import asyncio
import json
from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit, urlunsplit

import asyncpg
from asyncpg.pool import PoolConnectionProxy
from pydantic_core import to_json
from typing_extensions import override

from domain.canonical import hash_of

if TYPE_CHECKING:  # asyncpg's classes take no parameters at run time
    Pool = asyncpg.Pool[asyncpg.Record]
    _Asyncpg = asyncpg.Connection[asyncpg.Record]
    Connection = _Asyncpg | PoolConnectionProxy[asyncpg.Record]
else:
    Pool = asyncpg.Pool
    _Asyncpg = asyncpg.Connection
    Connection = _Asyncpg | PoolConnectionProxy
Row = dict[str, Any]

SCHEMA = "akkoord"
ENGINE_ROLE = "akkoord_engine"
_CONNECT, _COMMAND = 5.0, 8.0  # seconds; an activity on the store has ten in all
_AT_ONCE = 250  # rows in a statement, where others are made meanwhile
_SETTINGS = {"search_path": SCHEMA, "application_name": "akkoord", "timezone": "UTC", "jit": "off"}

_AWAY = (
    OSError,
    TimeoutError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # a connection that was cut in the middle of a question
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.TransactionRollbackError,
    asyncpg.LockNotAvailableError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
)
"""What says nothing about the question: the same may be asked again, and later it is answered."""


class DatabaseUnavailableError(Exception):
    """The database is away or full: nothing was kept, and the same may be asked again."""


class DatabaseAddressError(Exception):
    """A database address reads postgresql://user:password@host:port/database."""


@asynccontextmanager
async def open_pool(url: str, size: int = 10) -> AsyncIterator[Pool]:
    """Keep connections for the length of the block.

    Raises `DatabaseUnavailableError` or `DatabaseAddressError`.
    """
    pool = asyncpg.create_pool(
        _address(url),
        min_size=1,
        max_size=size,
        timeout=_CONNECT,
        command_timeout=_COMMAND,
        server_settings=_SETTINGS,
        init=_prepare,
        connection_class=_Returned,
    )
    with named_errors():
        await pool
    try:
        yield pool
    finally:
        await _close(pool)


@asynccontextmanager
async def connect(url: str) -> AsyncIterator[Connection]:
    """Hold one connection for the length of the block; for work without a time limit."""
    with named_errors():
        connection = await asyncpg.connect(
            _address(url), timeout=_CONNECT, server_settings=_SETTINGS
        )
        try:
            await _prepare(connection)
            yield connection
        finally:
            await connection.close(timeout=_CONNECT)


@asynccontextmanager
async def borrowed(pool: Pool) -> AsyncIterator[Connection]:
    """Borrow a connection for the length of the block; raises `DatabaseUnavailableError`."""
    with named_errors():
        async with pool.acquire(timeout=_CONNECT) as connection:
            yield connection


@asynccontextmanager
async def transaction(pool: Pool) -> AsyncIterator[Connection]:
    """Do all of the block or none of it; raises `DatabaseUnavailableError`."""
    async with borrowed(pool) as connection, connection.transaction():
        yield connection


@asynccontextmanager
async def snapshot(pool: Pool) -> AsyncIterator[Connection]:
    """See the database as it is at one instant, for the length of the block."""
    async with (
        borrowed(pool) as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        yield connection


async def fetch_about(
    connection: Connection, query: str, asked: Collection[Sequence[Any]], *given: object
) -> list[asyncpg.Record]:
    """Ask about several at once: the first parameters are their columns; of none, nothing."""
    if not asked:
        return []
    columns = map(list, zip(*asked, strict=True))
    return await connection.fetch(query, *columns, *given)


async def insert(connection: Connection, table: str, rows: list[Row], also: str = "") -> None:
    """Insert rows, all with the fields of the first; `also` is what follows in the statement."""
    if not rows:
        return
    fields = ", ".join(rows[0])
    await connection.execute(
        f"INSERT INTO {table} ({fields}) "  # noqa: S608 - names from our own code
        f"SELECT {fields} FROM jsonb_populate_recordset(NULL::{table}, $1) {also}",
        rows,
    )


async def insert_as_made(connection: Connection, table: str, rows: Iterable[Row]) -> None:
    """Insert rows, all with the same fields: while some are written, the next are made."""
    being_made = iter(rows)
    some = list(islice(being_made, _AT_ONCE))
    while some:
        written = asyncio.ensure_future(insert(connection, table, some))
        try:
            await asyncio.sleep(0)  # lets it be asked for
            some = list(islice(being_made, _AT_ONCE))
        finally:
            await written


def engine_url(owner_url: str, given: str | None = None) -> str:
    """Return the engine's address: the one given, or the owner's with the engine's own role.

    The role's password then follows from the owner's, so that nobody has to keep it.
    """
    if given is not None:
        return given
    parts = urlsplit(owner_url)
    place = parts.netloc.rpartition("@")[2]
    password = hash_of(f"{ENGINE_ROLE}:{parts.password}".encode()) if parts.password else None
    user = f"{ENGINE_ROLE}:{quote(password)}" if password else ENGINE_ROLE
    return urlunsplit(parts._replace(netloc=f"{user}@{place}"))


@contextmanager
def named_errors() -> Iterator[None]:
    """Give one name to all that means "not now"; the text holds no secret."""
    try:
        yield
    except _AWAY as error:
        if isinstance(error, ValueError):  # a wrong question, which never gets an answer
            raise
        said = str(error).partition("\n")[0] or "no answer in time"
        raise DatabaseUnavailableError(f"{type(error).__name__}: {said}") from error


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
        is_one = parts.scheme in {"postgres", "postgresql"} and parts.port != 0
    except ValueError:
        is_one = False
    if not is_one:
        raise DatabaseAddressError
    return url


class _Returned(_Asyncpg):
    """Nothing is reset when it comes back: no session of ours sets, listens or locks anything.

    An open transaction is rolled back all the same.
    """

    @override
    def get_reset_query(self) -> str:
        return ""


async def _prepare(connection: Connection) -> None:
    await connection.set_type_codec(
        "jsonb", schema="pg_catalog", encoder=_dumped, decoder=json.loads, format="text"
    )


def _dumped(value: Any) -> str:  # noqa: ANN401 - JSON, instants, and what our dataclasses hold
    return to_json(value).decode()


async def _close(pool: Pool) -> None:
    try:
        await asyncio.wait_for(pool.close(), _CONNECT)
    except TimeoutError:
        pool.terminate()
