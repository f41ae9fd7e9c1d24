"""An announced leaflet: the facts that the intake accepts, the product keeps, agreements judge."""

from typing import Literal

from domain.messages import Message
from domain.values import Day, Hash, Identifier, Instant

SupplierLabel = Literal["important", "not_important"]
"""What the supplier calls a change: it can raise importance and never lower it (law 5)."""


class Part(Message):
    """One separable part of an announced change, with the leaflet composed of it alone."""

    change: Identifier  # "<change>-<part>"
    leaflet: Hash


class Consequences(Message):
    """The supplier's plain words for each audience, kept as erasable texts by hash."""

    board: Hash
    parents: Hash


class AnnouncedLeaflet(Message):
    """A leaflet that a supplier announces behind another one."""

    change: Identifier  # unique in the product's line
    product: Identifier
    leaflet: Hash
    predecessor: Hash  # the leaflet before it in the line
    announced_from: Instant
    wish: Day | None = None  # where it is urgent: shown, and moves no clock
    label: SupplierLabel | None = None
    consequences: Consequences
    corrects: Identifier | None = None  # the announcement whose place it takes
    independent_of: Identifier | None = None  # an undecided predecessor
    parts: tuple[Part, ...] = ()
