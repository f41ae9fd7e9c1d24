"""Rows into tables by COPY, with what COPY needs to know of our types."""

import json
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from pydantic_core import to_json

from adapters.postgres import Connection, Row, connect

_VERSION = b"\x01"  # of the binary form of jsonb


@asynccontextmanager
async def copying(url: str) -> AsyncIterator[Connection]:
    """Hold a connection of the owner's on which COPY can write JSON, in one transaction."""
    async with copier(url) as connection, connection.transaction():
        yield connection


@asynccontextmanager
async def copier(url: str) -> AsyncIterator[Connection]:
    """Hold a connection of the owner's on which COPY can write JSON."""
    async with connect(url) as connection:
        await connection.set_type_codec(
            "jsonb", schema="pg_catalog", encoder=_written, decoder=_read, format="binary"
        )
        yield connection


async def copy(connection: Connection, tables: Mapping[str, Sequence[Row]]) -> None:
    """Write rows, table by table in the order given; those of one table have the same fields."""
    for table, rows in tables.items():
        if rows:
            fields = list(rows[0])
            await connection.copy_records_to_table(
                table, records=_records(rows, fields), columns=fields
            )


def _records(rows: Iterable[Row], fields: Sequence[str]) -> Iterable[tuple[Any, ...]]:
    return (tuple(row[field] for field in fields) for row in rows)


def _written(value: Any) -> bytes:  # noqa: ANN401 - any JSON value
    return _VERSION + to_json(value)


def _read(value: bytes) -> Any:  # noqa: ANN401 - any JSON value
    return json.loads(value[len(_VERSION) :])
