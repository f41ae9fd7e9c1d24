"""Histories as suppliers write them, of no supplier at hand: all that is important is found."""

from pathlib import Path
from typing import Any

import pytest

from adapters.facts_file import read_facts
from domain.leaflet.compare import compare
from domain.leaflet.facts import leaflet_from_facts
from domain.leaflet.importance import JudgedItem, importance
from tests.domain.leaflet.facts_examples import product

HISTORIES: Any = read_facts(Path(__file__).parent / "elsewhere.yaml")
NAMES = [history["what"] for history in HISTORIES]


def judged(history: Any) -> tuple[JudgedItem, ...]:  # noqa: ANN401 - as a file holds it
    versions = [{**one, "id": f"x@{at}"} for at, one in enumerate(history["versions"])]
    facts = product(*versions)
    return importance(compare(*(leaflet_from_facts(facts, one["id"]) for one in versions)))


@pytest.mark.parametrize("history", HISTORIES, ids=NAMES)
def test_what_is_important_is_found_and_the_rest_is_told(history: Any) -> None:  # noqa: ANN401 - as a file holds it
    found = [(f"{one.kind} {one.target}", one.important) for one in judged(history)]
    assert [name for name, important in found if important] == history["important"]
    assert [name for name, important in found if not important] == history["told"]
