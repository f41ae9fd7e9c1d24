"""Which differences are important (9.2), each with its reason and article."""

from typing import Literal

from domain.messages import Message

Stated = str | tuple[str, ...] | None


class JudgedItem(Message):
    """A difference and the judgement on it."""

    kind: str
    target: str
    before: Stated
    after: Stated
    services: tuple[str, ...]
    important: bool
    reason: str
    article: str


def with_label(
    items: tuple[JudgedItem, ...], label: Literal["important", "not_important"] | None
) -> tuple[JudgedItem, ...]:
    """Apply the supplier's own label: it raises importance and never lowers it (law 5)."""
    if label != "important":
        return items
    return tuple(
        item
        if item.important
        else item.model_copy(
            update={"important": True, "reason": "the supplier itself calls it important"}
        )
        for item in items
    )
