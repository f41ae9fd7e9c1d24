"""A leaflet that misses something says all of it at once, each with its article."""

import pytest

from domain.leaflet.compare import OtherProductError, compare
from domain.leaflet.completeness import missing
from domain.leaflet.leaflet import Disclosure, Leaflet, Retention, is_general
from domain.leaflet.mandatory import LEAFLET as MANDATORY
from domain.leaflet.offered import DataCategory, DataSubjects, Purpose, Subprocessor
from tests.domain.leaflet.examples import LEAFLET, host, leaflet, service, supplier, voice, without

EMPTY = Leaflet(product="quill", name="Quill", version="quill@0")


def absent(one: Leaflet) -> list[tuple[str, str]]:
    return [(found.path, found.article) for found in missing(one)]


def test_a_complete_leaflet_misses_nothing() -> None:
    assert missing(LEAFLET) == ()


def test_an_empty_one_misses_every_item_of_the_list_at_once() -> None:
    assert absent(EMPTY) == [(one.path, one.article) for one in MANDATORY if one.path != "version"]


def test_each_is_named_with_its_article() -> None:
    assert absent(without("places", "roles")) == [("roles", "3.1, 4.3"), ("places", "4.3")]


@pytest.mark.parametrize(
    ("one", "paths"),
    [
        (service(purposes=()), ["services[core].purposes"]),
        (
            service(purposes=(Purpose(text="x"),)),
            ["services[core].purposes[x].code"],
        ),
        (
            service(data=(DataCategory(key="results"),)),
            ["services[core].data[results].why", "services[core].data[results].special"],
        ),
        (service(data=()), []),
        (
            service(data_subjects=(DataSubjects(name="pupils"),)),
            ["services[core].data_subjects[pupils].minors"],
        ),
        (
            leaflet(retention=(Retention(what="content"),)),
            [
                "retention[content].period",
                "retention[content].starts",
                "retention[content].then",
                "retention[identification]",
                "retention[results]",
            ],
        ),
        (leaflet(subprocessors=()), []),
        (
            leaflet(subprocessors=(Subprocessor(name="A"),)),
            [
                "subprocessors[A].country",
                "subprocessors[A].contact",
                "subprocessors[A].task",
                "subprocessors[A].services",
                "subprocessors[A].data",
                "subprocessors[A].places",
                "subprocessors[A].subprocessors",
            ],
        ),
        (
            host(subprocessors=(Subprocessor(name="B"),)),
            [
                f"subprocessors[Host BV > B].{field}"
                for field in (
                    "country",
                    "contact",
                    "task",
                    "services",
                    "data",
                    "places",
                    "subprocessors",
                )
            ],
        ),
        (voice(mechanisms=None), ["subprocessors[Voice, Inc.].mechanisms"]),
        (voice(mechanisms=()), ["subprocessors[Voice, Inc.].mechanisms"]),
        (voice(places=("BE",), mechanisms=()), ["subprocessors[Voice, Inc.].mechanisms"]),
        (voice(mechanisms=("none",)), ["subprocessors[Voice, Inc.].mechanisms"]),
        (voice(mechanisms=("n.v.t.",)), ["subprocessors[Voice, Inc.].mechanisms"]),
        (voice(mechanisms=("to be confirmed",)), ["subprocessors[Voice, Inc.].mechanisms"]),
        (voice(country="unknown"), ["subprocessors[Voice, Inc.].country"]),
        (leaflet(places=("worldwide",)), ["mechanisms"]),
        (supplier(country="US"), ["mechanisms"]),
        (leaflet(explanation=" "), ["explanation"]),
        (leaflet(measures=("none", "?")), ["measures"]),
        (leaflet(disclosures=(Disclosure(recipient="X"),)), ["disclosures[X].ground"]),
        (
            leaflet(unstated=("subprocessors", "certificates", "another statement")),
            ["subprocessors", "unstated[another statement]"],
        ),
    ],
)
def test_each_absent_item_is_named_by_its_place(one: Leaflet, paths: list[str]) -> None:
    assert [found.path for found in missing(one)] == paths


def test_leaflets_of_two_products_are_not_compared() -> None:
    with pytest.raises(OtherProductError):
        compare(LEAFLET, leaflet(product="other"))


@pytest.mark.parametrize(
    ("what", "general"),
    [
        ("all data", True),
        ("All other personal data.", True),
        ("overige gegevens", True),
        ("persoonsgegevens", True),
        ("everything else", True),
        ("all backups", False),
        ("other logs", False),
        ("alle back-ups", False),
        ("personal data in logs", False),
    ],
)
def test_a_row_is_general_only_when_it_is_about_all_data(
    what: str,
    general: bool,  # noqa: FBT001 - an expectation
) -> None:
    assert is_general(what) is general
