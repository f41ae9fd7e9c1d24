"""A command together with who asks it and the facts gathered for it."""

from dataclasses import dataclass

from domain.actors import Actor
from domain.agreement.commands import AgreementCommand
from domain.agreement.gathering import Gathered
from domain.messages import Message
from domain.values import CommandId, Instant, Label


@dataclass(frozen=True, slots=True)
class Request:
    """What `decide` judges."""

    command: AgreementCommand
    actor: Actor
    gathered: Gathered | None = None


class RequestBody(Message):
    """What the gateway seals: a command for one workflow, of an actor it knows."""

    workflow_id: Label
    command_id: CommandId
    actor: Actor
    via: Label
    issued_at: Instant
    command: AgreementCommand


class SealedRequest(Message):
    """The sealed bytes as text; parsed, never dumped again."""

    body: str
    key_id: str
    signature: str  # Ed25519, hexadecimal, over the UTF-8 bytes of `body`
