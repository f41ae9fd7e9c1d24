"""One difference between two leaflets, and what kind of difference it is."""

from enum import StrEnum
from typing import Literal

from domain.messages import Message

Topic = Literal[
    "service",
    "purpose",
    "data",
    "data_subjects",
    "retention",
    "location",
    "transfer",
    "disclosure",
    "measure",
    "certificate",
    "automated_decision",
    "supplier",
    "contact",
    "text",
    "subprocessor",
    "subprocessor.service",
    "subprocessor.task",
    "subprocessor.data",
    "subprocessor.location",
    "subprocessor.company",
    "subprocessor.mechanism",
]
Stated = str | tuple[str, ...] | None
"""What stood there: words, a list of them, or nothing stated."""


class Effect(StrEnum):
    """What the difference does; `importance` says of each whether it matters."""

    NEW = "new"
    WIDER = "wider"
    UNCLEAR = "unclear"
    NOW_NAMED = "now named"
    NO_LONGER_STATED = "no longer stated"
    NEW_BELOW = "new below"
    JOINS_SERVICE = "joins a service"
    OTHER_PERSON = "other legal person"
    OWN_PURPOSE = "supplier's own purpose"
    FLAG = "flag"
    CORE = "core"
    OPTION = "option"
    TO_CORE = "to core"
    TO_OPTION = "to option"
    OUTSIDE = "outside"
    PLACE_UNCLEAR = "place unclear"
    TAKEN_BACK = "taken back"
    MECHANISM_DROPPED = "mechanism dropped"
    LONGER = "longer"
    END_DROPPED = "end dropped"
    GROUND = "ground"
    WEAKER = "weaker"
    NARROWER = "narrower"
    REMOVED = "removed"
    SHORTER = "shorter"
    INSIDE = "inside"
    SAME_PERSON = "same legal person"
    STRONGER = "stronger"
    CONTACT = "contact"
    WORDING = "wording"
    STATED = "stated"


class Item(Message):
    """`services` are the ids it touches; empty: the product as a whole, whatever was chosen."""

    kind: str
    target: str
    before: Stated
    after: Stated
    services: tuple[str, ...] = ()
    effect: Effect


def item(
    topic: Topic,
    target: str,
    states: tuple[Stated, Stated],
    effect: Effect,
    services: tuple[str, ...] = (),
) -> Item:
    """Make an item: added where nothing was stated before, removed where nothing is any more.

    A list of which "none" is stated, or is not any more, has changed.
    """
    before, after = states
    added, removed = before is None and after != (), after is None and before != ()
    change = "added" if added else "removed" if removed else "changed"
    return Item(
        kind=f"{topic}.{change}",
        target=target,
        before=before,
        after=after,
        services=services,
        effect=effect,
    )


def changed(one: Item) -> Item:
    """What is stated of a thing that was there already is a change of it."""
    return one.model_copy(update={"kind": f"{one.kind.rpartition('.')[0]}.changed"})
