"""What a superuser does to the log past the engine: no trigger and no rule stops it."""

from adapters.postgres import Connection, Row, connect
from adapters.written_form import written_hash
from tests.conftest import Database
from tests.scenario import STREAM

LAST = 6  # the version of the last record of the story


async def as_superuser(database: Database, *statements: str) -> None:
    """Do what no trigger and no rule of the database stops."""
    async with connect(database.owner_url) as connection:
        await _unbound(connection)
        for statement in statements:
            await connection.execute(statement)


async def edited(database: Database, version: int) -> None:
    """Change one record."""
    await as_superuser(database, f"UPDATE event SET via = 'other' WHERE {_is(version)}")  # noqa: S608 - the test's own


async def deleted(database: Database, version: int) -> None:
    """Take one record out."""
    await as_superuser(database, f"DELETE FROM event WHERE {_is(version)}")  # noqa: S608 - the test's own


async def inserted(database: Database, version: int) -> None:
    """Put a record of one's own before this one, with a hash that is right, in a chain."""
    last = f"SELECT max(version) FROM event WHERE stream_id = '{STREAM}'"  # noqa: S608 - the test's own
    async with connect(database.owner_url) as connection:
        await _unbound(connection)
        for moved in range(await connection.fetchval(last), version - 1, -1):
            await connection.execute(f"UPDATE event SET version = version + 1 WHERE {_is(moved)}")  # noqa: S608 - the test's own
        await _copied(connection, version)


async def appended(database: Database, version: int) -> None:
    """Put a record of one's own behind this one, the last, as the engine would have chained it."""
    async with connect(database.owner_url) as connection:
        await _unbound(connection)
        last = await _row(connection, version)
        behind = await connection.fetchval("SELECT max(position) + 1 FROM event")
        place = {"version": version + 1, "previous_hash": last["hash"], "position": behind}
        await _put(connection, last | place)


async def _copied(connection: Connection, version: int) -> None:
    """Make a record from the one that stood there, and put it before it, positions included."""
    there = await _row(connection, version + 1)
    await connection.execute(
        "UPDATE event SET position = -position WHERE position >= $1", there["position"]
    )
    await connection.execute("UPDATE event SET position = 1 - position WHERE position < 0")
    await _put(connection, there | {"version": version})


async def _row(connection: Connection, version: int) -> Row:
    found = await connection.fetchrow(f"SELECT * FROM event WHERE {_is(version)}")  # noqa: S608 - the test's own
    assert found
    return dict(found)


async def _put(connection: Connection, row: Row) -> None:
    new = row | {"event_id": "mine", "command_id": "mine"}
    new["hash"] = written_hash(new)
    fields = [name for name in new if name != "previous_version"]
    marks = ", ".join(f"${number}" for number, _ in enumerate(fields, 1))
    await connection.execute(
        f"INSERT INTO event ({', '.join(fields)}) VALUES ({marks})",  # noqa: S608 - of the catalogue
        *(new[name] for name in fields),
    )


async def swapped(database: Database, version: int) -> None:
    """Exchange a record with the next one, or the last with the one before it."""
    other = version + 1 if version < LAST else version - 1
    await as_superuser(
        database,
        f"UPDATE event SET version = 99 WHERE {_is(version)}",  # noqa: S608 - the test's own
        f"UPDATE event SET version = {version} WHERE {_is(other)}",  # noqa: S608 - the test's own
        f"UPDATE event SET version = {other} WHERE {_is(99)}",  # noqa: S608 - the test's own
    )


async def moved(database: Database, version: int) -> None:
    """Exchange a record's position with the next one's: the order of the log, nothing else."""
    other = version + 1 if version < LAST else version - 1
    place = f"SELECT position FROM event WHERE {_is(version)}"  # noqa: S608 - the test's own
    async with connect(database.owner_url) as connection:
        await _unbound(connection)
        here = await connection.fetchval(place)
        there = await connection.fetchval(place.replace(f"= {version}", f"= {other}"))
        for version_of, position in ((version, -1), (other, here), (version, there)):
            await connection.execute(
                f"UPDATE event SET position = {position} WHERE {_is(version_of)}"  # noqa: S608 - the test's own
            )


async def cut(database: Database, version: int) -> None:
    """Take away the record and all behind it, and put the read models where the log ends then."""
    await as_superuser(
        database,
        f"DELETE FROM event WHERE stream_id = '{STREAM}' AND version >= {version}",  # noqa: S608 - the test's own
        f"UPDATE agreement SET version = {version - 1} WHERE stream_id = '{STREAM}'"  # noqa: S608 - the test's own
        if version > 1
        else f"DELETE FROM agreement WHERE stream_id = '{STREAM}'",  # noqa: S608 - the test's own
    )


async def recomputed(database: Database, version: int) -> None:
    """Change a record, and make its hash and every one behind it anew."""
    of_stream = f"SELECT * FROM event WHERE stream_id = '{STREAM}' ORDER BY version"  # noqa: S608 - the test's own
    async with connect(database.owner_url) as connection:
        await _unbound(connection)
        previous = None
        for found in await connection.fetch(of_stream):
            row = dict(found) | {"previous_hash": previous}
            if row["version"] == version:
                row["via"] = "other"
            previous = written_hash(row)
            await connection.execute(
                "UPDATE event SET via = $1, previous_hash = $2, hash = $3"  # noqa: S608 - the test's own
                f" WHERE {_is(row['version'])}",
                row["via"],
                row["previous_hash"],
                previous,
            )


async def _unbound(connection: Connection) -> None:
    await connection.execute("SET session_replication_role = replica")
    await connection.execute(
        "ALTER TABLE event DISABLE TRIGGER event_only_grows,"
        " DROP CONSTRAINT IF EXISTS event_first,"
        " ALTER COLUMN position DROP IDENTITY IF EXISTS"
    )


def _is(version: int) -> str:
    return f"stream_id = '{STREAM}' AND version = {version}"
