"""The hash of an event is made of a form that anybody can write down again."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from adapters.written_form import (
    WRITTEN,
    NotStorableError,
    refuse_what_changes,
    written_form,
    written_hash,
    written_instant,
)

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ROW: dict[str, Any] = {
    "stream_id": "agreement:gent:github:1",
    "version": 2,
    "event_id": "agreement:gent:github:1#2",
    "command_id": "c-1",
    "command_digest": "0" * 64,
    "command_index": 0,
    "type": "school.removed",
    "schema_version": 1,
    "occurred_at": AT,
    "recorded_at": AT + timedelta(microseconds=1),
    "actor": "person:p-1",
    "mandate_id": None,
    "via": "test",
    "data": {"type": "school.removed", "school": "école"},
    "previous_hash": "1" * 64,
}


def test_the_form_is_what_it_always_was() -> None:
    assert written_form(ROW).decode() == (
        '{"actor":"person:p-1","command_digest":"' + "0" * 64 + '","command_id":"c-1",'
        '"command_index":0,"data":{"school":"école","type":"school.removed"},'
        '"event_id":"agreement:gent:github:1#2","mandate_id":null,'
        '"occurred_at":"2026-03-02T09:00:00.000000Z","previous_hash":"' + "1" * 64 + '",'
        '"recorded_at":"2026-03-02T09:00:00.000001Z","schema_version":1,'
        '"stream_id":"agreement:gent:github:1","type":"school.removed","version":2,"via":"test"}'
    )


@pytest.mark.parametrize("field", WRITTEN)
def test_every_field_but_the_position_counts(field: str) -> None:
    assert written_hash(ROW | {"position": 7}) == written_hash(ROW)
    assert written_hash(ROW | {field: "other"}) != written_hash(ROW)


def test_an_instant_is_written_the_same_from_any_zone() -> None:
    elsewhere = AT.astimezone(timezone(timedelta(hours=2)))
    assert written_instant(elsewhere) == written_instant(AT) == "2026-03-02T09:00:00.000000Z"


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ({"a": 1.5}, "data.a is a float"),
        ({"a": [{"b": "x\0y"}]}, r"data.a\[0\].b holds a NUL"),
        ({"a\0": 1}, "data, a key holds a NUL"),
    ],
)
def test_what_the_database_would_change_is_named(data: dict[str, Any], named: str) -> None:
    with pytest.raises(NotStorableError, match=named):
        refuse_what_changes(data)


def test_everything_else_is_storable() -> None:
    refuse_what_changes({"a": [1, True, None, "x", {"b": 2**53 - 1}]})
