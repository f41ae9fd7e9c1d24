"""Nothing that is sent is too much: there is always an announcement, or at least one fault."""

import json
import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.intake.announcement import Announcement
from domain.intake.check import checked
from domain.intake.faults import FaultCode
from domain.intake.parts import composition
from domain.intake.paths import words
from domain.intake.payload import read_announcement
from domain.leaflet.leaflet import Leaflet
from tests.domain.intake.examples import BEFORE, announcement

WORDS = st.sampled_from(sorted(words()))
ODD = st.sampled_from(("\0", "\ud800", "\udc00\ud800", "\ufeff", "", "x" * 300, "2026-01-01"))
NUMBERS = st.integers() | st.floats() | st.sampled_from((2**53, -(2**80), 10**300))
SCALARS = st.none() | st.booleans() | NUMBERS | st.text(max_size=9) | ODD | WORDS
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | ODD, inner, max_size=4),
    max_leaves=12,
)
CODES = {code.value for code in FaultCode}
PATH = re.compile(r"(\.{3})?payload([.][a-z_]+|[.][?][0-9]+|\[[0-9]+\])*")


def seen(payload: str) -> None:
    """Read it, and see that what is said of it is about the schema alone."""
    found = read_announcement(payload)
    if isinstance(found, Announcement):
        assert Leaflet.model_validate_json(found.leaflet.model_dump_json()) == found.leaflet
        composition(found, BEFORE)
    else:
        assert found
        assert {one.code for one in found} <= CODES
        assert all(PATH.fullmatch(one.path) or one.path.startswith("...") for one in found)
        named = {word for one in found for word in re.findall(r"[a-z_]+", one.path)}
        assert named <= words() | {"payload"}
    checked(payload, BEFORE)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A good announcement in which something is otherwise."""
    whole: Any = json.loads(json.dumps(announcement(parts=[{"id": "a", "places": ["services"]}])))
    for _ in range(draw(st.integers(1, 4))):
        here = whole
        while draw(st.integers(0, 4)) and isinstance(here, dict | list) and here:
            keys = list(here) if isinstance(here, dict) else list(range(len(here)))
            key = draw(st.sampled_from(keys))
            if not isinstance(here[key], dict | list) or not draw(st.integers(0, 3)):
                _change(here, key, draw)
                break
            here = here[key]
    return json.dumps(whole)


def _change(here: Any, key: Any, draw: st.DrawFn) -> None:  # noqa: ANN401 - any JSON value
    match draw(st.integers(0, 3)):
        case 0:
            del here[key]
        case 1 if isinstance(here, list):
            here.append(here[key])
        case 2 if isinstance(here, dict):
            here[draw(WORDS | ODD)] = draw(VALUES)
        case _:
            here[key] = draw(VALUES)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_a_good_announcement_with_something_otherwise(payload: str) -> None:
    seen(payload)


@given(st.text() | st.binary().map(lambda it: it.decode("utf-8", "surrogateescape")))
def test_any_text(payload: str) -> None:
    seen(payload)


@given(st.dictionaries(WORDS, VALUES) | VALUES)
def test_any_json(value: Any) -> None:  # noqa: ANN401 - any JSON value
    seen(json.dumps(value))


def test_two_megabytes_of_anything() -> None:
    row = '{"id":"a","name":"b","kind":"core"},'
    good = json.dumps(announcement())
    for payload in (
        "x" * 2_000_000,
        "[" * 2_000_000,
        f"{good[:-1]}{' ' * 2_000_000}}}",
        good.replace('"services": [', f'"services": [{row * 4000}', 1),
        good.replace('"BE"', f'"{"x" * 900_000}"'),
        good.replace('"services": [', f'"services": [{"{}," * 15_000}', 1),
        good.replace('"core"', "9" * 4400),
    ):
        seen(payload)


def test_a_field_that_stands_twice_is_told() -> None:
    good = json.dumps(announcement())
    payload = good.replace('"version"', '"roles": "a", "roles": "b", "version"')
    found = read_announcement(payload)
    assert isinstance(found, tuple)
    assert [(one.path, one.code) for one in found] == [("payload.leaflet", "field_twice")]
