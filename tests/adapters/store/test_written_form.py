"""The hash of an event is made of a form that anybody can write down again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import to_json

from adapters import written_form as module
from adapters.written_form import (
    INSTANTS,
    WRITTEN,
    NotStorableError,
    in_order,
    storable,
    written_form,
    written_hash,
    written_instant,
)
from domain.canonical import canonical
from domain.messages import Message

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TEXT = st.characters(exclude_categories=["Cs"])  # what is no text cannot be stored either
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


def written(data: object) -> str:
    """As an event is: without white space, and nothing that is no number made nothing."""
    return to_json(data).decode()


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
    other = AT - timedelta(days=1) if field in INSTANTS else "other"
    assert written_hash(ROW | {"position": 7}) == written_hash(ROW)
    assert written_hash(ROW | {field: other}) != written_hash(ROW)


def test_an_instant_is_written_the_same_from_any_zone() -> None:
    elsewhere = AT.astimezone(timezone(timedelta(hours=2)))
    assert written_instant(elsewhere) == written_instant(AT) == "2026-03-02T09:00:00.000000Z"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text("ab\0\\u019"),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("ab\0"), inner),
    max_leaves=8,
)


def refusal(check: Callable[[], object]) -> str | None:
    try:
        check()
    except NotStorableError as error:
        return str(error)
    return None


@given(data=ANYTHING)
def test_what_a_look_at_the_json_passes_is_what_a_walk_through_it_passes(data: object) -> None:
    walked = refusal(lambda: module._refuse_what_changes({"a": data}, "data"))
    assert refusal(lambda: storable(written({"a": data}))) == walked


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ({"a": 1.5}, "data.a is a float"),
        ({"a": [{"b": "x\0y"}]}, r"data.a\[0\].b holds a NUL"),
        ({"a\0": 1}, "data, a key holds a NUL"),
        ({"a": -(2**53)}, "data.a is too large a number"),
        ({"a": [0, 1e16]}, r"data.a\[1\] is a float"),
        ({"a": [float("nan")]}, r"data.a\[0\] is a float"),
        ({"a": {"b": -0.0}}, "data.a.b is a float"),
    ],
)
def test_what_the_database_would_change_is_named(data: dict[str, Any], named: str) -> None:
    with pytest.raises(NotStorableError, match=named):
        storable(written(data))


def test_an_event_that_holds_what_is_no_number_does_not_tell_it_as_nothing() -> None:
    class Measured(Message):
        days: float

    with pytest.raises(NotStorableError, match=r"data\.days is a float"):
        storable(Measured(days=float("nan")).model_dump_json())


def test_everything_else_is_storable() -> None:
    data = {"a": [1, True, None, "x", {"b": 2**53 - 1}]}
    assert storable(written(data)) == data


def test_a_text_that_looks_like_what_is_refused_is_storable() -> None:
    data = {"a": [":1.5", "\\u0000", "9" * 16, "NaN"], ",2e3": "[1.0]"}
    assert storable(written(data)) == data


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(TEXT),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(TEXT), inner, max_size=4),
    max_leaves=12,
)


@given(data=st.dictionaries(st.text(TEXT), JSON, max_size=5), word=st.text(TEXT))
def test_it_is_canonical_json_whatever_an_event_holds(data: dict[str, Any], word: str) -> None:
    row = ROW | {"data": data, "actor": word, "mandate_id": word}
    plain = {name: row[name] for name in WRITTEN}
    instants = {name: written_instant(row[name]) for name in ("occurred_at", "recorded_at")}
    assert written_form(row) == canonical(plain | instants)


def test_names_beyond_the_surrogates_are_sorted_as_the_standard_has_it() -> None:
    written = in_order({"\ufb33": 1, "\U0001f600": 2}).decode()
    assert written == '{"\U0001f600":2,"\ufb33":1}'


def test_what_is_too_deep_for_the_fast_encoder_is_written_all_the_same() -> None:
    deep: dict[str, Any] = {}
    for _ in range(300):
        deep = {"b": [deep], "a": "\n\u2028\x7f"}
    with pytest.raises(TypeError):
        orjson.dumps(deep)
    assert in_order(deep) == canonical(deep)
