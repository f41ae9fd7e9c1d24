"""The written-down form of an event, over which its hash is made; from it anyone can check it."""

import json
from datetime import UTC, datetime
from typing import Any, Protocol

import orjson

from domain.canonical import canonical, hash_of, may_hold_rare_numbers

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

_DOUBTFUL = ("\\u0000", "NaN", "Infinity")
_SURROGATES, _LARGEST = 0xEE, 2**53 - 1  # the byte with which UTF-8 begins what is behind them


class NotStorableError(ValueError):
    """An event holds a float, a NUL or a huge number, which others would not read as they were."""


def written_form(row: Fields) -> bytes:
    """Return RFC 8785 over the fields, instants with microseconds in UTC."""
    instants = {name: written_instant(row[name]) for name in INSTANTS}
    return in_order({name: row[name] for name in WRITTEN} | instants)


def in_order(value: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """Return RFC 8785 of what an event holds, by orjson wherever it says the same.

    It sorts by code points, RFC 8785 by UTF-16: that differs from the surrogates on.
    """
    try:
        written = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # deeper than it goes, or not JSON at all
        return canonical(value)
    return written if written.isascii() or max(written) < _SURROGATES else canonical(value)


def written_hash(row: Fields) -> str:
    """SHA-256 over the written form."""
    return hash_of(written_form(row))


def written_instant(instant: datetime) -> str:
    """Return `2026-03-02T09:00:00.000000Z`."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def storable(text: str) -> Any:  # noqa: ANN401 - any JSON value
    """Read JSON without white space, as the log would give it back.

    Raises `NotStorableError`, naming a field that it would give back otherwise.
    """
    if not _may_change(text):
        return orjson.loads(text)
    value = json.loads(text)
    _refuse_what_changes(value, "data")
    return value


def _may_change(text: str) -> bool:
    """Look at the text alone, which takes a tenth of the time; it errs on the side of doubt."""
    return any(one in text for one in _DOUBTFUL) or may_hold_rare_numbers(text)


def _refuse_what_changes(value: Any, path: str) -> None:  # noqa: ANN401 - any JSON value
    match value:
        case float():
            raise NotStorableError(f"{path} is a float")
        case int() if abs(value) > _LARGEST:
            raise NotStorableError(f"{path} is too large a number")
        case str() if "\0" in value:
            raise NotStorableError(f"{path} holds a NUL")
        case dict():
            for key, inner in value.items():
                _refuse_what_changes(key, f"{path}, a key")
                _refuse_what_changes(inner, f"{path}.{key}")
        case list():
            for index, inner in enumerate(value):
                _refuse_what_changes(inner, f"{path}[{index}]")
        case _:
            return
