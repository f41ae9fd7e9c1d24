"""The written-down form of an event, over which its hash is made; from it anyone can check it."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from json import JSONEncoder, encoder
from json.encoder import encode_basestring as _text  # a text as JSON, nothing in it made ASCII
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

IN_ORDER = tuple(sorted(WRITTEN))
INSTANTS = ("occurred_at", "recorded_at")

_ENCODER = JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
)
_IN_C: Any = vars(encoder).get("c_make_encoder")  # what `encode` makes anew for every value
_CHUNKS = _IN_C and _IN_C(None, _ENCODER.default, _text, None, ":", ",", True, False, False)  # noqa: FBT003 - its own order: sorted, nothing skipped, no NaN
_DOUBTFUL = re.compile(r"\\u0000|[:,\[]-?[0-9]+[.eE]|[0-9]{16}")
"""In JSON: what may be a NUL, a float or a huge number, if it is not a text that looks like one."""
_SURROGATES, _LARGEST = "\ud800", 2**53 - 1


class NotStorableError(ValueError):
    """An event holds a float, a NUL or a huge number, which others would not read as they were."""


def written_form(row: Fields) -> bytes:
    """Return RFC 8785 over the fields, instants with microseconds in UTC."""
    fields = [_written(row[name]) for name in IN_ORDER]
    return joined(fields, sorted_json(row["data"]))


def joined(fields: Sequence[Any], data: str) -> bytes:
    """Write the form of fields `IN_ORDER`, instants as text; `data` is the JSON, sorted already.

    Written out, for this is done for every event of the log. Raises for what no event holds.
    """
    # fmt: off
    (actor, digest, command, index, _, event, mandate,
     occurred, before, recorded, schema, stream, kind, version, via) = fields
    # fmt: on
    return (
        f'{{"actor":{_text(actor)},"command_digest":{_text(digest)},"command_id":{_text(command)},'
        f'"command_index":{index},"data":{data},"event_id":{_text(event)},'
        f'"mandate_id":{_text_or_null(mandate)},"occurred_at":{_text(occurred)},'
        f'"previous_hash":{_text_or_null(before)},"recorded_at":{_text(recorded)},'
        f'"schema_version":{schema},"stream_id":{_text(stream)},"type":{_text(kind)},'
        f'"version":{version},"via":{_text(via)}}}'
    ).encode()


def sorted_json(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """Return RFC 8785 of what an event holds, by the encoder in C wherever it says the same.

    It sorts by code points, RFC 8785 by UTF-16: that differs from the surrogates on.
    """
    written = "".join(_CHUNKS(value, 0)) if _CHUNKS else _ENCODER.encode(value)
    if written.isascii() or max(written) < _SURROGATES:
        return written
    return canonical(value).decode()


def _written(value: Any) -> Any:  # noqa: ANN401 - any value of a row
    return written_instant(value) if isinstance(value, datetime) else value


def _text_or_null(value: str | None) -> str:
    return "null" if value is None else _text(value)


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
        return _DOUBTFUL.search(sorted_json(value)) is not None
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
