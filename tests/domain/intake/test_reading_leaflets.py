"""Every fault of an announced leaflet is told at once, by place and without its words."""

import json
from typing import Any

import pytest

from domain.intake.counting import counted_path
from domain.intake.faults import MOST_FAULTS
from domain.intake.payload import reading
from domain.leaflet.completeness import missing
from tests.domain.intake.examples import announcement, faults_of, told, with_leaflet
from tests.domain.leaflet.examples import LEAFLET, leaflet

WHOLE = LEAFLET.model_dump(mode="json")
CORE, SPEECH = WHOLE["services"]
HOST, VOICE = WHOLE["subprocessors"]
RESULTS = WHOLE["retention"][0]
BREACH = "4.3, GDPR 33(2)"
PRIVATE = "Jan Janssens, 0470 12 34 56"
SAME = {"text": "read texts aloud"}
Row = tuple[str, str, str | None]


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"product": "ruler"}, [("product", "other_product", None)]),
        ({"breach_notice_hours": "24"}, [("breach_notice_hours", "wrong_type", BREACH)]),
        ({"breach_notice_hours": 24.0}, [("breach_notice_hours", "wrong_type", BREACH)]),
        ({"breach_notice_hours": -1}, [("breach_notice_hours", "wrong_value", BREACH)]),
        ({"breach_notice_hours": 2**60}, [("breach_notice_hours", "number_too_large", BREACH)]),
        ({"breach_notice_hours": None}, [("breach_notice_hours", "item_missing", BREACH)]),
        ({"supplier": 5}, [("supplier", "wrong_type", "3.3")]),
        ({"roles": "a\0b"}, [("roles", "not_text", "3.1, 4.3")]),
        ({"roles": "\ud800"}, [("roles", "not_text", "3.1, 4.3")]),
        ({"target_group": []}, [("target_group", "item_missing", "3.3")]),
        ({"unstated": ["places"]}, [("places", "item_missing", "4.3")]),
        ({"unstated": [PRIVATE]}, [("unstated[0]", "item_missing", "3.3")]),
        ({"places": ["BE", 5]}, [("places[1]", "wrong_type", "4.3")]),
        (
            {"places": [5, "BE", 6]},
            [("places[0]", "wrong_type", "4.3"), ("places[2]", "wrong_type", "4.3")],
        ),
        (
            {"services": [CORE, SPEECH | {"purposes": [SAME | {"code": "c"}, SAME]}]},
            [("services[1].purposes[1].code", "item_missing", "5.1")],
        ),
        ({"places": ["US"], "mechanisms": []}, [("mechanisms", "item_missing", "4.3, GDPR 44")]),
        ({"services": [CORE, SPEECH, SPEECH]}, [("services[2].id", "named_twice", "3.2")]),
        (
            {"services": [CORE, {"id": "speech"}, SPEECH | {"kind": "free"}]},
            [
                ("services[1].name", "field_missing", "3.2"),
                ("services[1].kind", "field_missing", "3.2"),
                ("services[2].kind", "wrong_value", "3.2"),
                ("services[1].does", "item_missing", "3.3"),
                ("services[1].yes", "item_missing", "3.2"),
                ("services[1].no", "item_missing", "3.2"),
                ("services[1].purposes", "item_missing", "5.1"),
                ("services[1].data", "item_missing", "4.3"),
                ("services[1].data_subjects", "item_missing", "4.3"),
                ("services[1].operations", "item_missing", "4.3"),
                ("services[2].id", "named_twice", "3.2"),
            ],
        ),
        (
            {"services": [CORE, SPEECH | {"purposes": [{"text": PRIVATE}], "data_subjects": [7]}]},
            [
                ("services[1].data_subjects[0]", "wrong_type", "4.3"),
                ("services[1].purposes[0].code", "item_missing", "5.1"),
            ],
        ),
        (
            {"services": [CORE, SPEECH | {"data": [{"key": PRIVATE}, {"key": PRIVATE}]}]},
            [
                ("services[1].data[0].why", "item_missing", "6.4"),
                ("services[1].data[0].special", "item_missing", "GDPR 9"),
                ("services[1].data[1].key", "named_twice", "4.3"),
            ],
        ),
        (
            {"services": [CORE, SPEECH | {"id": "Reading Aloud"}]},
            [
                ("subprocessors[0].services", "service_unknown", "4.3"),
                ("subprocessors[1].services", "service_unknown", "4.3"),
                ("services[1].id", "name_unusable", "3.2"),
            ],
        ),
        (
            {"retention": [RESULTS, RESULTS]},
            [
                ("services[0].data[0]", "item_missing", "4.3"),
                ("services[1].data[0]", "item_missing", "4.3"),
                ("retention[1].what", "named_twice", "4.3"),
            ],
        ),
        (
            {"subprocessors": [HOST | {"subprocessors": [VOICE | {"country": None}] * 2}]},
            [
                ("subprocessors[0].subprocessors[0].country", "item_missing", "4.3, GDPR 44"),
                ("subprocessors[0].subprocessors[1].country", "item_missing", "4.3, GDPR 44"),
                ("subprocessors[0].subprocessors[1].name", "named_twice", "4.3, GDPR 28(2)"),
            ],
        ),
        (
            {"subprocessors": [HOST | {"name": ""}, VOICE | {"name": "x" * 121}]},
            [
                ("subprocessors[0].name", "name_unusable", "4.3, GDPR 28(2)"),
                ("subprocessors[1].name", "name_unusable", "4.3, GDPR 28(2)"),
            ],
        ),
        (
            {"automated_decisions": [{"what": PRIVATE, "services": ["chess"]}]},
            [("automated_decisions[0].services", "service_unknown", "GDPR 22")],
        ),
        (
            {"disclosures": [{"recipient": PRIVATE}, {"recipient": PRIVATE, "ground": "habit"}]},
            [
                ("disclosures[1].ground", "wrong_value", "5.3"),
                ("disclosures[0].ground", "item_missing", "5.3"),
            ],
        ),
    ],
)
def test_a_fault_is_told_where_it_stands(changes: dict[str, Any], faults: list[Row]) -> None:
    found = told(faults_of(with_leaflet(**changes)))
    assert found == [(f"leaflet.{path}", code, article) for path, code, article in faults]


