"""Where a demonstration keeps its state: a folder for each run, those of earlier runs cleared."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from adapters.local.errors import AlreadyRunningError
from adapters.local.files import held
from adapters.local.processes import end_leftovers
from adapters.local.progress import Say
from adapters.own_database import beside, own_database
from settings import Settings

CHECKPOINT_EVERY = 5  # seconds: a demonstration is over in a minute
NUMBERS = 1_000_000_000  # an agreement's number has at most nine digits


def fresh_settings(settings: Settings, now: datetime) -> Settings:
    """Return the settings of a run of its own, which touches nothing of a system that runs.

    Its letters and documents are never those of another server that the environment names; in
    Postgres it has a database of its own; on a Temporal server that is not ours its agreements
    and its post office have a number that was never used before.
    """
    earlier = numbered(settings.state_directory / "demo")
    number = max((int(path.name) for path in earlier), default=0) + 1
    run = int(now.timestamp()) % NUMBERS if settings.temporal_address else 1
    state = settings.state_directory / "demo" / str(number)
    return replace(
        settings,
        state_directory=state,
        seal_directory=state / "seal",
        seal_key=None,
        seal_public_keys=None,
        storage_url=None,
        checkpoint_url=None,
        checkpoint_key=None,
        checkpoint_public_keys=None,
        checkpoint_every=CHECKPOINT_EVERY,
        smtp_url=None,
        policy="demonstration",
        turns_queue=f"akkoord-demo-turns-{run}",
        letters_queue=f"akkoord-demo-letters-{run}",
        post_office=run,
    )


@asynccontextmanager
async def with_own_database(settings: Settings) -> AsyncIterator[Settings]:
    """Let the run have a database of its own also on a server that is not ours."""
    if settings.database_url is None:
        yield settings
        return
    name = f"akkoord_demo_{settings.state_directory.name}_{settings.post_office}"
    engine = settings.engine_database_url
    async with own_database(settings.database_url, name) as url:
        own = beside(engine, name) if engine else None
        yield replace(settings, database_url=url, engine_database_url=own)


def numbered(parent: Path) -> list[Path]:
    """Return the folders of the runs that there were."""
    return [path for path in parent.glob("*") if path.name.isdecimal()]


async def clear(earlier: list[Path], say: Say) -> None:
    """Clear what earlier runs left, but not where one still runs."""
    for path in earlier:
        await _clear(path, say)


async def _clear(path: Path, say: Say) -> None:
    def occupied() -> None:
        raise AlreadyRunningError

    try:
        async with held(path / "run" / "lock", occupied):
            await end_leftovers(path / "run", say)
            await asyncio.to_thread(shutil.rmtree, path, ignore_errors=True)
    except AlreadyRunningError:
        say(f"an earlier demonstration still runs on {path}: it is left alone")
