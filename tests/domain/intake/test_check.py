"""What an announcement would come to, said before it is announced."""

import json
from typing import Any

from domain.canonical import content_hash
from domain.intake.check import Checked, checked
from domain.leaflet.compare import compare
from domain.leaflet.importance import importance
from tests.domain.intake.examples import BEFORE, announcement, with_leaflet
from tests.domain.leaflet.examples import leaflet

NEW = leaflet(version="quill@9", breach_notice_hours=72, price="3 euro")


def check(sent: dict[str, Any], before: bool = True) -> Checked:  # noqa: FBT001, FBT002 - a word more than it says
    return checked(json.dumps(sent), BEFORE if before else None)


def announcing(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any field
    return announcement(leaflet=NEW.model_dump(mode="json"), **changes)


def test_it_says_what_would_be_announced_and_how_important_each_difference_is() -> None:
    found = check(announcing())
    assert (found.change, found.leaflet, found.faults) == ("quill-9", content_hash(NEW), ())
    assert found.items == importance(compare(BEFORE, NEW))
    assert {one.important for one in found.items} == {True, False}
    assert found.is_important


def test_the_suppliers_own_label_can_only_raise_importance() -> None:
    raised, lowered = check(announcing(label="important")), check(announcing(label="not_important"))
    assert all(one.important for one in raised.items or ())
    assert lowered.items == check(announcing()).items


def test_without_a_leaflet_to_compare_with_it_says_what_is_missing() -> None:
    found = check(with_leaflet(roles=None), before=False)
    assert [(one.path, one.article) for one in found.faults] == [
        ("payload.leaflet.roles", "3.1, 4.3")
    ]
    assert found.items is None
    assert not found.is_important


def test_what_misses_something_is_compared_all_the_same() -> None:
    found = check(with_leaflet(roles=None))
    assert [one.code for one in found.faults] == ["item_missing"]
    assert any(one.kind.startswith("text") for one in found.items or ())


def test_what_cannot_be_read_has_faults_only() -> None:
    found = checked("no announcement", BEFORE)
    assert [one.code for one in found.faults] == ["not_json"]
    assert (found.change, found.leaflet, found.items) == (None, None, None)


def test_another_leaflet_than_the_one_it_follows_is_told() -> None:
    found = check(announcing(predecessor="0" * 64))
    assert [one.code for one in found.faults] == ["predecessor_other"]
    assert found.items


def test_a_leaflet_of_another_product_cannot_be_compared_with() -> None:
    other = leaflet(product="ruler")
    found = checked(json.dumps(announcing(predecessor=content_hash(other))), other)
    assert [one.code for one in found.faults] == ["predecessor_other"]
    assert found.items is None


def test_each_part_is_judged_by_itself() -> None:
    parts = [{"id": "hours", "places": ["breach_notice_hours"]}]
    found = check(announcing(parts=parts))
    kinds = {one.change: {it.kind for it in one.items if it.important} for one in found.parts}
    assert kinds == {"quill-9-hours": {"measure.changed"}, "quill-9-rest": set()}
