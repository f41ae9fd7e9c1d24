"""What events about a change show of it."""

from typing import Literal

from domain.messages import Message
from domain.values import Identifier, Instant, Label


class ServiceAtSchools(Message):
    """A service (or the core of a product) and the schools that have it."""

    service: Identifier
    schools: tuple[Identifier, ...]


class RefusedBefore(Message):
    """An important item that this board was asked about before, and did not agree to."""

    change: Identifier
    standing: Literal["rejected", "lapsed"]
    at: Instant
    kind: Label
    target: str
