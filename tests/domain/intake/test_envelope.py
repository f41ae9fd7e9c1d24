"""Whatever JSON arrives is read as an envelope; its seal is over all its words."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.intake.envelope import Envelope, message_command_id, read_envelope, sealed_words
from tests.domain.intake.examples import INTAKE, envelope

JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
FIELDS = tuple(Envelope.model_fields)


def test_it_is_read_as_it_was_written() -> None:
    assert read_envelope(envelope().model_dump_json()) == envelope()
    assert read_envelope(envelope().model_dump_json().encode()) == envelope()
    assert Envelope.model_validate(envelope()) == envelope()


@pytest.mark.parametrize(
    "raw", ["", "no json", "[1]", '"text"', "12", "null", b"\xff", "[" * 99_999]
)
def test_what_is_no_envelope_is_an_empty_one(raw: str | bytes) -> None:
    assert read_envelope(raw) == Envelope()


def test_what_is_no_text_is_read_as_its_json_and_other_fields_are_left_out() -> None:
    raw = '{"message_id": 12, "payload": {"a": [1]}, "via": null, "actor": "\\ud800", "x": 1}'
    assert read_envelope(raw) == Envelope(message_id="12", payload='{"a": [1]}', actor="?")


@given(st.binary() | st.text())
def test_nothing_that_arrives_is_too_much_for_it(raw: str | bytes) -> None:
    sealed_words(read_envelope(raw), INTAKE)


@given(st.dictionaries(st.sampled_from(FIELDS), JSON) | JSON)
def test_any_json_can_be_read_and_sealed(value: Any) -> None:  # noqa: ANN401 - any JSON value
    raw = json.dumps(value)
    found = read_envelope(raw)
    assert sealed_words(found, INTAKE)
    assert read_envelope(found.model_dump_json()) == found


def test_the_words_that_are_sealed_are_all_but_the_seal_and_with_the_place() -> None:
    words = json.loads(sealed_words(envelope(key_id="k", signature="s"), INTAKE))
    assert words == envelope().model_dump(exclude={"key_id", "signature"}) | {"workflow_id": INTAKE}


def test_a_message_has_a_name_of_the_engines_own() -> None:
    name = message_command_id("inkt", "Release 2 / définitif\0")
    assert name == message_command_id("inkt", "Release 2 / définitif\0")
    assert name != message_command_id("other", "Release 2 / définitif\0")
    assert name != message_command_id("inkt", "Release 2")
    assert len(name) == 40
