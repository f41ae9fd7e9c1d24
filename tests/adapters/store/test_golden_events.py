"""Every shape in which an event was ever written can be read, and is written the same."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from adapters.upcasting import UnknownShapeError, current_version, upcast
from domain.events import EVENT_CLASSES, Event

GOLDEN = Path(__file__).parents[2] / "golden" / "events"
"""One file a type and version, `<type>.<version>.json`; none of them is ever edited."""

TYPES = tuple(one.model_fields["type"].default for one in EVENT_CLASSES)
EVENT: TypeAdapter[Event] = TypeAdapter(Event)


def shapes() -> list[tuple[str, int]]:
    return [(one, version + 1) for one in TYPES for version in range(current_version(one))]


def golden(event_type: str, version: int) -> str:
    return (GOLDEN / f"{event_type}.{version}.json").read_text(encoding="utf-8")


def dumped(data: Any) -> str:  # noqa: ANN401 - any JSON value
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def test_every_file_is_the_shape_of_an_event() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {
        f"{event_type}.{version}.json" for event_type, version in shapes()
    }


@pytest.mark.parametrize(("event_type", "version"), shapes())
def test_every_shape_can_be_read(event_type: str, version: int) -> None:
    data = upcast(event_type, version, json.loads(golden(event_type, version)))
    event = EVENT.validate_python(data)
    assert event.type == event_type
    assert EVENT.validate_json(EVENT.dump_json(event)) == event


@pytest.mark.parametrize("event_type", TYPES)
def test_the_shape_of_today_is_written_as_it_was_to_the_byte(event_type: str) -> None:
    written = golden(event_type, current_version(event_type))
    event = EVENT.validate_json(written)
    assert dumped(event.model_dump(mode="json")) == written


def test_an_old_shape_takes_every_step_to_that_of_today() -> None:
    steps = {
        ("school.added", 1): lambda data: data | {"by": "board"},
        ("school.added", 2): lambda data: data | {"by": [data["by"]]},
    }
    assert current_version("school.added", steps) == 3
    assert current_version("school.removed", steps) == 1
    assert upcast("school.added", 1, {"school": "a"}, steps) == {"school": "a", "by": ["board"]}
    assert upcast("school.added", 3, {"school": "a"}, steps) == {"school": "a"}


def test_a_shape_from_a_later_version_of_the_code_is_named() -> None:
    with pytest.raises(UnknownShapeError, match=r"school\.added, version 2"):
        upcast("school.added", 2, {})
