"""What counts as a server that is away, which one it is, and that the same may be asked again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

from adapters.codec import (
    CodecKeyMissingError,
    CodecKeysUnreadableError,
    CodecPayloadUnreadableError,
)
from adapters.local.errors import LocalSystemError
from adapters.migrations import MigrationError
from adapters.postgres import DatabaseAddressError, DatabaseUnavailableError
from adapters.roles import WrongEngineRoleError
from adapters.seal import KeyUnreadableError
from adapters.storage import StorageAddressError, StorageUnavailableError
from cli.outcome import Exit, errors, misuse, print_json
from environment import SettingsError
from gateway.refusals import EngineAwayError, EngineFaultError
from workflows.ids import NotAStreamIdError

AWAY = (
    DatabaseUnavailableError,
    EngineAwayError,
    EngineFaultError,
    StorageUnavailableError,
    MigrationError,
    LocalSystemError,
)
MISUSED = (
    NotAStreamIdError,
    SettingsError,
    DatabaseAddressError,
    KeyUnreadableError,
    CodecKeysUnreadableError,
    CodecKeyMissingError,
    CodecPayloadUnreadableError,
    WrongEngineRoleError,
    StorageAddressError,
)
SERVERS = {
    "DatabaseUnavailableError": "Postgres",
    "EngineAwayError": "Temporal, or its worker",
    "WorkflowLostError": "Its workflow",
    "StorageUnavailableError": "the storage of documents or checkpoints",
}


@contextmanager
def reached(*, as_json: bool = False) -> Iterator[None]:
    """End with exit code 3 when a server is away, with 2 when it was told wrongly where it is."""
    try:
        yield
    except AWAY as error:
        _away(error, as_json=as_json)
    except MISUSED as error:
        misuse(f"{(type(error).__doc__ or '').strip()} ({error})")


@contextmanager
def repeatable(name: str, option: str = "--command-id") -> Iterator[None]:
    """Say, when nobody answers, under which name the same can be asked again."""
    try:
        yield
    except (EngineAwayError, EngineFaultError) as error:
        error.add_note(f"Ask the same again with {option} {name}: it is done once.")
        raise


def _away(error: Exception, *, as_json: bool) -> NoReturn:
    name = type(error).__name__
    server = SERVERS.get(name, "")
    detail = f"({error})" if str(error) else ""
    words = f"{(type(error).__doc__ or '').strip()} {detail}".strip() if server else str(error)
    notes = " ".join(getattr(error, "__notes__", ()))
    if as_json:
        print_json(
            {"away": {"code": name, "server": server or None, "detail": f"{error} {notes}".strip()}}
        )
    else:
        away = f"{server} cannot be reached. " if server else ""
        errors().print(f"{name}: {away}{words} {notes}".rstrip(), style="bold red", markup=False)
    raise typer.Exit(Exit.AWAY)
