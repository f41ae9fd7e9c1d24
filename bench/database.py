"""A Postgres of one measurement's own, with the schema in it and nothing else to do."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from adapters.local import postgres
from adapters.migrations import migrate
from adapters.postgres import Pool, connect, engine_url, open_pool


@dataclass(frozen=True, slots=True)
class Database:
    """Where it is, as its owner and as the engine."""

    owner_url: str = field(repr=False)
    pool: Pool

    async def settle(self) -> None:
        """Have the statistics made that a running system would have."""
        async with connect(self.owner_url) as connection:
            await connection.execute("VACUUM ANALYZE")


@asynccontextmanager
async def own_database(name: str, connections: int = 10) -> AsyncIterator[Database]:
    """Run it for the length of the block."""
    with tempfile.TemporaryDirectory(prefix="akkoord-bench-") as made:
        directory = Path(made)
        async with postgres.postgres(directory / "postgres", directory / "run") as server:
            url = await postgres.ensure_database(server, name)
            engine = engine_url(url)
            await migrate(url, engine)
            async with open_pool(engine, connections) as pool:
                yield Database(url, pool)
