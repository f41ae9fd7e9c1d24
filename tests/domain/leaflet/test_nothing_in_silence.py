"""Whatever differs yields an item; what only stands elsewhere yields none."""

import random
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.leaflet.compare import compare
from domain.leaflet.importance import ARTICLES, importance
from domain.leaflet.items import Effect
from domain.leaflet.leaflet import Leaflet
from tests.domain.leaflet.examples import LEAFLET

TOLD_ELSEWHERE = {"version", "date", "consequences", "schema_version", "product"}
"""What differs with every version, and what a comparison is within."""
KINDS = {f"{topic}.{change}" for topic in ARTICLES for change in ("added", "removed", "changed")}


def changed(value: Any) -> Iterator[Any]:  # noqa: ANN401 - any part of a leaflet
    """Yield the value with one thing in it changed, everything in turn."""
    yield None
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value + 1, value - 1)
    elif isinstance(value, str):
        yield from ("quite another thing", f"{value}, more", "core", "optional", "legal duty", "h")
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from ({**value, name: other} for other in changed(one))
    else:
        yield from listed(list(value or ()))


def listed(value: list[Any]) -> Iterator[Any]:
    yield []
    for index, one in enumerate(value):
        yield [*value[:index], *value[index + 1 :]]
        yield from ([*value[:index], other, *value[index + 1 :]] for other in changed(one))


def everything_changed() -> Iterator[Leaflet]:
    stated = LEAFLET.model_dump()
    for name, value in stated.items():
        if name in TOLD_ELSEWHERE:
            continue
        for other in changed(value):
            try:
                yield Leaflet.model_validate({**stated, name: other})
            except ValidationError:
                continue


OTHERS = [one for one in everything_changed() if one != LEAFLET]


def test_there_is_much_to_change() -> None:
    assert len(OTHERS) > 300


@pytest.mark.parametrize("other", OTHERS, ids=range(len(OTHERS)))
def test_every_difference_is_an_item_both_ways(other: Leaflet) -> None:
    assert compare(LEAFLET, other)
    assert compare(other, LEAFLET)


@given(st.sampled_from(OTHERS), st.sampled_from(OTHERS))
def test_items_are_of_known_kinds_in_order_each_with_reason_and_article(
    one: Leaflet, other: Leaflet
) -> None:
    items = importance(compare(one, other))
    assert {item.kind for item in items} <= KINDS
    assert all(item.reason and item.article for item in items)
    assert all((a.kind, a.target) <= (b.kind, b.target) for a, b in pairwise(items))


@given(st.sampled_from(OTHERS))
def test_a_leaflet_does_not_differ_from_itself(one: Leaflet) -> None:
    assert compare(one, one) == ()


@given(st.sampled_from(OTHERS), st.sampled_from(OTHERS), st.randoms(use_true_random=False))
def test_reordering_either_side_changes_no_item(
    one: Leaflet, other: Leaflet, order: random.Random
) -> None:
    shuffled = Leaflet.model_validate(reordered(one.model_dump(), order))
    assert compare(one, shuffled) == ()
    assert said(compare(shuffled, other)) == said(compare(one, other))


def reordered(value: Any, order: random.Random) -> Any:  # noqa: ANN401 - any part of a leaflet
    if isinstance(value, dict):
        return {name: reordered(one, order) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return order.sample([reordered(one, order) for one in value], len(value))
    return value


def said(items: tuple[Any, ...]) -> list[tuple[str, str, Effect]]:
    return sorted((one.kind, one.target, one.effect) for one in items)
