"""The database's disk is full: it is a small tmpfs, in a namespace that may mount one."""

import asyncio
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from adapters.local import postgres
from adapters.local.processes import running, until_ready
from tests.faults.cells import Cell
from tests.faults.clients import clients
from tests.faults.servers import Database
from tests.faults.site import Site
from tests.faults.waiting import under_way

SOME, FULL = 6, 4.0  # commands answered before; seconds
SIZE = "32m"  # of which the database takes some ten
MOUNTED = f'mount -t tmpfs -o size={SIZE} none "$0" && exec "$@"'
ROOM = ("unshare", "--user", "--map-root-user", "--mount", "--", "sh", "-c", MOUNTED)
AS_NOBODY = ("unshare", "--user", "--map-user=1000", "--map-group=1000", "--")
BALLAST = """
    CREATE TABLE public.ballast (filling text) WITH (autovacuum_enabled = false);
    ALTER TABLE public.ballast ALTER filling SET STORAGE PLAIN;
"""
FILLED = "INSERT INTO public.ballast SELECT repeat('x', 1900) FROM generate_series(1, {})"


def may_mount() -> bool:
    """Whether a namespace of ours may have a file system of its own here."""
    if shutil.which("unshare") is None:
        return False
    tried = [*ROOM, "/mnt", *AS_NOBODY, "true"]
    return subprocess.run(tried, check=False, capture_output=True).returncode == 0  # noqa: S603 - our own list


async def people_meet_a_full_disk(site: Site) -> None:
    """Nothing can be written for a while, in the middle of people's lives."""
    people = await clients(site.office, 3)
    async with site.worker():
        lives = asyncio.gather(*(one.lives() for one in people))
        await under_way(site, SOME)
        async with _filled(site.database):
            site.ledger.struck()
            await asyncio.sleep(FULL)
            assert not lives.done()
        site.ledger.is_over()
        await lives
    assert "DiskFullError" in site.said()


@asynccontextmanager
async def _filled(database: Database) -> AsyncIterator[None]:
    """Leave no room for the length of the block."""
    await database.does(BALLAST)
    for rows in (1000, 10, 1):
        try:
            while True:
                await database.does(FILLED.format(rows))
        except asyncpg.DiskFullError:
            pass
    try:
        yield
    finally:
        await database.does("DROP TABLE public.ballast")


@asynccontextmanager
async def on_a_small_disk(database: Database) -> AsyncIterator[None]:
    """Have the database, and nothing else of the server, on a small disk of its own."""
    await database.stop(signal.SIGINT)
    async with _started_with_room(database) as disk:
        await _on_server(database, f"CREATE TABLESPACE small LOCATION '{disk}'", *_moved("small"))
        yield
        await _on_server(database, *_moved("pg_default"), "DROP TABLESPACE small")
    await database.start()


def _moved(tablespace: str) -> tuple[str, ...]:
    """The statements that move the database while nobody may come in."""
    return (
        "ALTER DATABASE faults ALLOW_CONNECTIONS false",
        "SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE datname = 'faults'",
        f"ALTER DATABASE faults SET TABLESPACE {tablespace}",
        "ALTER DATABASE faults ALLOW_CONNECTIONS true",
    )


@asynccontextmanager
async def _started_with_room(database: Database) -> AsyncIterator[Path]:
    """Run the server where a mount of its own shows it a small disk; at the same address."""
    directory, disk = database.directory / "postgres", database.directory / "small"
    disk.mkdir()
    port = str(urlsplit(database.url).port)
    usual = postgres._program(directory, {**database.settings, "port": port})
    program = replace(usual, prefix=(*ROOM, str(disk), *AS_NOBODY))
    async with running(program, database.directory / "run") as process:
        await until_ready(program, process, lambda: postgres._is_ready(directory / "data"))
        yield disk


async def _on_server(database: Database, *statements: str) -> None:
    connection = await asyncpg.connect(urlunsplit(urlsplit(database.url)._replace(path="postgres")))
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


async def by_a_tmpfs(site: Site) -> None:
    async with on_a_small_disk(site.database):
        await people_meet_a_full_disk(site)


CELLS = (Cell("disk full (a small tmpfs)", by_a_tmpfs),) if may_mount() else ()
"""Where no namespace may mount one, the cell of outages that injects SQLSTATE 53100 is alone."""
