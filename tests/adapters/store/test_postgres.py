"""A database that is away is told by one name; a wrong question is not."""

import socket
from collections.abc import Iterator

import asyncpg
import pytest

from adapters.local.ports import free_port
from adapters.postgres import (
    Connection,
    DatabaseAddressError,
    DatabaseUnavailableError,
    Pool,
    Row,
    borrowed,
    connect,
    engine_url,
    insert,
    insert_as_made,
    named_errors,
    open_pool,
    snapshot,
    transaction,
)
from adapters.written_form import NotStorableError
from tests.conftest import Database


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A server that takes the call and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


async def test_a_server_that_is_not_there_is_away() -> None:
    with pytest.raises(DatabaseUnavailableError, match="ConnectionRefusedError"):
        async with open_pool(f"postgresql://u:secret@127.0.0.1:{free_port()}/x"):
            pass


async def test_a_server_that_says_nothing_is_away(
    silent_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.postgres._CONNECT", 0.2)
    with pytest.raises(DatabaseUnavailableError, match="no answer in time"):
        async with connect(f"postgresql://u:secret@127.0.0.1:{silent_port}/x"):
            pass


async def test_what_says_that_it_is_away_tells_no_password(database: Database) -> None:
    wrong = database.owner_url.replace("akkoord:", "akkoord:wrong-secret")
    with pytest.raises(DatabaseUnavailableError) as away:
        async with open_pool(wrong):
            pass
    assert "wrong-secret" not in str(away.value)


def test_a_connection_that_was_cut_in_the_middle_of_a_question_is_away() -> None:
    with pytest.raises(DatabaseUnavailableError, match="another operation"), named_errors():
        raise asyncpg.InternalClientError("cannot switch to state 12; another operation (2)")


@pytest.mark.parametrize("url", ["mysql://u@h/d", "nonsense", "postgresql://u@h:port/d", ""])
async def test_an_address_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(DatabaseAddressError):
        async with open_pool(url):
            pass


async def test_a_question_that_takes_too_long_is_away(pool: Pool) -> None:
    with pytest.raises(DatabaseUnavailableError):
        async with borrowed(pool) as connection:
            await connection.execute("SELECT pg_sleep(5)", timeout=0.1)


async def test_a_wrong_question_keeps_its_own_name(pool: Pool) -> None:
    with pytest.raises(asyncpg.UndefinedTableError):
        async with borrowed(pool) as connection:
            await connection.execute("SELECT * FROM nothing")
    with pytest.raises(asyncpg.DataError):
        async with borrowed(pool) as connection:
            await connection.execute("SELECT $1::integer", "x")


async def test_a_transaction_is_whole_or_nothing(pool: Pool) -> None:
    row = {"id": "school-1", "board": "gent", "name": "A school"}
    with pytest.raises(asyncpg.UniqueViolationError):
        async with transaction(pool) as connection:
            await insert(connection, "school", [row, row])
    with pytest.raises(asyncpg.UndefinedTableError):
        await _fails_half_way(pool, row)
    async with borrowed(pool) as connection:
        assert await connection.fetchval("SELECT count(*) FROM school") == 0


async def _fails_half_way(pool: Pool, row: Row) -> None:
    async with transaction(pool) as connection:
        await insert(connection, "school", [row])
        await connection.execute("SELECT * FROM nothing")


def made(number: int, told: list[str]) -> Iterator[Row]:
    """Make rows, and say what is going on whenever one is made."""
    for one in range(number):
        told.append("made")
        yield {"id": f"school-{one}", "board": "gent", "name": "A school"}


async def test_rows_are_written_while_the_next_are_made(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    async def heard(connection: Connection, table: str, rows: list[Row]) -> None:
        told.append("asked")
        await insert(connection, table, rows)
        told.append("written")

    monkeypatch.setattr("adapters.postgres._AT_ONCE", 2)
    monkeypatch.setattr("adapters.postgres.insert", heard)
    async with transaction(pool) as connection:
        await insert_as_made(connection, "school", made(3, told))
        assert await connection.fetchval("SELECT count(*) FROM school") == 3
    assert told == ["made", "made", "asked", "made", "written", "asked", "written"]


async def test_rows_that_cannot_be_made_leave_a_connection_that_can_be_asked(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one_that_fails() -> Iterator[Row]:
        yield from made(1, [])
        raise NotStorableError

    monkeypatch.setattr("adapters.postgres._AT_ONCE", 1)
    async with borrowed(pool) as connection:
        with pytest.raises(NotStorableError):
            async with connection.transaction():
                await insert_as_made(connection, "school", one_that_fails())
        assert await connection.fetchval("SELECT count(*) FROM school") == 0


async def test_a_snapshot_does_not_move(pool: Pool) -> None:
    row = {"id": "school-1", "board": "gent", "name": "A school"}
    async with snapshot(pool) as still:
        assert await still.fetchval("SELECT count(*) FROM school") == 0
        async with transaction(pool) as connection:
            await insert(connection, "school", [row])
            await insert(connection, "school", [])
        assert await still.fetchval("SELECT count(*) FROM school") == 0


def test_the_engine_has_an_address_of_its_own() -> None:
    owner = "postgresql://akkoord:secret@host:5432/akkoord?sslmode=require"
    derived = engine_url(owner)
    assert derived.startswith("postgresql://akkoord_engine:")
    assert derived.endswith("@host:5432/akkoord?sslmode=require")
    assert "secret" not in derived
    assert derived == engine_url(owner)
    assert engine_url("postgresql://akkoord@host/x") == "postgresql://akkoord_engine@host/x"
    assert engine_url(owner, "postgresql://given@host/x") == "postgresql://given@host/x"
