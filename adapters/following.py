"""Following commands and streams: where one went, and what was added since one last looked."""

from collections.abc import Mapping

from adapters.event_rows import record_of
from adapters.postgres import Pool, borrowed
from domain.records import EventRecord


async def records_behind(pool: Pool, known: Mapping[str, int]) -> tuple[EventRecord, ...]:
    """Return the records behind the version known of each stream, in the order of the log.

    By stream and version, not by position: a number that commits later is not stepped over.
    Raises `DatabaseUnavailableError`.
    """
    async with borrowed(pool) as connection:
        rows = await connection.fetch(
            """
            SELECT event.* FROM unnest($1::text[], $2::integer[]) AS known (stream_id, version)
            JOIN event ON event.stream_id = known.stream_id AND event.version > known.version
            ORDER BY event.position
            """,
            list(known),
            list(known.values()),
        )
    return tuple(record_of(row) for row in rows)


async def stream_of(pool: Pool, command_id: str) -> str | None:
    """Return the stream in which a command has its answer. Raises `DatabaseUnavailableError`."""
    async with borrowed(pool) as connection:
        found: str | None = await connection.fetchval(
            "SELECT stream_id FROM event WHERE command_id = $1 LIMIT 1", command_id
        )
    return found


async def records_of_type(pool: Pool, event_type: str) -> tuple[EventRecord, ...]:
    """Return every record of one type of event. Raises `DatabaseUnavailableError`."""
    async with borrowed(pool) as connection:
        rows = await connection.fetch(
            "SELECT * FROM event WHERE type = $1 ORDER BY position", event_type
        )
    return tuple(record_of(row) for row in rows)
