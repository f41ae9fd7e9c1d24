"""Read models made anew in a second set, while appending goes on, and put in place at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic

from adapters.postgres import SCHEMA, Connection, connect
from adapters.read_models import (
    REBUILDING,
    TABLES,
    heads_by_birth,
    parted,
    read_on,
)

NEARLY = 50  # events still to come, when writers are made to wait
STILL_LESS = 0.9  # of what was left a round before; where it is more, they write as fast as we read

Far = Callable[[int, int], None]
"""Told how many events are read, of how many; it raises to stop the work."""
Heads = Mapping[str, int]
"""Streams in the order of their birth, and the version of the last event of each."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """What was read, and how many rows were otherwise before, by table."""

    events: int
    changed: dict[str, int]
    held_up: float  # seconds for which writers waited


@dataclass(slots=True)
class SecondSet:
    """Temporary tables, seen by their connection alone: whatever ends it, nothing stays behind."""

    connection: Connection
    far: Far
    known: dict[str, int] = field(default_factory=dict)

    @property
    def events(self) -> int:
        """How many events are read."""
        return sum(self.known.values())

    async def make(self) -> None:
        """Make the tables; from here on their names mean these, and not those in place."""
        for table in TABLES:
            await self.connection.execute(
                f"CREATE TEMPORARY TABLE {table} (LIKE {SCHEMA}.{table} INCLUDING ALL)"
            )

    async def come_near(self) -> None:
        """Read the log until little is left of it, or no less than before: it grows meanwhile."""
        before, behind = None, await self._behind()
        while self._left(behind) > NEARLY and (
            before is None or self._left(behind) < STILL_LESS * before
        ):
            before = self._left(behind)
            await self._read(behind)
            behind = await self._behind()
        for table in TABLES:
            await self.connection.execute(f"ANALYZE {table}")

    async def read_the_rest(self) -> None:
        """Read all that is left, within the transaction of the caller."""
        for together in parted(await self._behind(), self.known):
            await self._read_together(together)

    async def put_in_place(self) -> dict[str, int]:
        """Bring the tables in place to what these are; return how many rows were otherwise."""
        return {table: await self._put_in_place(table) for table in TABLES}

    async def _behind(self) -> Heads:
        heads = await heads_by_birth(self.connection)
        return {one: version for one, version in heads.items() if version != self.known.get(one)}

    def _left(self, behind: Heads) -> int:
        return sum(version - self.known.get(one, 0) for one, version in behind.items())

    async def _read(self, behind: Heads) -> None:
        whole = self.events + self._left(behind)
        for together in parted(behind, self.known):
            async with self.connection.transaction():  # not for long: it holds up the gate's feed
                await self._read_together(together)
            self.far(self.events, whole)

    async def _read_together(self, behind: Heads) -> None:
        await read_on(self.connection, behind, self.known)
        self.known.update(behind)

    async def _put_in_place(self, table: str) -> int:
        """Touch only rows that differ: the others, and who reads them, notice nothing."""
        same = " AND ".join(f"made.{one} = here.{one}" for one in await self._key(table))
        gone = await self.connection.execute(
            f"DELETE FROM {SCHEMA}.{table} AS here WHERE NOT EXISTS ("  # noqa: S608 - our own list
            f"SELECT FROM {table} AS made WHERE {same}"
            " AND ROW(made.*) IS NOT DISTINCT FROM ROW(here.*))"
        )
        come = await self.connection.execute(
            f"INSERT INTO {SCHEMA}.{table} SELECT made.* FROM {table} AS made WHERE NOT EXISTS ("  # noqa: S608 - our own list
            f"SELECT FROM {SCHEMA}.{table} AS here WHERE {same})"
        )
        return max(_count(gone), _count(come))

    async def _key(self, table: str) -> list[str]:
        rows = await self.connection.fetch(
            "SELECT attname FROM pg_index JOIN pg_attribute"
            " ON attrelid = indrelid AND attnum = ANY(indkey)"
            " WHERE indisprimary AND indrelid = $1::text::regclass",
            f"{SCHEMA}.{table}",
        )
        return [row["attname"] for row in rows]


async def renew(url: str, far: Far, *, dry: bool = False) -> Renewed:
    """Make the read models anew beside those in place, and switch in one transaction.

    Appending goes on, and waits for the switch alone. Stopped or killed it leaves all as it was.
    `dry` finds out what would be changed. Raises `DatabaseUnavailableError`.
    """
    async with connect(url) as connection:
        made = SecondSet(connection, far)
        await made.make()
        await made.come_near()
        switch = connection.transaction()
        await switch.start()
        await connection.execute("SELECT pg_advisory_xact_lock($1)", REBUILDING)
        begun = monotonic()
        await made.read_the_rest()
        changed = await made.put_in_place()
        await (switch.rollback() if dry else switch.commit())
        return Renewed(made.events, changed, monotonic() - begun)


def _count(status: str) -> int:
    """Return how many rows a statement touched, as it tells: `INSERT 0 3`, `DELETE 3`."""
    return int(status.rpartition(" ")[2])
