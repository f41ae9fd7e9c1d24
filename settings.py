"""Everything the environment decides, read once into one frozen object."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeVar, get_args

LogFormat = Literal["auto", "console", "json"]
PolicyName = Literal["production", "demonstration"]
Choice = TypeVar("Choice", bound=str)

LOG_FORMATS: tuple[LogFormat, ...] = get_args(LogFormat)
POLICIES: tuple[PolicyName, ...] = get_args(PolicyName)
ROOT = Path(__file__).resolve().parent


class SettingsError(Exception):
    """A setting cannot be read: the message names it, and what it may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One field per decision; an empty variable counts as one that is not set.

    A secret `NAME` may also be given as `NAME_FILE`, the path of a file that holds it.
    """

    root: Path
    state_directory: Path  # AKKOORD_STATE: all that a local system keeps between two starts
    cache_directory: Path  # AKKOORD_CACHE: what can be fetched or built again

    temporal_variables: Mapping[str, str] = field(default_factory=dict, repr=False)  # TEMPORAL_*
    temporal_ui_url: str | None = None  # TEMPORAL_UI_URL: of a server that is not ours
    turns_queue: str = "akkoord-turns"  # AKKOORD_TURNS_QUEUE
    letters_queue: str = "akkoord-letters"  # AKKOORD_LETTERS_QUEUE
    post_office: int = 1  # AKKOORD_POST_OFFICE: a number of its own for each in one namespace
    fan_out_concurrency: int = 50  # AKKOORD_FAN_OUT_CONCURRENCY: agreements signalled at once
    fan_out_rate: int = 1000  # AKKOORD_FAN_OUT_RATE: and in a second, at most
    build: str | None = None  # AKKOORD_BUILD: pins running agreements to the code they began on

    database_url: str | None = field(default=None, repr=False)  # DATABASE_URL: the owner's
    engine_database_url: str | None = field(default=None, repr=False)  # ENGINE_DATABASE_URL
    storage_url: str | None = None  # STORAGE_URL: s3://, gs://, az://, file://
    smtp_url: str | None = field(default=None, repr=False)  # SMTP_URL: smtp://user:secret@host:25
    mail_from: str = "akkoord@akkoord.invalid"  # MAIL_FROM

    seal_directory: Path  # SEAL_DIRECTORY: keys generated for a local system
    seal_key: str | None = field(default=None, repr=False)  # SEAL_KEY: the gateway's, PEM
    seal_public_keys: str | None = None  # SEAL_PUBLIC_KEYS: the worker's, PEM, one or more

    policy: PolicyName = "production"  # AKKOORD_POLICY
    log_format: LogFormat = "auto"  # AKKOORD_LOG
    is_offline: bool = False  # AKKOORD_OFFLINE=1: download nothing
    may_build: bool = True  # AKKOORD_NO_GO_BUILD=1: never compile the Temporal server
    is_ci: bool = False  # CI=true: what is skipped elsewhere is a failure

    @property
    def temporal_address(self) -> str | None:
        """The Temporal server that is already there, if one is."""
        return self.temporal_variables.get("TEMPORAL_ADDRESS")

    @property
    def temporal_namespace(self) -> str:
        """Where our workflows live."""
        return self.temporal_variables.get("TEMPORAL_NAMESPACE", "default")

    @property
    def mail_directory(self) -> Path:
        """Where the local mail sink keeps the letters."""
        return self.state_directory / "mail"

    @property
    def run_directory(self) -> Path:
        """Where a local system records its processes and addresses."""
        return self.state_directory / "run"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str], root: Path) -> "Settings":
        """Read the settings; raises `SettingsError` with the name of what is wrong."""
        given = {name: value for name, value in environ.items() if value != ""}
        state = _path(given, "AKKOORD_STATE", root / "var", root)
        return cls(
            root=root,
            state_directory=state,
            cache_directory=_cache(given, state),
            temporal_variables=_temporal(given),
            temporal_ui_url=given.get("TEMPORAL_UI_URL"),
            turns_queue=given.get("AKKOORD_TURNS_QUEUE", "akkoord-turns"),
            letters_queue=given.get("AKKOORD_LETTERS_QUEUE", "akkoord-letters"),
            post_office=_number(given, "AKKOORD_POST_OFFICE", 1),
            fan_out_concurrency=_number(given, "AKKOORD_FAN_OUT_CONCURRENCY", 50),
            fan_out_rate=_number(given, "AKKOORD_FAN_OUT_RATE", 1000),
            build=given.get("AKKOORD_BUILD"),
            database_url=_secret(given, "DATABASE_URL"),
            engine_database_url=_secret(given, "ENGINE_DATABASE_URL"),
            storage_url=given.get("STORAGE_URL"),
            smtp_url=_secret(given, "SMTP_URL"),
            mail_from=given.get("MAIL_FROM", "akkoord@akkoord.invalid"),
            seal_directory=_path(given, "SEAL_DIRECTORY", state / "seal", root),
            seal_key=_secret(given, "SEAL_KEY"),
            seal_public_keys=_secret(given, "SEAL_PUBLIC_KEYS"),
            policy=_one_of(given, "AKKOORD_POLICY", "production", POLICIES),
            log_format=_one_of(given, "AKKOORD_LOG", "auto", LOG_FORMATS),
            is_offline=_flag(given, "AKKOORD_OFFLINE"),
            may_build=not _flag(given, "AKKOORD_NO_GO_BUILD"),
            is_ci=_flag(given, "CI"),
        )


def read_settings() -> Settings:
    """Return the settings of this process, with the project's folder as root."""
    return Settings.from_environment(os.environ, ROOT)  # noqa: TID251 - the one place


