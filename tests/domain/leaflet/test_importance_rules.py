"""Importance, item by item: every rule with a pair that it judges, most of them both ways."""

import pytest

from domain.leaflet.leaflet import Leaflet
from tests.domain.leaflet.examples import Said, judged, said
from tests.domain.leaflet.rules import (
    notes,
    places,
    processing,
    rest,
    restrictions,
    retention,
    services,
    subprocessors,
    transfers,
    wording,
)

TOPICS = (
    notes,
    places,
    processing,
    rest,
    restrictions,
    retention,
    services,
    subprocessors,
    transfers,
    wording,
)
CASES = [case for topic in TOPICS for case in topic.CASES]


@pytest.mark.parametrize(("rule", "old", "new", "expected"), CASES, ids=[case[0] for case in CASES])
def test_each_difference_is_judged_by_its_rule(
    rule: str, old: Leaflet, new: Leaflet, expected: Said
) -> None:
    assert said(judged(old, new)) == expected, rule