def test_all_that_a_leaflet_misses_is_told_each_with_its_article() -> None:
    bare = leaflet().model_copy(update=dict.fromkeys(("services", "retention", "roles", "places")))
    sent = announcement(
        leaflet={**WHOLE, "services": None, "retention": None, "roles": None, "places": None}
    )
    absent = [one for one in faults_of(sent) if one.code == "item_missing"]
    assert [(one.path.removeprefix("payload.leaflet."), one.article) for one in absent] == [
        (one.path, one.article) for one in missing(bare)
    ]
    assert all(one.sentence.startswith("this must be stated: ") for one in absent)


def test_what_is_misshapen_hides_nothing_of_the_rest() -> None:
    sent = with_leaflet(version=None, roles=None, places=5, surprise=1)
    assert told(faults_of(sent)) == [
        ("leaflet.version", "wrong_type", "3.3"),
        ("leaflet.places", "wrong_type", "4.3"),
        ("leaflet.?30", "field_unknown", "3.3"),
        ("leaflet.roles", "item_missing", "3.1, 4.3"),
    ]


def test_a_leaflet_that_misses_something_is_read_all_the_same() -> None:
    found = reading(json.dumps(with_leaflet(roles=None)))
    assert found.announcement is not None
    assert [one.code for one in found.faults] == ["item_missing"]


def test_more_faults_than_anybody_reads_are_cut() -> None:
    (*first, last) = faults_of(with_leaflet(services=[{}] * 300))
    assert len(first) == MOST_FAULTS
    assert last.code == "more_faults"
    assert "more_faults" not in [one.code for one in faults_of(with_leaflet(services=[{}] * 30))]


def test_of_a_place_that_is_not_known_no_more_is_told_than_its_list() -> None:
    known = {"services[0]": "services[0]"}
    assert counted_path("services[0].does", known) == "payload.leaflet.services[0].does"
    assert counted_path(f"services[0].{PRIVATE}", known) == "payload.leaflet.services"
    assert counted_path(f"services[{PRIVATE}]", known) == "payload.leaflet.services"


def test_a_place_far_down_is_told_by_its_end() -> None:
    below = HOST | {"task": None, "subprocessors": []}
    for _ in range(12):
        below = HOST | {"subprocessors": [below]}
    (fault,) = faults_of(with_leaflet(subprocessors=[below]))
    assert fault.path.startswith("...")
    assert fault.path.endswith(".subprocessors[0].task")
    assert len(fault.path) == 200
