"""The laws of a line, as questions to a product with which anything may have happened."""

from dataclasses import replace

from pydantic import TypeAdapter

from domain.product.events import AnyEvent
from domain.product.evolve import evolve, fold
from domain.product.line import changes_of, latest, names_taken, standing, to_tell
from domain.product.state import Product, Version, unborn
from domain.values import Identifier
from tests.domain.product.story import STREAM, Story

STATE = TypeAdapter(Product)
NAME: TypeAdapter[str] = TypeAdapter(Identifier)


def check_turn(before: Product, story: Story) -> None:
    """After one command: one event at most, and what is folded is what was decided."""
    new = story.records[before.version :]
    assert len(new) <= 1
    decided = before
    for record in new:
        assert isinstance(record.event, AnyEvent)
        decided = evolve(decided, record.event, record.event_id)
    assert _without_place(decided) == _without_place(story.state)
    again = unborn(STREAM)
    for record in story.records:
        again = fold(again, record)
    assert again == story.state
    assert STATE.validate_json(STATE.dump_json(story.state)) == story.state


def _without_place(state: Product) -> Product:
    return replace(state, version=0, answers=(), last_at=None, lately=())


def check_immutable(before: Product, after: Product) -> None:
    """What stands in the line stays as it was announced; what is taken back stays so."""
    for was, now in zip(before.line, after.line, strict=False):
        assert replace(was, standing=now.standing, to_tell=now.to_tell) == now
        assert was.standing in ("stands", now.standing)
    assert len(after.line) - len(before.line) in (0, 1)


def check_line(state: Product) -> None:
    """A line and no tree: each leaflet once, and at most one that stands behind another."""
    line = state.line
    assert [one.position for one in line] == list(range(len(line)))
    assert all(one.standing == "stands" and one.change is None for one in line[:1])
    for told_apart in (_leaflets, _labels, _events):
        assert len(set(told_apart(line))) == len(line)
    names = [name for one in line for name in changes_of(one)]
    assert len(set(names)) == len(names)
    assert set(names) <= names_taken(state)
    assert all(NAME.validate_python(name) for name in names)
    followed = [one.predecessor for one in standing(state)]
    assert len(set(followed)) == len(followed)
    for one in line[1:]:
        assert one.predecessor in _leaflets(line[: one.position])


def check_followed(before: Product, after: Product, corrects: str | None) -> None:
    """What is new follows the last that stood, the corrected one left out."""
    stood = [one for one in standing(before) if corrects is None or one.change != corrects]
    assert latest(after) == after.line[-1]
    assert after.line[-1].predecessor == stood[-1].leaflet
    assert after.line[-1] in to_tell(after)


def _leaflets(line: tuple[Version, ...]) -> list[str]:
    return [one.leaflet for one in line]


def _labels(line: tuple[Version, ...]) -> list[str]:
    return [one.label for one in line]


def _events(line: tuple[Version, ...]) -> list[str]:
    return [one.event_id for one in line]
