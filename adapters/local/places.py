"""Where a worker finds the servers: as settings name them, or as a local system recorded them."""

from dataclasses import dataclass

from adapters.local.system import Addresses, addresses_of_running
from adapters.postgres import engine_url
from settings import Settings


@dataclass(frozen=True, slots=True)
class Places:
    """Where the worker finds what it works with."""

    temporal: str
    database_url: str
    smtp_url: str
    storage_url: str | None


def places(settings: Settings) -> Places:
    """Return what the settings name, and for the rest what a local system has recorded.

    Raises `NothingRunsError`.
    """
    database = settings.engine_database_url or settings.database_url
    if settings.temporal_address and database and settings.smtp_url:
        return Places(
            settings.temporal_address,
            settings.engine_database_url or engine_url(database),
            settings.smtp_url,
            settings.storage_url,
        )
    return _recorded(settings, addresses_of_running(settings))


def _recorded(settings: Settings, found: Addresses) -> Places:
    database = engine_url(found.database_url, settings.engine_database_url)
    return Places(found.temporal, database, found.smtp_url, found.storage_url)
