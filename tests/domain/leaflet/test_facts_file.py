"""Versions of a facts file, and what is refused of one, by field and rule."""

import pytest

from domain.leaflet.facts import (
    FactsMalformedError,
    UnknownVersionError,
    leaflet_from_facts,
    version_ids,
)
from tests.domain.leaflet.facts_examples import Facts, product, service, version


def test_the_latest_version_is_read_when_none_is_named() -> None:
    facts = product(
        version(id="b", date="2025-06-01"),
        version(id="c", date="unknown"),
        version(id="d", date="spring 2030"),
        version(id="a", date="2025-02-01"),
    )
    assert leaflet_from_facts(facts).version == "b"
    assert version_ids(facts) == ("b", "c", "d", "a")
    assert leaflet_from_facts(facts, "a").version == "a"


def test_a_version_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnknownVersionError, match="quill@9; there are quill@1"):
        leaflet_from_facts(product(), "quill@9")


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        (None, "Input should be a valid dictionary"),
        ([], "Input should be a valid dictionary"),
        ({}, "schema: Field required"),
        (product(schema="leaflet-facts/2"), "schema: Input should be 'leaflet-facts/1'"),
        (product(slug="unknown"), "slug: must be named"),
        (product(versions=[]), "versions: at least one is needed"),
        (product(version(), version()), "versions: id 'quill@1' is used twice"),
        (product(version(services="core")), "versions[0].services[0]: Input should be"),
        (product(version(services={"id": "core"})), "versions[0].services: Input should be"),
        (
            product(version(services=[service(kind="extra")])),
            "versions[0].services[0].kind: Input should be 'core' or 'optional'",
        ),
        (
            product(version(services=[service(), service()])),
            "quill@1: services: id 'core' is used twice",
        ),
        (
            product(version(subprocessors=[{"name": "Host", "service_ids": ["gone"]}])),
            "quill@1: subprocessors[Host].services: 'gone' is no service of this leaflet",
        ),
        (product(version(date=20250101)), "versions[0].date: Input should be a valid string"),
        (product(version(contact="a\x00b")), "versions[0].contact: holds a control character"),
        (product(version(retention=[{}])), "versions[0].retention[0].what: Field required"),
    ],
)
def test_malformed_facts_are_refused_by_field_and_rule(facts: object, rule: str) -> None:
    with pytest.raises(FactsMalformedError) as refused:
        leaflet_from_facts(facts)
    assert rule in refused.value.detail


def test_every_rule_that_is_broken_is_named_up_to_ten() -> None:
    broken: list[Facts] = [version(id=f"v{number}", contact=1) for number in range(12)]
    with pytest.raises(FactsMalformedError, match="and 2 more"):
        leaflet_from_facts(product(*broken))
