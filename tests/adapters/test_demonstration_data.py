"""The committed histories: read, judged pair by pair, and complete with what is assumed."""

from itertools import pairwise
from pathlib import Path

import pytest

from adapters.demonstration_data import (
    DATA,
    DEMONSTRATED,
    PurposesMalformedError,
    complete_leaflet,
    read_purposes,
    stated_leaflet,
    versions_of,
)
from domain.leaflet.compare import compare
from domain.leaflet.completeness import missing
from domain.leaflet.importance import JudgedItem, importance
from domain.leaflet.leaflet import Leaflet

PRODUCTS = sorted(path.stem for path in (DATA / "products").glob("*.yaml"))
GOLDEN = Path(__file__).parents[1] / "golden" / "leaflets" / "histories.txt"
DIFFERS = {
    "dodona@2022-02-03": "none is assumed where the list is not stated: they are gone, no doubt",
    "scratch@2023-05-25": "the same, and a mechanism is assumed where none is stated",
}
"""The versions at which what is assumed changes what is judged, and why."""


def judged(old: Leaflet, new: Leaflet) -> tuple[JudgedItem, ...]:
    return importance(compare(old, new))


def pairs(product: str) -> list[tuple[str, str]]:
    return list(pairwise(versions_of(product)))


def test_every_pair_of_every_history_is_judged_as_it_was_read_by_people() -> None:
    lines = []
    for product in PRODUCTS:
        for old, new in pairs(product):
            lines.append(f"## {new}")
            for one in judged(stated_leaflet(product, old), stated_leaflet(product, new)):
                mark = "!" if one.important else " "
                lines.append(f"{mark} {one.kind} {one.target} {list(one.services)}")
    golden = GOLDEN.read_text().splitlines()
    assert lines == [line for line in golden if not line.startswith("# ")]


def test_all_seventeen_products_are_there_and_none_of_their_leaflets_is_complete() -> None:
    assert len(PRODUCTS) == 17
    for product in PRODUCTS:
        assert all(missing(stated_leaflet(product, one)) for one in versions_of(product))


@pytest.mark.parametrize("product", DEMONSTRATED)
def test_every_purpose_that_is_demonstrated_has_its_letter(product: str) -> None:
    for version in versions_of(product):
        for service in stated_leaflet(product, version).services or ():
            assert all(purpose.code for purpose in service.purposes or ())


@pytest.mark.parametrize("product", DEMONSTRATED)
def test_with_what_is_assumed_every_leaflet_is_complete(product: str) -> None:
    for version in versions_of(product):
        assert missing(complete_leaflet(product, version)) == ()


@pytest.mark.parametrize("product", DEMONSTRATED)
def test_what_is_assumed_changes_no_judgement_but_where_it_is_said(product: str) -> None:
    for old, new in pairs(product):
        stated = judged(stated_leaflet(product, old), stated_leaflet(product, new))
        filled = judged(complete_leaflet(product, old), complete_leaflet(product, new))
        assert (importances(stated) != importances(filled)) is (new in DIFFERS)


def importances(items: tuple[JudgedItem, ...]) -> list[tuple[str, str, bool]]:
    """A contact that is filled beforehand is changed where it was added: the kind's end is out."""
    return [(one.kind.rpartition(".")[0], one.target, one.important) for one in items]


def test_twenty_changes_are_there_to_be_announced() -> None:
    announced = {
        product: sum(
            bool(compare(complete_leaflet(product, old), complete_leaflet(product, new)))
            for old, new in pairs(product)
        )
        for product in DEMONSTRATED
    }
    assert announced == {
        "github": 8,
        "dodona": 2,
        "zoom": 5,
        "overleaf": 2,
        "hedy": 2,
        "scratch": 1,
    }


@pytest.mark.parametrize(
    "text", ["- a", "quill: a", "quill: {run the tool: z}", "quill: {run: [a]}"]
)
def test_a_mapping_of_purposes_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "purposes.yaml"
    file.write_text(text)
    with pytest.raises(PurposesMalformedError):
        read_purposes(file, "quill")


def test_a_product_without_mapping_has_none(tmp_path: Path) -> None:
    file = tmp_path / "purposes.yaml"
    file.write_text("quill: {run the tool: f}")
    assert read_purposes(file, "other") == {}
    assert read_purposes(file, "quill") == {"run the tool": "f"}