def _path(given: Mapping[str, str], name: str, default: Path, root: Path) -> Path:
    return root / Path(given[name]).expanduser() if name in given else default


def _cache(given: Mapping[str, str], state: Path) -> Path:
    if "AKKOORD_CACHE" in given:
        return Path(given["AKKOORD_CACHE"]).expanduser().absolute()
    if "XDG_CACHE_HOME" in given:
        return Path(given["XDG_CACHE_HOME"]).absolute() / "akkoord"
    return Path(given["HOME"]) / ".cache" / "akkoord" if "HOME" in given else state / "cache"


def _temporal(given: Mapping[str, str]) -> dict[str, str]:
    variables = {
        name: value
        for name, value in given.items()
        if name.startswith("TEMPORAL_") and name != "TEMPORAL_API_KEY_FILE"
    }
    api_key = _secret(given, "TEMPORAL_API_KEY")
    return variables | ({"TEMPORAL_API_KEY": api_key} if api_key else {})


def _secret(given: Mapping[str, str], name: str) -> str | None:
    path = given.get(f"{name}_FILE")
    if path is None:
        return given.get(name)
    if name in given:
        message = f"{name} and {name}_FILE are both set: keep one"
        raise SettingsError(message)
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        message = f"{name}_FILE={path} cannot be read: {error}"
        raise SettingsError(message) from error


def _one_of(
    given: Mapping[str, str], name: str, default: Choice, allowed: tuple[Choice, ...]
) -> Choice:
    value = given.get(name, default)
    for choice in allowed:
        if choice == value:
            return choice
    message = f"{name}={value} is none of {', '.join(allowed)}"
    raise SettingsError(message)


def _number(given: Mapping[str, str], name: str, default: int) -> int:
    value = given.get(name, str(default))
    if value.isascii() and value.isdecimal() and int(value) > 0:
        return int(value)
    message = f"{name}={value} is no number from 1"
    raise SettingsError(message)


def _flag(given: Mapping[str, str], name: str) -> bool:
    value = given.get(name, "0").lower()
    if value not in {"0", "1", "false", "true"}:
        message = f"{name}={value} is neither 1 nor 0"
        raise SettingsError(message)
    return value in {"1", "true"}
