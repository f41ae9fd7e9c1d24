"""Canonical JSON is that of RFC 8785, whichever way it is written."""

import re
from enum import StrEnum
from typing import Any

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from domain.canonical import canonical

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.from_regex(re.compile(r"[\":\[,]-?\d+[.e]?\d*"))
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
)


class Colour(StrEnum):
    RED = "red"


@given(VALUES)
@example({"\U0001f600": 1, "\ufb33": 2})  # in UTF-16 the first begins with the smaller half
@example({"a": 1.0, "b": 1e30, "c": -0.0})
@example([9007199254740991, -9007199254740991])
@example({'\x7f\x1f\b\t\n\f\r"\\/': "\u2028\xe9"})
@example([Colour.RED, {"x": Colour.RED}])
@example(1.5)
def test_every_value_is_written_as_the_standard_says(value: Any) -> None:  # noqa: ANN401 - any JSON value
    assert canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize(
    "value", [2**53, [float("nan")], float("inf"), "\ud800", {"a": {1, 2}}, {"k": b"bytes"}]
)
def test_what_it_cannot_hold_is_refused(value: object) -> None:
    with pytest.raises(rfc8785.CanonicalizationError):
        canonical(value)
