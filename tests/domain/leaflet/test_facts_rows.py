"""Rows of facts about one sub-processor are joined, and what stood together stays known."""

from domain.leaflet.compare import compare
from domain.leaflet.facts import leaflet_from_facts
from domain.leaflet.importance import importance
from tests.domain.leaflet.facts_examples import Facts, product, version

HOSTS: Facts = {"name": "Cloud", "what_for": "hosting", "entity_country": "US"}
READS: Facts = {**HOSTS, "name": "Cloud", "what_for": "reads aloud"}


def judged(old: list[Facts], new: list[Facts]) -> list[tuple[str, bool]]:
    facts = product(
        version(id="quill@1", subprocessors=old), version(id="quill@2", subprocessors=new)
    )
    leaflets = (leaflet_from_facts(facts, one) for one in ("quill@1", "quill@2"))
    return [(one.kind, one.important) for one in importance(compare(*leaflets))]


def at(row: Facts, *places: str) -> Facts:
    return {**row, "data_location": list(places)}


def test_places_that_two_rows_of_one_company_exchange_are_found() -> None:
    old = [at(HOSTS, "IE"), at(READS, "US")]
    new = [at(READS, "IE"), at(HOSTS, "US")]
    assert judged(old, new) == [("subprocessor.changed", True)]


def test_rows_of_one_company_in_another_order_are_nothing() -> None:
    old = [at(HOSTS, "IE", "BE"), at(READS, "US (east, west)")]
    assert judged(old, [at(READS, "US (east, west)"), at(HOSTS, "BE", "IE")]) == []
    assert judged([*old, old[0]], old) == []


def test_a_task_that_a_company_takes_in_a_further_row_is_important() -> None:
    found = judged([at(HOSTS, "IE")], [at(HOSTS, "IE"), at(READS, "IE")])
    assert ("subprocessor.task.changed", True) in found


def test_the_contact_of_a_sub_processor_is_only_a_contact() -> None:
    old, new = ([{**HOSTS, "contact": name}] for name in ("desk", "office"))
    assert judged(old, new) == [("contact.changed", False)]
