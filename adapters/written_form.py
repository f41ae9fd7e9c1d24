"""The written-down form of an event, over which its hash is made; from it anyone can check it."""

import re
from datetime import UTC, datetime
from json import JSONEncoder
from typing import Any, Protocol

import orjson

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

INSTANTS = ("occurred_at", "recorded_at")

_STRICT = JSONEncoder(
    ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":")
)
_DOUBTFUL = re.compile(r"\\u0000|[:,\[]-?[0-9]+[.eE]|[0-9]{16}")
"""In JSON: what may be a NUL, a float or a huge number, if it is not a text that looks like one."""
_SURROGATES, _LARGEST = 0xEE, 2**53 - 1  # the byte with which UTF-8 begins what is behind them


class NotStorableError(ValueError):
    """An event holds a float, a NUL or a huge number, which others would not read as they were."""


def written_form(row: Fields) -> bytes:
    """Return RFC 8785 over the fields, instants with microseconds in UTC."""
    return in_order({name: _written(row[name]) for name in WRITTEN})


def in_order(value: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """Return RFC 8785 of what an event holds, by orjson wherever it says the same.

    It sorts by code points, RFC 8785 by UTF-16: that differs from the surrogates on.
    """
    try:
        written = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # deeper than it goes, or not JSON at all
        return canonical(value)
    return written if written.isascii() or max(written) < _SURROGATES else canonical(value)


def _written(value: Any) -> Any:  # noqa: ANN401 - any value of a row
    return written_instant(value) if isinstance(value, datetime) else value


def written_hash(row: Fields) -> str:
    """SHA-256 over the written form."""
    return hash_of(written_form(row))


def written_instant(instant: datetime) -> str:
    """Return `2026-03-02T09:00:00.000000Z`."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def refuse_what_changes(value: Any) -> None:  # noqa: ANN401 - any JSON value
    """Raise `NotStorableError`, naming the field that would not be read back as it was."""
    if _may_change(value):
        _name(value, "data")


def _may_change(value: Any) -> bool:  # noqa: ANN401 - any JSON value
    """Look at the JSON alone, which takes a tenth of the time; it errs on the side of doubt."""
    try:
        return _DOUBTFUL.search(_STRICT.encode(value)) is not None
    except ValueError:  # no number at all, or half a character
        return True


def _name(value: Any, path: str) -> None:  # noqa: ANN401 - any JSON value
    match value:
        case float():
            raise NotStorableError(f"{path} is a float")
        case int() if abs(value) > _LARGEST:
            raise NotStorableError(f"{path} is too large a number")
        case str() if "\0" in value:
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
