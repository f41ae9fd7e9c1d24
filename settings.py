"""Everything the environment decides, read once into one frozen object."""

import os
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Annotated, Literal, get_args, get_type_hints

from environment import (
    Given,
    Variable,
    address,
    all_of,
    cache,
    directory,
    flag,
    further,
    number,
    one_of,
    secret,
    unless,
)

LogFormat = Literal["auto", "console", "json"]
PolicyName = Literal["production", "demonstration"]

LOG_FORMATS: tuple[LogFormat, ...] = get_args(LogFormat)
POLICIES: tuple[PolicyName, ...] = get_args(PolicyName)
ROOT = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One field per decision; an empty variable counts as one that is not set.

    A secret `NAME` may also be given as `NAME_FILE`, the path of a file that holds it.
    """

    root: Path
    state_directory: Annotated[
        Path, Variable("AKKOORD_STATE", "The folder of all that a local system keeps.")
    ]
    cache_directory: Annotated[
        Path, Variable("AKKOORD_CACHE", "The folder of what can be fetched or built again.")
    ]

    temporal_variables: Annotated[
        Given,
        Variable(
            "TEMPORAL_*",
            "Where Temporal is, as its own tools read it: TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE,"
            " TEMPORAL_TLS, TEMPORAL_API_KEY or TEMPORAL_API_KEY_FILE.",
            all_of,
        ),
    ] = field(default_factory=dict, repr=False)
    temporal_ui_url: Annotated[
        str | None, Variable("TEMPORAL_UI_URL", "The pages of a Temporal server that is not ours.")
    ] = None
    turns_queue: Annotated[
        str, Variable("AKKOORD_TURNS_QUEUE", "The task queue of what agreements and products do.")
    ] = "akkoord-turns"
    letters_queue: Annotated[
        str, Variable("AKKOORD_LETTERS_QUEUE", "The task queue of what delivers letters.")
    ] = "akkoord-letters"
    post_office: Annotated[
        int,
        Variable("AKKOORD_POST_OFFICE", "A number of its own for each in one namespace.", number),
    ] = 1
    fan_out_concurrency: Annotated[
        int,
        Variable("AKKOORD_FAN_OUT_CONCURRENCY", "How many agreements are told at once.", number),
    ] = 50
    fan_out_rate: Annotated[
        int,
        Variable("AKKOORD_FAN_OUT_RATE", "How many are told in a second, at most.", number),
    ] = 1000
    build: Annotated[
        str | None,
        Variable("AKKOORD_BUILD", "Pins running agreements to the code they began on."),
    ] = None
    given_up_after: Annotated[
        int,
        Variable(
            "AKKOORD_GIVEN_UP_AFTER",
            "Seconds after which a worker that is dead is no longer waited for; the fewer, the more"
            " a worker under load repeats.",
            number,
        ),
    ] = 1
    grace: Annotated[
        int,
        Variable("AKKOORD_GRACE", "Seconds that a worker has to finish what it began.", number),
    ] = 10

    database_url: Annotated[
        str | None, Variable("DATABASE_URL", "The database, as its owner.", secret)
    ] = field(default=None, repr=False)
    engine_database_url: Annotated[
        str | None, Variable("ENGINE_DATABASE_URL", "The database, as the engine.", secret)
    ] = field(default=None, repr=False)
    storage_url: Annotated[
        str | None,
        Variable("STORAGE_URL", "Where documents are kept: s3://, gs://, az:// or file://."),
    ] = None
    smtp_url: Annotated[
        str | None, Variable("SMTP_URL", "The mail server: smtp://user:secret@host:25.", secret)
    ] = field(default=None, repr=False)
    mail_from: Annotated[str, Variable("MAIL_FROM", "Who letters are from.")] = (
        "akkoord@akkoord.invalid"
    )

    seal_directory: Annotated[
        Path, Variable("SEAL_DIRECTORY", "The folder of the keys that a local system makes.")
    ]
    seal_key: Annotated[
        str | None, Variable("SEAL_KEY", "The gateway's private key, PEM.", secret)
    ] = field(default=None, repr=False)
    seal_public_keys: Annotated[
        str | None,
        Variable("SEAL_PUBLIC_KEYS", "The worker's public keys, PEM, one or more.", secret),
    ] = None
    codec_keys: Annotated[
        str | None,
        Variable(
            "CODEC_KEYS",
            "Encrypts what travels through Temporal: a line NAME=KEY (base64, 32 bytes) for each"
            " key, the first for what is new.",
            secret,
        ),
    ] = field(default=None, repr=False)

    codec_token: Annotated[
        str | None,
        Variable("CODEC_TOKEN", "What the codec server asks of those who want to read.", secret),
    ] = field(default=None, repr=False)
    codec_address: Annotated[
        str, Variable("AKKOORD_CODEC", "HOST:PORT where the codec server listens.", address)
    ] = "127.0.0.1:8234"
    codec_userinfo_url: Annotated[
        str | None,
        Variable(
            "CODEC_USERINFO_URL",
            "Where the issuer of the Temporal UI's access tokens tells whose one is (OpenID).",
        ),
    ] = None

    checkpoint_url: Annotated[
        str | None,
        Variable(
            "CHECKPOINT_URL",
            "Where checkpoints of all streams are kept, out of reach of the database's owner:"
            " s3://, gs://, az:// or file://.",
        ),
    ] = None
    checkpoint_key: Annotated[
        str | None, Variable("CHECKPOINT_KEY", "The private key of checkpoints, PEM.", secret)
    ] = field(default=None, repr=False)
    checkpoint_public_keys: Annotated[
        str | None,
        Variable(
            "CHECKPOINT_PUBLIC_KEYS",
            "The public keys of checkpoints, PEM, one or more; else that of CHECKPOINT_KEY.",
            secret,
        ),
    ] = None
    checkpoint_every: Annotated[
        int,
        Variable("CHECKPOINT_EVERY", "Seconds from one checkpoint to the next.", number),
    ] = 60

    metrics_address: Annotated[
        str | None,
        Variable(
            "AKKOORD_METRICS", "HOST:PORT where Prometheus finds the worker's figures.", address
        ),
    ] = None
    health_address: Annotated[
        str | None,
        Variable("AKKOORD_HEALTH", "HOST:PORT where /healthz and /readyz tell how it is.", address),
    ] = None
    verify_every: Annotated[
        int | None,
        Variable(
            "AKKOORD_VERIFY_EVERY",
            "Seconds from one check of all chains to the next, where there are figures.",
            number,
        ),
    ] = 86_400

    policy: Annotated[
        PolicyName,
        Variable(
            "AKKOORD_POLICY", "An offer's clocks: production, demonstration.", one_of(POLICIES)
        ),
    ] = "production"
    log_format: Annotated[
        LogFormat, Variable("AKKOORD_LOG", "The log: auto, console, json.", one_of(LOG_FORMATS))
    ] = "auto"
    is_offline: Annotated[bool, Variable("AKKOORD_OFFLINE", "1: download nothing.", flag)] = False
    may_build: Annotated[
        bool, Variable("AKKOORD_NO_GO_BUILD", "1: never compile the Temporal server.", unless)
    ] = True
    is_ci: Annotated[bool, Variable("CI", "true: what is skipped elsewhere fails.", flag)] = False

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
    def checkpoint_key_directory(self) -> Path:
        """Where a local system keeps the key of its checkpoints."""
        return self.state_directory / "checkpoint-key"

    @property
    def run_directory(self) -> Path:
        """Where a local system records its processes and addresses."""
        return self.state_directory / "run"

    def of_process(self, index: int) -> "Settings":
        """Return those of one of several: each has its own ports, and the first checks chains."""
        return replace(
            self,
            verify_every=None if index else self.verify_every,
            metrics_address=further(self.metrics_address, index),
            health_address=further(self.health_address, index),
        )

    @classmethod
    def from_environment(cls, environ: Given, root: Path) -> "Settings":
        """Read the settings; raises `SettingsError` with the name of what is wrong."""
        given = {name: value for name, value in environ.items() if value != ""}
        state = directory(given, "AKKOORD_STATE", root / "var", root)
        found = {
            name: variable.read(given, variable.name)
            for name, variable in variables().items()
            if variable.is_in(given)
        }
        return cls(
            **found
            | {
                "root": root,
                "state_directory": state,
                "cache_directory": cache(given, state),
                "seal_directory": directory(given, "SEAL_DIRECTORY", state / "seal", root),
            }
        )


def variables() -> dict[str, Variable]:
    """Return the variable of the environment behind each field, in the order of the fields."""
    hints = get_type_hints(Settings, include_extras=True)
    return {
        one.name: variable
        for one in fields(Settings)
        for variable in getattr(hints[one.name], "__metadata__", ())
        if isinstance(variable, Variable)
    }


def read_settings() -> Settings:
    """Return the settings of this process, with the project's folder as root."""
    return Settings.from_environment(os.environ, ROOT)  # noqa: TID251 - the one place


def set_names() -> frozenset[str]:
    """Return the names of what this process's environment sets, and not the values."""
    return frozenset(name for name, value in os.environ.items() if value)  # noqa: TID251 - here too
