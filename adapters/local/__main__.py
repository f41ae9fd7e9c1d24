"""Make sure that the servers are there: found, fetched or built, with progress on the screen."""

import asyncio

from adapters.leaving import leave
from adapters.local.errors import LocalSystemError, NoTimeSkippingError
from adapters.local.temporal_cli import temporal_cli
from adapters.local.time_skipping import time_skipping_server
from environment import SettingsError
from settings import Settings, read_settings


def _say(line: str) -> None:
    print(f"[servers] {line}", flush=True)  # noqa: T201 - this is what the command is for


async def _prepare(settings: Settings) -> None:
    if settings.temporal_address is None:
        _say(f"Temporal: {await temporal_cli(settings, _say)}")
    try:
        _say(f"Temporal that skips time: {await time_skipping_server(settings, _say)}")
    except NoTimeSkippingError as error:
        if settings.is_ci:
            raise
        _say(f"{error}\nThe tests that skip time will be left out.")


def _main() -> int:
    try:
        asyncio.run(_prepare(read_settings()))
    except (LocalSystemError, SettingsError) as error:
        _say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    leave(_main())
