"""A database of one's own on a server that is there: made, and dropped when it is over."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from adapters.local.errors import LocalSystemError
from adapters.postgres import connect


class NoDatabaseOfOurOwnError(LocalSystemError):
    """The role of DATABASE_URL may not make a database, and one of its own is needed here."""


@asynccontextmanager
async def own_database(url: str, name: str) -> AsyncIterator[str]:
    """Make a database beside the one of the address, for the length of the block.

    Raises `NoDatabaseOfOurOwnError` or `DatabaseUnavailableError`.
    """
    async with connect(url) as connection:
        try:
            await connection.execute(f'CREATE DATABASE "{name}"')
        except asyncpg.InsufficientPrivilegeError as error:
            raise NoDatabaseOfOurOwnError(NoDatabaseOfOurOwnError.__doc__) from error
    try:
        yield beside(url, name)
    finally:
        async with connect(url) as connection:
            await connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def beside(url: str, name: str) -> str:
    """Return the address of another database on the same server, for the same role."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
