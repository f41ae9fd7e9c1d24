"""A command together with who asks it: judged, or sealed on its way to be judged."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from domain.actors import Actor
from domain.commands import Command
from domain.messages import Message
from domain.values import CommandId, Instant, Label

Asked = TypeVar("Asked")
Facts = TypeVar("Facts")


@dataclass(frozen=True, slots=True)
class Request(Generic[Asked, Facts]):
    """What `decide` judges: a command of its stream, with the facts gathered for it."""

    command: Asked
    actor: Actor
    gathered: Facts | None = None


class RequestBody(Message):
    """What the gateway seals: a command for one workflow, of an actor it knows."""

    workflow_id: Label
    command_id: CommandId
    actor: Actor
    via: Label
    issued_at: Instant
    command: Command


class SealedRequest(Message):
    """The sealed bytes as text; parsed, never dumped again."""

    body: str
    key_id: str
    signature: str  # Ed25519, hexadecimal, over the UTF-8 bytes of `body`
