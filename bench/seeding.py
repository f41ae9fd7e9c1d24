"""Putting a market into a database whole, and its workflows into the engine."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import Any

from temporalio.client import Client

from adapters.postgres import Connection, Pool, Row
from adapters.texts import put_leaflet
from bench.copying import copy, copying
from bench.directory import rows_of_board, rows_of_supplier
from bench.lives import Stream, agreement_streams, product_stream
from bench.market import Market
from bench.pacing import each
from bench.tables import Written, rows_of
from domain.agreement.state import Agreement
from domain.product.state import Product
from gateway.rebuilding import unread
from workflows.agreement.workflow import AgreementWorkflow
from workflows.product.workflow import ProductWorkflow

AT_ONCE = 500  # streams in one transaction

Tables = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Seeded:
    """A market as it stands in the database."""

    product: Product
    agreements: tuple[Agreement, ...]


async def seed(pool: Pool, owner_url: str, market: Market, now: datetime) -> Seeded:
    """Store a market with everybody and everything in it; returns the folds of its streams.

    The log and the read models are as if each command had been appended. Letters about what
    happened are not owed, and no document is kept.
    """
    product = await prepare(pool, owner_url, market, now)
    streams = agreement_streams(market, now)
    agreements: list[Agreement] = []
    while some := list(islice(streams, AT_ONCE)):
        await _store(owner_url, some)
        agreements += [stream.state for stream in some]
    return Seeded(product, tuple(agreements))


async def prepare(pool: Pool, owner_url: str, market: Market, now: datetime) -> Product:
    """Store who is in a market, its leaflet and its product: everything but agreements."""
    await put_leaflet(pool, market.before)
    await _enter(owner_url, market, now)
    product = product_stream(market, now)
    await _store(owner_url, [product])
    return product.state


async def start(client: Client, queue: str, seeded: Seeded) -> None:
    """Start the workflows of a market, each as if Temporal had lost it."""

    async def started(state: Agreement) -> None:
        await client.start_workflow(
            AgreementWorkflow.run, unread(state), id=state.id, task_queue=queue
        )

    product = seeded.product
    await client.start_workflow(
        ProductWorkflow.run, unread(product), id=product.id, task_queue=queue
    )
    await each(seeded.agreements, started)


async def _enter(owner_url: str, market: Market, now: datetime) -> None:
    """Enter who is new: the markets before may have had the same boards."""
    async with copying(owner_url) as connection:
        known = await connection.fetchval(
            "SELECT count(*) FROM party WHERE id LIKE 'board:bench-%'"
        )
        new = (board for board in market.boards() if board.number > known)
        boards = (rows_of_board(board, now) for board in new)
        await copy(connection, _by_table(chain(rows_of_supplier(market, now), *boards)))


async def _store(owner_url: str, streams: Iterable[Stream[Any]]) -> None:
    async with copying(owner_url) as connection:
        written = await _place(connection)
        rows: list[tuple[str, Row]] = []
        for stream in streams:
            rows += rows_of(stream, written)
            written = written.after(stream)
        await copy(connection, _by_table(rows))
        await connection.execute(
            "SELECT setval(pg_get_serial_sequence('event', 'position'), $1)", written.behind
        )


async def _place(connection: Connection) -> Written:
    """Let nobody else append, and say where this transaction may."""
    await connection.execute("LOCK TABLE event IN SHARE ROW EXCLUSIVE MODE")
    row = await connection.fetchrow(
        "SELECT log_transaction(), clock_timestamp(), (SELECT max(position) FROM event)"
    )
    assert row is not None  # noqa: S101 - there is always one row
    transaction, now, last = row
    return Written(transaction, now, last or 0)


def _by_table(rows: Iterable[tuple[str, Row]]) -> Tables:
    tables: Tables = {}
    for table, row in rows:
        tables.setdefault(table, []).append(row)
    return tables
