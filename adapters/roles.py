"""The two roles of the database: one owns the tables, the other is what the engine may do."""

from contextlib import suppress
from urllib.parse import unquote, urlsplit

import asyncpg

from adapters.postgres import ENGINE_ROLE, Connection

OWNER_ROLE = "akkoord_owner"


class WrongEngineRoleError(Exception):
    """ENGINE_DATABASE_URL must name the role akkoord_engine."""


async def ensure_roles(connection: Connection, engine_url: str) -> None:
    """Make both roles where they are absent; the engine's gets the password of its address.

    Raises `WrongEngineRoleError`, or asyncpg's where roles are absent and may not be made.
    """
    parts = urlsplit(engine_url)
    if parts.username != ENGINE_ROLE:
        raise WrongEngineRoleError(parts.username or "no role")
    await _ensure(connection, OWNER_ROLE, "NOLOGIN")
    await _ensure(connection, ENGINE_ROLE, "LOGIN")
    # Somebody may have made the roles for us, so that we need no right to alter them.
    with suppress(asyncpg.InsufficientPrivilegeError):
        await connection.execute(f"GRANT {OWNER_ROLE} TO CURRENT_USER")
    if parts.password is not None:
        with suppress(asyncpg.InsufficientPrivilegeError):
            await _set_password(connection, unquote(parts.password))


async def _ensure(connection: Connection, role: str, kind: str) -> None:
    if await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role):
        return
    # It may be made for another database of this server in the same moment.
    with suppress(asyncpg.DuplicateObjectError, asyncpg.UniqueViolationError):
        await connection.execute(f"CREATE ROLE {role} {kind}")


async def _set_password(connection: Connection, password: str) -> None:
    statement = await connection.fetchval(
        "SELECT format('ALTER ROLE %I PASSWORD %L', $1::text, $2::text)", ENGINE_ROLE, password
    )
    await connection.execute(statement)
