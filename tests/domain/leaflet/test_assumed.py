"""What is assumed fills what is missing, and never overrides what is stated."""

import pytest

from domain.leaflet.assumed import AssumedMalformedError, complete_with
from domain.leaflet.leaflet import Leaflet, Retention
from domain.leaflet.offered import Service, Subprocessor
from tests.domain.leaflet.examples import LEAFLET

BARE = Leaflet(
    product="quill",
    name="Quill",
    version="quill@1",
    services=(Service(id="core", name="Exercises", kind="core"),),
    retention=(Retention(what="Logs", period="7 days"),),
    unstated=("subprocessors", "retention"),
)


def test_a_stated_fact_is_never_overridden() -> None:
    assumed = {
        "default": {
            "roles": "x",
            "measures": ["x"],
            "services": {"*": {"does": "x", "data": {"*": {"why": "x"}}}},
            "also": {"subprocessors": [{"name": "X"}], "disclosures": []},
        }
    }
    assert complete_with(LEAFLET, assumed) == LEAFLET


def test_the_version_goes_before_the_product_and_that_before_the_default() -> None:
    assumed = {
        "versions": {"quill@1": {"roles": "of the version"}},
        "products": {"quill": {"roles": "of the product", "language": "nl"}},
        "default": {"language": "en", "explanation": "of all", "supplier": {"name": "Quill BV"}},
    }
    one = complete_with(BARE, assumed)
    assert (one.roles, one.language, one.explanation) == ("of the version", "nl", "of all")
    assert one.supplier.name == "Quill BV"


def test_rows_are_filled_by_key_and_every_row_by_the_star() -> None:
    assumed = {
        "default": {
            "services": {"Core": {"does": "by key"}, "*": {"does": "x", "yes": "by star"}},
            "retention": {"logs": {"starts": "the last use"}},
            "subprocessors": {"*": {"task": "x"}},
        }
    }
    one = complete_with(BARE, assumed)
    (core,) = one.services or ()
    assert (core.does, core.yes) == ("by key", "by star")
    assert one.retention == (Retention(what="Logs", period="7 days", starts="the last use"),)
    assert one.subprocessors is None


def test_whole_rows_are_added_only_to_what_is_not_stated_in_full() -> None:
    host = Subprocessor(name="Host")
    also = {
        "subprocessors": [{"name": "Host", "task": "x"}, {"name": "Spare"}],
        "retention": [{"what": "logs", "period": "9 days"}, {"what": "other data"}],
        "measures": ["locks"],
    }
    assumed = {"default": {"also": also, "wholly": ["subprocessors"]}}
    one = complete_with(BARE.model_copy(update={"subprocessors": (host,)}), assumed)
    assert one.subprocessors == (host, Subprocessor(name="Spare"))
    assert [(row.what, row.period) for row in one.retention or ()] == [
        ("Logs", "7 days"),
        ("other data", None),
    ]
    assert one.measures == ("locks",)
    assert one.unstated == ("retention",)
    assert complete_with(one.model_copy(update={"unstated": ()}), assumed).measures == ("locks",)


def test_texts_are_rows_too() -> None:
    assumed = {"default": {"also": {"measures": ["Locks", "logs"]}}}
    one = BARE.model_copy(update={"measures": ("locks",), "unstated": ("measures",)})
    assert complete_with(one, assumed).measures == ("locks", "logs")


@pytest.mark.parametrize(
    ("assumed", "rule"),
    [
        ([], "valid dictionary"),
        ({"all": {}}, "all: Extra inputs are not permitted"),
        ({"default": {"also": {"subprocessors": [{"nome": "Host"}]}}}, "subprocessors[0].name"),
        ({"default": {"also": {"gifts": []}}}, "gifts: Extra inputs are not permitted"),
    ],
)
def test_what_is_no_layer_of_a_leaflet_is_refused(assumed: object, rule: str) -> None:
    with pytest.raises(AssumedMalformedError) as refused:
        complete_with(BARE, assumed)
    assert rule in refused.value.detail
