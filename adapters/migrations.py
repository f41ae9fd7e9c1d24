"""Migrations: numbered plain SQL, applied in order, each once, each in a transaction."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import asyncpg

from adapters.postgres import SCHEMA, Connection, Pool, borrowed, connect
from adapters.read_models import rebuild_within
from adapters.roles import OWNER_ROLE, ensure_roles
from domain.canonical import hash_of

_LOCK = 4_702_111_901  # ours among the advisory locks of the database
_FILES = Path(__file__).parent / "sql"


class MigrationError(Exception):
    """The database cannot be brought to where this code needs it."""


class ChangedMigrationError(MigrationError):
    """A migration was edited after it was applied; write a new one instead."""


class NewerDatabaseError(MigrationError):
    """The database was migrated by a later version; run that one."""


class MissingRightError(MigrationError):
    """The role of DATABASE_URL may not make roles or a schema: allow it, or make them for it."""


class NotMigratedError(MigrationError):
    """The database is behind this code; run `akkoord migrate`."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file; its name begins with its number."""

    name: str
    sql: str

    @property
    def checksum(self) -> str:
        return hash_of(self.sql.encode())


@cache
def written() -> tuple[Migration, ...]:
    """Return the migrations of this code, in order."""
    files = sorted(_FILES.glob("[0-9]*.sql"))
    return tuple(Migration(file.name, file.read_text(encoding="utf-8")) for file in files)


async def migrate(
    owner_url: str, engine_url: str, migrations: tuple[Migration, ...] | None = None
) -> tuple[str, ...]:
    """Make the roles, apply what is not applied yet, and return the names of that.

    Read models are made anew where a migration owes it. Safe to repeat, and to run twice at once.
    Raises a `MigrationError` or `DatabaseUnavailableError`; what was applied before an error
    stays, and the rest is left out.
    """
    wanted = written() if migrations is None else migrations
    async with connect(owner_url) as connection:
        await connection.execute("SELECT pg_advisory_lock($1)", _LOCK)
        try:
            await ensure_roles(connection, engine_url)
            await _ensure_schema(connection)
        except asyncpg.InsufficientPrivilegeError as error:
            raise MissingRightError(str(error).partition("\n")[0]) from None
        pending = _pending(wanted, await _applied(connection))
        for migration in pending:
            await _apply(connection, migration)
        await _rebuild_owed(connection)
    async with connect(engine_url):  # the role can log in
        return tuple(migration.name for migration in pending)


async def check_migrated(pool: Pool) -> None:
    """Raise `NotMigratedError`, or another `MigrationError`, unless all is applied."""
    async with borrowed(pool) as connection:
        try:
            pending = _pending(written(), await _applied(connection))
            owed = await connection.fetchval("SELECT by FROM rebuild_owed LIMIT 1")
        except (asyncpg.UndefinedTableError, asyncpg.InsufficientPrivilegeError):
            raise NotMigratedError from None
    if pending or owed:
        raise NotMigratedError(pending[0].name if pending else owed)


async def _ensure_schema(connection: Connection) -> None:
    async with connection.transaction():
        await connection.execute(
            f"""
            CREATE SCHEMA IF NOT EXISTS {SCHEMA} AUTHORIZATION {OWNER_ROLE};
            SET LOCAL ROLE {OWNER_ROLE};
            GRANT USAGE ON SCHEMA {SCHEMA} TO akkoord_engine;
            CREATE TABLE IF NOT EXISTS migration (
                name text PRIMARY KEY,
                checksum text NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT now()
            );
            GRANT SELECT ON migration TO akkoord_engine;
            CREATE TABLE IF NOT EXISTS rebuild_owed (by text PRIMARY KEY);
            GRANT SELECT ON rebuild_owed TO akkoord_engine;
            """
        )


async def _applied(connection: Connection) -> dict[str, str]:
    rows = await connection.fetch("SELECT name, checksum FROM migration ORDER BY name")
    return {row["name"]: row["checksum"] for row in rows}


def _pending(wanted: tuple[Migration, ...], applied: dict[str, str]) -> tuple[Migration, ...]:
    known = {migration.name: migration.checksum for migration in wanted}
    for name, checksum in applied.items():
        if name not in known:
            raise NewerDatabaseError(name)
        if known[name] != checksum:
            raise ChangedMigrationError(name)
    return tuple(migration for migration in wanted if migration.name not in applied)


async def _apply(connection: Connection, migration: Migration) -> None:
    async with connection.transaction():
        await connection.execute(f"SET LOCAL ROLE {OWNER_ROLE}")
        await connection.execute(migration.sql)
        await connection.execute(
            "INSERT INTO migration (name, checksum) VALUES ($1, $2)",
            migration.name,
            migration.checksum,
        )


async def _rebuild_owed(connection: Connection) -> None:
    """Make read models anew where a migration says so: behind the last one, for that fits us.

    What is owed stays on record until it is done, whatever happens on the way.
    """
    async with connection.transaction():
        await connection.execute(f"SET LOCAL ROLE {OWNER_ROLE}")
        if await connection.fetch("DELETE FROM rebuild_owed RETURNING by"):
            await rebuild_within(connection)
