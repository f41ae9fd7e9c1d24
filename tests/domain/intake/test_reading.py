"""What a supplier's system sends is an announcement, or every fault in it is told at once."""

from typing import Any

import pytest

from domain.canonical import content_hash
from domain.intake.announcement import change_of, part_change
from tests.domain.intake.examples import announced, announcement, faults_of, told, without
from tests.domain.leaflet.examples import LEAFLET

Row = tuple[str, str, str | None]
PART = {"id": "ai", "places": ["services/speech"]}


def test_what_is_complete_is_read_as_it_is_meant() -> None:
    found = announced(wish="2026-11-01", label="important", corrects="change-1")
    assert found.leaflet == LEAFLET
    assert f"{found.announced_from:%Y-%m-%d %H:%M}" == "2026-09-30 22:00"
    assert (f"{found.wish}", found.label, found.corrects) == ("2026-11-01", "important", "change-1")
    assert found.model_dump()["schema"] == "announcement/1"


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        (without("schema"), ("schema", "field_missing", None)),
        (without("leaflet"), ("leaflet", "field_missing", "3.3")),
        (without("predecessor"), ("predecessor", "field_missing", None)),
        (announcement(leaflet=[]), ("leaflet", "wrong_type", "3.3")),
        (announcement(schema="announcement/2"), ("schema", "wrong_value", None)),
        (announcement(product="A b"), ("product", "wrong_value", None)),
        (announcement(predecessor="the last"), ("predecessor", "wrong_value", None)),
        (announcement(predecessor=content_hash(LEAFLET)), ("predecessor", "names_itself", None)),
        (announcement(announced_from="soon"), ("announced_from", "wrong_value", "9.2")),
        (announcement(announced_from=1), ("announced_from", "wrong_type", "9.2")),
        (announcement(announced_from="2026-10-01T00"), ("announced_from", "wrong_value", "9.2")),
        (
            announcement(announced_from="2026-10-01T00:00:00"),
            ("announced_from", "wrong_value", "9.2"),
        ),
        (
            announcement(announced_from="1900-01-01T00:00:00Z"),
            ("announced_from", "wrong_value", "9.2"),
        ),
        (
            announcement(announced_from="2900-01-01T00:00:00Z"),
            ("announced_from", "wrong_value", "9.2"),
        ),
        (announcement(wish=7), ("wish", "wrong_type", None)),
        (announcement(wish="2026-13-01"), ("wish", "wrong_value", None)),
        (announcement(label="minor"), ("label", "wrong_value", None)),
        (announcement(change="a", corrects="a"), ("corrects", "names_itself", None)),
        (announcement(change="a", independent_of="a"), ("independent_of", "names_itself", None)),
        (announcement(parts={}), ("parts", "wrong_type", None)),
        (announcement(parts=[PART] * 21), ("parts", "wrong_value", None)),
        (announcement(parts=[{"id": "ai"}]), ("parts[0].places", "field_missing", None)),
        (
            announcement(parts=[PART | {"places": []}]),
            ("parts[0].places", "wrong_value", None),
        ),
        (announcement(parts=[PART, PART]), ("parts[1].id", "named_twice", None)),
        (announcement(parts=[PART | {"id": "rest"}]), ("parts[0].id", "name_unusable", None)),
        (
            announcement(parts=[PART], change="a" * 62),
            ("parts[0].id", "name_unusable", None),
        ),
        (announcement(urgent=True), ("?7", "field_unknown", None)),
        (
            announcement(parts=[PART | {"Jan": {"Piet": 1}}]),
            ("parts[0].?3", "field_unknown", None),
        ),
    ],
)
def test_a_fault_is_told_with_its_place_its_code_and_its_article(
    sent: dict[str, Any], fault: Row
) -> None:
    assert told(faults_of(sent)) == [fault]


@pytest.mark.parametrize(
    ("consequences", "words"),
    [
        (None, "this must be stated"),
        ("the same for both", "this must be stated"),
        ({}, "this must be stated"),
        ({"board": "", "parents": " \n"}, "this must be stated, in plain words"),
    ],
)
def test_consequences_are_told_to_the_board_and_to_parents(consequences: Any, words: str) -> None:  # noqa: ANN401 - any JSON value
    faults = faults_of(announcement(consequences=consequences))
    assert told(faults) == [
        ("consequences.board", "consequences_missing", "9.2"),
        ("consequences.parents", "consequences_missing", "7.1"),
    ]
    assert {one.sentence for one in faults} == {words}


@pytest.mark.parametrize(
    ("consequences", "code"),
    [({"board": 1, "parents": "x"}, "wrong_type"), ({"board": "x" * 20_001}, "wrong_value")],
)
def test_consequences_are_a_text_of_a_length_that_people_read(
    consequences: dict[str, Any], code: str
) -> None:
    first = faults_of(announcement(consequences=consequences))[0]
    assert (first.path, first.code) == ("payload.consequences.board", code)


@pytest.mark.parametrize(
    ("payload", "code", "sentence"),
    [
        ("", "payload_missing", "it is empty"),
        (" \n", "payload_missing", "it is empty"),
        ('{"a": 1,\n "b"', "not_json", "this is no JSON from line 2, column 5 on"),
        ("NaNa", "not_json", "this is no JSON from line 1, column 4 on"),
        ("null", "wrong_type", "this must be an object: an announcement"),
        ("[1]", "wrong_type", "this must be an object: an announcement"),
        ("[" * 100_000, "too_deep", "it is nested deeper than 60 levels"),
        ("[" * 70 + "]" * 70, "too_deep", "it is nested deeper than 60 levels"),
        ("9" * 5000, "number_too_large", "a number in it has too many digits"),
        (f"[{'1,' * 20_000}1]", "too_large", "it has more than 20,000 values"),
        (" " * 2_000_000 + "1", "too_large", "it has more than 1,000,000 characters"),
    ],
)
def test_what_cannot_be_read_at_all_says_why(payload: str, code: str, sentence: str) -> None:
    (fault,) = faults_of(payload)
    assert (fault.path, fault.code, fault.sentence) == ("payload", code, sentence)


@pytest.mark.parametrize(
    ("change", "version", "expected"),
    [
        ("own-name", "2", "own-name"),
        (None, "2", "2"),
        (None, "Quill 5.8 (2026)", "quill-5-8-2026"),
        (None, "(versie)", "versie"),
        (None, "π", "change"),
        (None, "9" * 80, "9" * 59),
        (None, f"{'9' * 58}.1", "9" * 58),
    ],
)
def test_a_change_is_named_after_the_version_where_it_has_no_name(
    change: str | None, version: str, expected: str
) -> None:
    leaflet = LEAFLET.model_dump(mode="json") | {"version": version}
    assert change_of(announced(change=change, leaflet=leaflet)) == expected


def test_the_names_of_parts_fit_behind_that_of_the_change() -> None:
    leaflet = LEAFLET.model_dump(mode="json") | {"version": "9" * 80}
    found = announced(leaflet=leaflet, parts=[PART | {"id": "p" * 40}])
    assert len(part_change(change_of(found), found.parts[0].id)) == 64
