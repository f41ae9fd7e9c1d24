"""What suppliers' engineers read is what the engine reads, and the samples are what they say."""

import json
from typing import Any

import pytest

from adapters.announcement_schemas import MODELS, PLACE, schemas
from domain.canonical import content_hash
from domain.intake.announcement import Announcement
from domain.intake.check import checked
from domain.intake.envelope import read_envelope
from domain.intake.json_text import DEEPEST, LARGEST, MOST_VALUES
from domain.intake.payload import read_announcement
from domain.intake.state import Standing
from domain.leaflet.completeness import missing
from domain.leaflet.leaflet import Leaflet
from tests.adapters.json_schema import misfits
from tests.domain.intake.examples import announcement, envelope, with_leaflet, without


def text(name: str) -> str:
    return (PLACE / name).read_text(encoding="utf-8")


def unfit(name: str, value: Any) -> list[str]:  # noqa: ANN401 - any JSON value
    """The places where a value is not as a schema says."""
    schema = json.loads(text(f"{name}.schema.json"))
    return list(misfits(value, schema, schema))


@pytest.mark.parametrize("name", MODELS)
def test_a_schema_is_that_of_todays_model(name: str) -> None:
    assert text(name) == schemas()[name], "run: python -m adapters.announcement_schemas"


def test_the_good_sample_is_an_announcement_of_a_leaflet_that_misses_nothing() -> None:
    found = read_announcement(text("sample-good.json"))
    assert isinstance(found, Announcement)
    assert unfit("announcement", json.loads(text("sample-good.json"))) == []


def test_it_follows_the_leaflet_that_is_there_as_well() -> None:
    before = Leaflet.model_validate_json(text("sample-predecessor.json"))
    found = checked(text("sample-good.json"), before)
    assert missing(before) == ()
    assert (found.faults, found.is_important) == ((), True)
    assert json.loads(text("sample-good.json"))["predecessor"] == content_hash(before)


def test_the_sample_that_misses_something_is_refused_for_that_and_nothing_else() -> None:
    faults = read_announcement(text("sample-missing.json"))
    assert isinstance(faults, tuple)
    assert {one.code for one in faults} == {"consequences_missing", "item_missing"}
    assert all(one.article for one in faults)
    assert unfit("announcement", json.loads(text("sample-missing.json"))) == [
        ".consequences.parents"
    ]


def test_the_malformed_sample_is_refused_by_line_and_column() -> None:
    faults = read_announcement(text("sample-malformed.txt"))
    assert isinstance(faults, tuple)
    assert [one.sentence for one in faults] == ["this is no JSON from line 4, column 3 on"]


def test_the_envelope_carries_the_good_sample() -> None:
    found = read_envelope(text("sample-envelope.json"))
    assert json.loads(found.payload) == json.loads(text("sample-good.json"))
    assert unfit("envelope", json.loads(text("sample-envelope.json"))) == []
    assert unfit("envelope", envelope().model_dump()) == []


@pytest.mark.parametrize(
    ("sent", "places"),
    [
        (announcement(), []),
        (announcement(parts=[{"id": "ai", "places": ["services/speech"]}]), []),
        (without("schema", "leaflet"), [".schema", ".leaflet"]),
        (announcement(label="minor", surprise=1), [".label", ".surprise"]),
        (with_leaflet(breach_notice_hours="24"), [".leaflet.breach_notice_hours"]),
        (announcement(parts=[{"id": "A", "places": []}]), [".parts[0].id", ".parts[0].places"]),
    ],
)
def test_the_schema_refuses_what_the_engine_refuses(
    sent: dict[str, Any], places: list[str]
) -> None:
    assert unfit("announcement", sent) == places
    assert isinstance(read_announcement(json.dumps(sent)), Announcement) is (not places)


def test_the_page_names_the_limits_and_every_standing() -> None:
    page = text("README.md")
    assert (LARGEST, f"{MOST_VALUES:,} values" in page) == (1_000_000, True)
    assert f"{DEEPEST} levels" in page
    assert all(f"| `{standing.value}` |" in page for standing in Standing)
    assert all(f"`{path.name}`" in page for path in PLACE.iterdir() if path.suffix != ".md")
