"""The written-down form of an event, over which its hash is made; from it anyone can check it."""

from datetime import UTC, datetime
from typing import Any, Protocol

from domain.canonical import canonical, hash_of

Row = dict[str, Any]


class Fields(Protocol):
    """What has fields by name: a row of the database, or one that is to become one."""

    def __getitem__(self, name: str, /) -> Any: ...  # noqa: ANN401 - any value of a row


WRITTEN = (
    "stream_id",
    "version",
    "event_id",
    "command_id",
    "command_digest",
    "command_index",
    "type",
    "schema_version",
    "occurred_at",
    "recorded_at",
    "actor",
    "mandate_id",
    "via",
    "data",
    "previous_hash",
)
"""Every field of a stored event but its position and the hash itself."""


class NotStorableError(ValueError):
    """An event holds a float or a NUL, which the database would not give back as they were."""


def written_form(row: Fields) -> bytes:
    """Return RFC 8785 over the fields, instants with microseconds in UTC."""
    return canonical({field: _written(row[field]) for field in WRITTEN})


def written_hash(row: Fields) -> str:
    """SHA-256 over the written form."""
    return hash_of(written_form(row))


def written_instant(instant: datetime) -> str:
    """Return `2026-03-02T09:00:00.000000Z`."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def refuse_what_changes(value: Any) -> None:  # noqa: ANN401 - any JSON value
    """Raise `NotStorableError`, naming the field that would not be read back as it was."""
    if not _is_read_back(value):
        _name(value, "data")


def _name(value: Any, path: str) -> None:  # noqa: ANN401 - any JSON value
    match value:
        case float():
            raise NotStorableError(f"{path} is a float")
        case str():
            if "\0" in value:
                raise NotStorableError(f"{path} holds a NUL")
        case dict():
            for key, inner in value.items():
                _name(key, f"{path}, a key")
                _name(inner, f"{path}.{key}")
        case list():
            for index, inner in enumerate(value):
                _name(inner, f"{path}[{index}]")
        case _:
            return


def _is_read_back(value: Any) -> bool:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        return "\0" not in value
    if isinstance(value, dict):
        return all(map(_is_read_back, value)) and all(map(_is_read_back, value.values()))
    if isinstance(value, list):
        return all(map(_is_read_back, value))
    return not isinstance(value, float)


def _written(value: Any) -> Any:  # noqa: ANN401 - any value of a row
    return written_instant(value) if isinstance(value, datetime) else value
