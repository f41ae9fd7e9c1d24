"""What a supplier's system announces: the whole new leaflet, and what it means in plain words."""

import re
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from domain.leaflet.leaflet import Leaflet
from domain.messages import Message
from domain.product.announcement import SupplierLabel
from domain.values import Day, Hash, Identifier, Instant

PlainWords = Annotated[str, StringConstraints(pattern=r"\S", max_length=20_000)]
Change = Annotated[
    Identifier, Field(description="Small letters, digits, - and _; at most 64 of them.")
]
LONGEST = 64  # of an Identifier
LEFTOVER = "rest"
"""The id of the part that holds what the supplier names in no part."""


class ConsequencesTold(Message):
    """What the change means, in plain language, for each audience (7.1, 9.2)."""

    board: PlainWords
    parents: PlainWords


class SeparablePart(Message):
    """A part of the change that a board can decide by itself."""

    id: Identifier
    places: tuple[str, ...] = Field(
        min_length=1,
        max_length=100,
        description="Where in the leaflet it is, as services/ai, subprocessors/OpenAI, measures.",
    )


class Announcement(Message):
    """A new leaflet of a product, behind the one before it."""

    model_config = ConfigDict(serialize_by_alias=True)

    schema_version: Literal["announcement/1"] = Field(alias="schema")
    product: Identifier
    predecessor: Hash = Field(description="The hash of the leaflet that it follows.")
    leaflet: Leaflet
    announced_from: Instant = Field(
        description="From when, with its offset: 2026-09-01T00:00:00+02:00."
    )
    wish: Day | None = Field(
        default=None, description="By when the supplier would like an answer; it moves no clock."
    )
    label: SupplierLabel | None = Field(
        default=None, description="The supplier's own label; it can only raise importance."
    )
    change: Change | None = Field(
        default=None, description="The name of the change; without it the leaflet's version."
    )
    consequences: ConsequencesTold
    corrects: Change | None = Field(
        default=None, description="The announced change whose place this one takes."
    )
    independent_of: Change | None = Field(
        default=None, description="A change before it, undecided, that this one does not need."
    )
    parts: tuple[SeparablePart, ...] = Field(default=(), max_length=20)


def change_of(announcement: Announcement) -> str:
    """Return the name of the change: as it is given, or made from the leaflet's version."""
    if announcement.change is not None:
        return announcement.change
    words = re.sub(r"[^a-z0-9]+", "-", announcement.leaflet.version.lower()).strip("-")
    ids = [part.id for part in announcement.parts]
    longest = max(len(part_change("", one)) for one in (*ids, LEFTOVER))
    return words[: LONGEST - longest].rstrip("-") or "change"


def part_change(change: str, part: str) -> str:
    """Return the name by which agreements know a part of a change."""
    return f"{change}-{part}"
