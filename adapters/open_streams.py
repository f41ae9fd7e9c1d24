"""The streams that have not ended, as the log has them: what must have a workflow."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.kept_states import kept_state
from adapters.postgres import Pool, borrowed, snapshot
from adapters.read_models import KINDS, kind_of
from domain.agreement.state import ENDED

# The many that ended long ago are left out by the database; of the others each state tells.
_GONE: Mapping[str, tuple[str, ...]] = {"agreement": tuple(sorted(one.value for one in ENDED))}


@dataclass(frozen=True, slots=True)
class StreamStanding:
    """A stream of the log, and the version of its last event."""

    id: str
    version: int


async def open_streams(pool: Pool) -> tuple[StreamStanding, ...]:
    """Return the streams that may go on, suppliers' doors and products before agreements."""
    async with snapshot(pool) as connection:
        found: list[StreamStanding] = []
        for name, kind in reversed(list(KINDS.items())):
            rows = await connection.fetch(
                f"SELECT stream_id, version FROM {kind.table}"  # noqa: S608 - our own list
                " WHERE phase <> ALL($1) ORDER BY stream_id",
                list(_GONE.get(name, ())),
            )
            found += [StreamStanding(*row) for row in rows]
    return tuple(found)


async def stream_now(pool: Pool, stream_id: str) -> Any:  # noqa: ANN401 - the state of any kind
    """Return a stream as it is; one that never was is unborn."""
    async with snapshot(pool) as connection:
        return await kept_state(connection, kind_of(stream_id), stream_id)


async def version_now(pool: Pool, stream_id: str) -> int:
    """Return the version of the last event that the log has of a stream; 0 where it has none."""
    async with borrowed(pool) as connection:
        found: int | None = await connection.fetchval(
            "SELECT max(version) FROM event WHERE stream_id = $1", stream_id
        )
    return found or 0
