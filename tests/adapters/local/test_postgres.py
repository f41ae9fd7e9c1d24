"""The embedded Postgres on folders that are not as it left them."""

from pathlib import Path

import asyncpg
import pytest

from adapters.local.errors import NoPostgresError, ServerFailedError
from adapters.local.postgres import SETTINGS, Server, ensure_database, postgres


async def answers(server: Server) -> bool:
    connection = await asyncpg.connect(server.url("postgres"))
    try:
        return bool(await connection.fetchval("SELECT true"))
    finally:
        await connection.close()


async def test_it_starts_over_a_pid_file_that_is_garbage_or_another_process(tmp_path: Path) -> None:
    for left_behind in ("", "no pid\n", "1\n/elsewhere\n", "99999999999999\n"):
        async with postgres(tmp_path / "pg", tmp_path / "run") as server:
            assert await answers(server)
        (tmp_path / "pg" / "data" / "postmaster.pid").write_text(left_behind)
    async with postgres(tmp_path / "pg", tmp_path / "run") as server:
        assert await answers(server)


async def test_a_folder_that_was_left_half_made_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "pg" / "data.making").mkdir(parents=True)
    (tmp_path / "pg" / "data.making" / "PG_VERSION").write_text("18")
    async with postgres(tmp_path / "pg", tmp_path / "run") as server:
        assert await answers(server)


async def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "pg" / "data").mkdir(parents=True)
    with pytest.raises(NoPostgresError, match="is not a Postgres folder of ours"):
        async with postgres(tmp_path / "pg", tmp_path / "run"):
            pytest.fail("started on a strange folder")


async def test_why_it_did_not_come_up_is_said(tmp_path: Path) -> None:
    wrong = {**SETTINGS, "shared_buffers": "plenty"}
    with pytest.raises(ServerFailedError, match='invalid value for parameter "shared_buffers"'):
        async with postgres(tmp_path / "pg", tmp_path / "run", wrong):
            pytest.fail("started with a wrong setting")


async def test_a_database_is_made_once(postgres_server: Server) -> None:
    first = await ensure_database(postgres_server, "made_once")
    assert await ensure_database(postgres_server, "made_once") == first


def test_the_password_is_not_shown() -> None:
    assert "s3cret" not in repr(Server(5432, "s3cret"))
