"""What is to be written of commands in several tables, sent as one statement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from adapters.postgres import Connection, Row

Key = TypeVar("Key")
Value = TypeVar("Value")
Differing = tuple[dict[Key, Value], dict[Key, Value]]


@dataclass(frozen=True, slots=True)
class Writing:
    """Rows to put and to remove; of one table no row is both, for the order of parts is open."""

    _parts: list[str] = field(default_factory=list)
    _rows: list[list[Row]] = field(default_factory=list)

    def become(
        self, table: str, key: Sequence[str], before: Iterable[Row], after: Iterable[Row]
    ) -> None:
        """Have the rows of before be those of after; what is the same is not touched."""
        gone, come = differing(_by_key(key, before), _by_key(key, after))
        self.remove(table, key, [row for place, row in gone.items() if place not in come])
        self.put(table, key, list(come.values()))

    def put(self, table: str, key: Sequence[str], rows: list[Row]) -> None:
        """Write rows, all with the fields of the first, in the place of those with their keys."""
        if not rows:
            return
        fields, others = ", ".join(rows[0]), [one for one in rows[0] if one not in key]
        changed = ", ".join(f"{one} = excluded.{one}" for one in others)
        then = f"UPDATE SET {changed}" if others else "NOTHING"
        self._add(
            f"INSERT INTO {table} ({fields}) SELECT {fields} FROM {self._recordset(table)}"  # noqa: S608 - names from our own code
            f" ON CONFLICT ({', '.join(key)}) DO {then}",
            rows,
        )

    def remove(self, table: str, key: Sequence[str], rows: list[Row]) -> None:
        """Remove the rows that have the keys of these."""
        if rows:
            same = " AND ".join(f"{table}.{one} = gone.{one}" for one in key)
            self._add(
                f"DELETE FROM {table} USING {self._recordset(table)} AS gone WHERE {same}",  # noqa: S608 - names from our own code
                [{one: row[one] for one in key} for row in rows],
            )

    async def send(self, connection: Connection) -> None:
        """Write all of it."""
        if self._parts:
            parts = ", ".join(f"part_{number} AS ({one})" for number, one in enumerate(self._parts))
            await connection.execute(f"WITH {parts} SELECT", *self._rows)

    def _add(self, part: str, rows: list[Row]) -> None:
        self._parts.append(part)
        self._rows.append(rows)

    def _recordset(self, table: str) -> str:
        return f"jsonb_populate_recordset(NULL::{table}, ${len(self._rows) + 1})"


def differing(before: Mapping[Key, Value], after: Mapping[Key, Value]) -> Differing[Key, Value]:
    """Return what is not any more as it was before, and what was not as it is after."""
    gone = {key: one for key, one in before.items() if after.get(key) != one}
    come = {key: one for key, one in after.items() if before.get(key) != one}
    return gone, come


def _by_key(key: Sequence[str], rows: Iterable[Row]) -> Mapping[tuple[Any, ...], Row]:
    return {tuple(row[field] for field in key): row for row in rows}
