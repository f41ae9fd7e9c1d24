"""Rows of facts: read each, and join those that are about the same thing."""

from collections.abc import Callable
from typing import Any, TypeVar

from domain.messages import Message

In = TypeVar("In")
Out = TypeVar("Out")
Row = TypeVar("Row", bound=Message)


def each(rows: tuple[In, ...] | None, read_one: Callable[[In], Out]) -> tuple[Out, ...] | None:
    return None if rows is None else tuple(read_one(row) for row in rows)


def joined(rows: tuple[Row, ...] | None, key: Callable[[Row], str]) -> tuple[Row, ...] | None:
    """Join the rows of one key: every text and every list of them, once."""
    if rows is None:
        return None
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return tuple(_union(same) for same in found.values())


_NAMES = ("name", "what", "key", "recipient")


def _union(same: list[Row]) -> Row:
    first, *others = same
    fields = [name for name in type(first).model_fields if name not in _NAMES]
    stated = {name: [getattr(row, name) for row in same] for name in fields}
    joined = {
        name: _both([one for one in many if one is not None]) for name, many in stated.items()
    }
    return first.model_copy(update=joined) if others else first


def _both(stated: list[Any]) -> Any:  # noqa: ANN401 - a text or a list, as the field is
    if not stated:
        return None
    if isinstance(stated[0], str):
        return "; ".join(dict.fromkeys(stated))
    return tuple(dict.fromkeys(one for many in stated for one in many))
